package io.customerreport.aggregate;

import io.customerreport.parse.Event;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Aggregates events per customer before the shuffle, so that customers travel, not events.
 *
 * <p>Legitimate because exact sums are the same in any grouping. What has been gathered is sent on
 * when it outgrows its memory, before each checkpoint barrier (so there is no state here), ahead of
 * each watermark (the final one arrives before the end of input, and timers behind the shuffle must
 * have seen everything when it does), and at the end.
 *
 * <p>Does not pay where nearly every event has a customer of its own.
 */
public final class CombineOperator extends AbstractStreamOperator<CustomerPart>
        implements OneInputStreamOperator<Event, CustomerPart>, BoundedOneInput {

    private static final long serialVersionUID = 1;

    /** The share of the heap that all combiners of a process may fill together. */
    private static final double HEAP_SHARE = 0.25;

    private transient AggregateTable table;
    private transient StreamRecord<CustomerPart> outgoing;

    @Override
    public void open() throws Exception {
        super.open();
        outgoing = new StreamRecord<>(null);
        int slots =
                getContainingTask()
                        .getEnvironment()
                        .getTaskManagerInfo()
                        .getConfiguration()
                        .get(TaskManagerOptions.NUM_TASK_SLOTS);
        long maxBytes = (long) (Runtime.getRuntime().maxMemory() * HEAP_SHARE / slots);
        table = new AggregateTable(maxBytes);
    }

    @Override
    public void processElement(StreamRecord<Event> element) {
        if (table.add(element.getValue())) {
            flush();
        }
    }

    private void flush() {
        table.drainTo(part -> output.collect(outgoing.replace(part)));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        flush();
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        flush();
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void endInput() {
        flush();
    }
}
