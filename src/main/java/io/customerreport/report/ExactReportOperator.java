package io.customerreport.report;

import io.customerreport.aggregate.CustomerPart;
import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.combine.PartsTable;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Runs an {@link ExactReportFunction}, and keeps what arrives in a {@link PartsTable} as long as
 * nobody needs it in Flink's state.
 *
 * <p>That is in a job without checkpoints whose state is on the heap. A savepoint is taken of such
 * a job, too, if someone asks for it; then all of it moves to the state first, and stays there.
 */
public final class ExactReportOperator extends ReportOperator<CustomerPart> {

    private static final long serialVersionUID = 1;

    private final ExactReportFunction function;

    /** Null if all is in Flink's state. */
    private transient @Nullable PartsTable table;

    public ExactReportOperator() {
        this(new ExactReportFunction());
    }

    ExactReportOperator(ExactReportFunction function) {
        super(function);
        this.function = function;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        boolean isTableEnough =
                !context.isRestored()
                        && PartsTable.isFor(
                                getContainingTask().getJobConfiguration(),
                                getKeyedStateBackend().getBackendTypeIdentifier());
        table = isTableEnough ? new PartsTable() : null;
    }

    @Override
    public void processElement(StreamRecord<CustomerPart> element) throws Exception {
        if (table == null) {
            super.processElement(element);
        } else if (!table.add(element.getValue())) {
            moveToState();
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        moveToState();
        super.snapshotState(context);
    }

    private void moveToState() throws Exception {
        PartsTable moved = table;
        table = null;
        if (moved != null) {
            for (CustomerPart part : moved) {
                setCurrentKey(part.customer());
                super.processElement(new StreamRecord<>(part));
            }
        }
    }

    @Override
    public void endInput() throws Exception {
        if (table == null) {
            super.endInput();
            return;
        }
        StreamRecord<KeyedAggregate> report = new StreamRecord<>(null);
        for (CustomerPart part : table) {
            KeyedAggregate row =
                    new KeyedAggregate(part.customer(), function.aggregate(part.parts()));
            output.collect(report.replace(function.reported(row)));
        }
        table = null;
    }
}
