package io.customerreport.combine;

import io.customerreport.count.CountRatio;
import io.customerreport.parse.Event;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.metrics.groups.OperatorIOMetricGroup;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * Gathers events in memory, and sends them on before each checkpoint barrier, so that it has no
 * state; before each watermark, as timers after the shuffle must have seen all that came before it;
 * and at the end of input.
 *
 * @param <T> what events are gathered into
 */
abstract class GatheringOperator<T> extends AbstractStreamOperator<T>
        implements OneInputStreamOperator<Event, T>, BoundedOneInput {

    private static final long serialVersionUID = 1;

    /** The share of the heap that all such operators of a process may fill together. */
    private static final double HEAP_SHARE = 0.25;

    /**
     * The most that one operator fills. Tables address their parts by ints, which is enough up to
     * here whatever the ids are; and a table for ten million customers is as good as a larger one.
     */
    private static final long MAX_BYTES = 2L << 30;

    /** Events for each record sent on: a metric, over the time since the task started. */
    static final String COMBINE_RATIO = "combine_ratio";

    @Override
    public void open() throws Exception {
        super.open();
        OperatorIOMetricGroup records = getMetricGroup().getIOMetricGroup();
        getMetricGroup()
                .gauge(
                        COMBINE_RATIO,
                        new CountRatio(
                                records.getNumRecordsInCounter(),
                                records.getNumRecordsOutCounter()));
    }

    /** Sends everything gathered on. */
    abstract void flush();

    /** What this operator may fill. */
    final long shareOfHeap() {
        int slots = taskManager().get(TaskManagerOptions.NUM_TASK_SLOTS);
        return shareOfHeap(Runtime.getRuntime().maxMemory(), slots);
    }

    final Configuration taskManager() {
        return getContainingTask().getEnvironment().getTaskManagerInfo().getConfiguration();
    }

    static long shareOfHeap(long heap, int slots) {
        return Math.min((long) (heap * HEAP_SHARE / slots), MAX_BYTES);
    }

    @Override
    public final void processWatermark(Watermark mark) throws Exception {
        flush();
        super.processWatermark(mark);
    }

    @Override
    public final void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        flush();
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void endInput() {
        flush();
    }
}
