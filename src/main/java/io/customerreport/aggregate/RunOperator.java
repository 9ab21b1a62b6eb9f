package io.customerreport.aggregate;

import io.customerreport.parse.Event;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Gathers events into runs per customer before the shuffle, so that fewer and smaller records
 * travel and are sorted, and stamps the runs with their place in the input.
 *
 * <p>The order of a customer's events can be restored from whole runs because runs never
 * interleave: all runs are sent on before an event of another stretch of the input is taken, when
 * they outgrow their memory, ahead of each watermark, before each checkpoint barrier (so there is
 * no state here), and at the end.
 *
 * <p>Pays more the longer the stretches are.
 */
public final class RunOperator extends AbstractStreamOperator<CustomerRun>
        implements OneInputStreamOperator<Event, CustomerRun>, BoundedOneInput {

    private static final long serialVersionUID = 1;

    /** The share of the heap that all run operators of a process may fill together. */
    private static final double HEAP_SHARE = 0.25;

    private transient RunTable table;
    private transient long stretch;
    private transient StreamRecord<CustomerRun> outgoing;

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
        table = new RunTable((long) (Runtime.getRuntime().maxMemory() * HEAP_SHARE / slots));
    }

    @Override
    public void processElement(StreamRecord<Event> element) {
        Event event = element.getValue();
        if (event.stretch != stretch) {
            flush();
            stretch = event.stretch;
        }
        if (table.add(event)) {
            flush();
        }
    }

    private void flush() {
        table.drainTo((run, position) -> output.collect(outgoing.replace(run, position)));
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
