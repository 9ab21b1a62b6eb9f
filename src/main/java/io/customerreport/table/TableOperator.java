package io.customerreport.table;

import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.count.RunCounters;
import io.customerreport.count.TableOutage;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Writes reports to a table or to its staging table, at least once; who reads the table sees them
 * once, as a row takes the place of the one before. Before each checkpoint and at the end of input
 * all rows are in the database.
 *
 * <p>An operator, as a writer inside one of Flink's sinks cannot add to the accumulators of which
 * the run's summary is made.
 */
public final class TableOperator extends AbstractStreamOperator<Void>
        implements OneInputStreamOperator<KeyedAggregate, Void>, BoundedOneInput {

    private static final long serialVersionUID = 1;

    private final TableUrl url;
    private final String statement;
    private final TableSession.Connector connector;
    private transient RunCounters counters;
    private transient TableWriter writer;

    TableOperator(TableUrl url, String statement) {
        this(url, statement, () -> PostgresDriver.connect(url));
    }

    /**
     * @param statement takes the rows
     */
    TableOperator(TableUrl url, String statement, TableSession.Connector connector) {
        this.url = url;
        this.statement = statement;
        this.connector = connector;
    }

    /** Inserts rows into a table, or replaces them by those of as many events or more. */
    public static TableOperator upserting(TableUrl url) {
        return new TableOperator(url, TableSql.upsert(url.quotedTable()));
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        counters = new RunCounters();
        counters.restore(context.getOperatorStateStore());
    }

    @Override
    public void open() throws Exception {
        super.open();
        counters.register(RunCounters.TABLE_ROWS, getRuntimeContext());
        counters.register(RunCounters.TABLE_BATCHES, getRuntimeContext());
        counters.register(RunCounters.TABLE_RETRIES, getRuntimeContext());
        TableOutage outage = new TableOutage();
        getRuntimeContext().addAccumulator(TableOutage.NAME, outage);
        TableWaits waits = new TableWaits(() -> counters.add(RunCounters.TABLE_RETRIES, 1), outage);
        getMetricGroup().gauge(RunCounters.TABLE_SECONDS_WAITED, waits);
        writer =
                new TableWriter(
                        url,
                        statement,
                        new TableSession(url, connector, TableSession.PATIENT, waits),
                        counters);
    }

    @Override
    public void processElement(StreamRecord<KeyedAggregate> report) throws Exception {
        writer.write(report.getValue());
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        writer.flush();
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        counters.snapshot();
    }

    @Override
    public void endInput() throws Exception {
        writer.flush();
    }

    @Override
    public void close() throws Exception {
        if (writer != null) {
            writer.close();
        }
        super.close();
    }
}
