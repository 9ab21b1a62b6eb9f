package io.customerreport.report;

import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.CustomerPart;
import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.aggregate.KeyedAggregateSerializer;
import io.customerreport.aggregate.RecordTypes;
import io.customerreport.count.RunCounters;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Runs a {@link ContinuousReportFunction}, and has it hand out all customers before the barrier of
 * every nth checkpoint, and when the input has ended.
 *
 * <p>All subtasks see the same checkpoint numbers, and a barrier divides what each has read in the
 * same way for all. So what they hand out before one barrier is together the state at that
 * checkpoint, also after a failure and at another parallelism, and they need not agree on anything.
 *
 * <p>A checkpoint may be given up while some subtasks have seen its barrier and others have not.
 * The marks that follow the rows of a snapshot tell who has.
 */
public final class SnapshotOperator
        extends KeyedProcessOperator<CustomerId, CustomerPart, KeyedAggregate>
        implements BoundedOneInput {

    /** Changes, snapshots and marks, each with the path of the folder that it belongs in. */
    public static final OutputTag<Tuple2<String, KeyedAggregate>> FILED =
            new OutputTag<>("filed", Types.TUPLE(Types.STRING, RecordTypes.KEYED_AGGREGATE));

    private static final long serialVersionUID = 1;

    private final ContinuousReportFunction function;
    private final long every;
    private transient boolean ended;

    /**
     * @param every the number of checkpoints from one snapshot to the next, at least 1
     */
    public SnapshotOperator(ContinuousReportFunction function, long every) {
        super(function);
        this.function = function;
        this.every = every;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        function.fileChanges(
                ReportFolder.changesAfter(context.getRestoredCheckpointId().orElse(0)).path());
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
        super.prepareSnapshotPreBarrier(checkpoint);
        if (checkpoint % every == 0 && !ended) {
            handOutAll(ReportFolder.snapshotAt(checkpoint));
            function.fileChanges(ReportFolder.changesAfter(checkpoint).path());
        }
    }

    /** No row may leave after this, not even before the barrier of the last savepoint. */
    @Override
    public void endInput() throws Exception {
        ended = true;
        handOutAll(ReportFolder.atTheEnd());
    }

    private void handOutAll(ReportFolder folder) throws Exception {
        String path = folder.path();
        KeyedStateBackend<CustomerId> customers = getKeyedStateBackend();
        function.handOutAll(customers, report -> file(path, report));
        TaskInfo task = getRuntimeContext().getTaskInfo();
        file(
                folder.marks(task.getNumberOfParallelSubtasks()),
                new KeyedAggregateSerializer().createInstance());
        // Each is one, however many subtasks have a share in it.
        function.counters().add(RunCounters.SNAPSHOTS, task.getIndexOfThisSubtask() == 0 ? 1 : 0);
    }

    private void file(String path, KeyedAggregate report) {
        output.collect(FILED, new StreamRecord<>(Tuple2.of(path, report)));
    }
}
