package io.customerreport.table;

import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.count.RunCounters;
import java.sql.PreparedStatement;

/**
 * Writes rows, many with each statement, which commits them. A statement whose outcome is not known
 * is repeated, which does no harm.
 */
final class TableWriter implements AutoCloseable {

    private final TableUrl url;
    private final String statement;
    private final TableSession session;
    private final RunCounters counters;
    private final TableRows rows = new TableRows();

    /**
     * @param statement takes the rows
     * @param counters have what is counted of a table
     */
    TableWriter(TableUrl url, String statement, TableSession session, RunCounters counters) {
        this.url = url;
        this.statement = statement;
        this.session = session;
        this.counters = counters;
    }

    void write(KeyedAggregate report) throws TableException, InterruptedException {
        rows.add(report, url);
        if (rows.isFull()) {
            flush();
        }
    }

    /** Has all rows in the database. */
    void flush() throws TableException, InterruptedException {
        if (rows.size() == 0) {
            return;
        }
        session.run(
                connection -> {
                    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
                        rows.bind(prepared);
                        return prepared.executeUpdate();
                    }
                });
        counters.add(RunCounters.TABLE_ROWS, rows.size());
        counters.add(RunCounters.TABLE_BATCHES, 1);
        rows.clear();
    }

    @Override
    public void close() {
        session.close();
    }
}
