package io.customerreport.table;

import io.customerreport.aggregate.KeyedAggregate;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes reports to a table or to its staging table, at least once; who reads the table sees them
 * once, as a row takes the place of the one before.
 */
final class TableSink implements Sink<KeyedAggregate> {

    private static final long serialVersionUID = 1;

    private final TableUrl url;
    private final String statement;

    TableSink(TableUrl url, String statement) {
        this.url = url;
        this.statement = statement;
    }

    @Override
    public SinkWriter<KeyedAggregate> createWriter(WriterInitContext context) {
        return new TableWriter(url, statement, new TableSession(url, TableSession.PATIENT));
    }
}
