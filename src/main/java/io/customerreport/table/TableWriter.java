package io.customerreport.table;

import io.customerreport.aggregate.KeyedAggregate;
import java.io.IOException;
import java.sql.PreparedStatement;
import org.apache.flink.api.connector.sink2.SinkWriter;

/**
 * Writes rows, many with each statement, which commits them: a checkpoint has all rows before it in
 * the database. A statement whose outcome is not known is repeated, which does no harm.
 */
final class TableWriter implements SinkWriter<KeyedAggregate> {

    private final TableUrl url;
    private final String statement;
    private final TableSession session;
    private final TableRows rows = new TableRows();

    /**
     * @param statement takes the rows
     */
    TableWriter(TableUrl url, String statement, TableSession session) {
        this.url = url;
        this.statement = statement;
        this.session = session;
    }

    @Override
    public void write(KeyedAggregate report, Context context)
            throws IOException, InterruptedException {
        rows.add(report, url);
        if (rows.isFull()) {
            drain();
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        if (!rows.isEmpty()) {
            drain();
        }
    }

    private void drain() throws TableException, InterruptedException {
        session.run(
                connection -> {
                    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
                        rows.bind(prepared);
                        return prepared.executeUpdate();
                    }
                });
        rows.clear();
    }

    @Override
    public void close() {
        session.close();
    }
}
