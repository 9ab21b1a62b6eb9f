package io.customerreport.report;

import io.customerreport.aggregate.AggregateParts;
import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.CustomerPart;
import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.combine.KeyGroupShare;
import io.customerreport.combine.PartsTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
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
    private final @Nullable EarlierCustomers earlier;

    /** Null if all is in Flink's state. */
    private transient @Nullable PartsTable table;

    private transient StreamRecord<KeyedAggregate> report;

    private transient KeyGroupShare own;

    /**
     * The key groups whose earlier customers were reported before a checkpoint; of all subtasks.
     */
    private transient @Nullable ListState<Integer> reportedState;

    /** Those of them that are this subtask's. */
    private transient Set<Integer> reported;

    /**
     * @param earlier what is known of customers from before, which no input brings
     */
    public ExactReportOperator(@Nullable EarlierCustomers earlier) {
        this(new ExactReportFunction(), earlier);
    }

    ExactReportOperator(ExactReportFunction function, @Nullable EarlierCustomers earlier) {
        super(function);
        this.function = function;
        this.earlier = earlier;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        report = new StreamRecord<>(null);
        own = KeyGroupShare.of(getRuntimeContext().getTaskInfo());
        reported = new HashSet<>();
        if (earlier != null) {
            reportedState =
                    context.getOperatorStateStore()
                            .getUnionListState(
                                    new ListStateDescriptor<>("earlier-reported", Types.INT));
            for (int keyGroup : reportedState.get()) {
                if (own.has(keyGroup)) {
                    reported.add(keyGroup);
                }
            }
        }
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
        if (reportedState != null) {
            reportedState.update(List.copyOf(reported));
        }
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
        if (earlier != null) {
            earlier.handOut(own, this::reportEarlier);
            reported.addAll(own.keyGroups());
        }
        if (table == null) {
            super.endInput();
            return;
        }
        for (CustomerPart part : table) {
            report(part.customer(), part.parts());
        }
        table = null;
    }

    /** Reports a customer with what is new, of which nothing is kept any more. */
    private void reportEarlier(CustomerPart part) throws Exception {
        if (!reported.isEmpty() && reported.contains(own.keyGroup(part.customer()))) {
            return;
        }
        AggregateParts added;
        if (table == null) {
            setCurrentKey(part.customer());
            added = function.take();
        } else {
            added = table.take(part.customer());
        }
        report(part.customer(), added == null ? part.parts() : part.parts().plus(added));
    }

    private void report(CustomerId customer, AggregateParts parts) {
        KeyedAggregate row = new KeyedAggregate(customer, function.aggregate(parts));
        output.collect(report.replace(function.reported(row)));
    }
}
