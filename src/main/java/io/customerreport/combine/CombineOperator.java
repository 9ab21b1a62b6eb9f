package io.customerreport.combine;

import io.customerreport.aggregate.CustomerPart;
import io.customerreport.count.RunCounters;
import io.customerreport.parse.Event;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates events per customer before the shuffle, so that customers travel, not events.
 *
 * <p>Legitimate because exact sums are the same in any grouping. What has been gathered is also
 * sent on when it outgrows its memory, and in a continuous job shortly before reports leave.
 *
 * <p>Does not pay where nearly every event has a customer of its own; those are sent on early.
 */
public final class CombineOperator extends GatheringOperator<CustomerPart> {

    private static final long serialVersionUID = 1;

    /** Null in a bounded job, where all reports leave at the end. */
    private final @Nullable ReportSchedule schedule;

    private transient AggregateTable table;
    private transient StreamRecord<CustomerPart> outgoing;
    private transient @Nullable LongCounter drained;

    /** For bounded input. */
    public CombineOperator() {
        this(null);
    }

    /** For continuous input, of which customers are reported on a schedule. */
    public CombineOperator(@Nullable ReportSchedule schedule) {
        this.schedule = schedule;
    }

    @Override
    public void open() throws Exception {
        super.open();
        outgoing = new StreamRecord<>(null);
        table = new AggregateTable(shareOfHeap(), shuffleOrder());
        if (schedule != null) {
            drained = getRuntimeContext().getLongCounter(RunCounters.DRAINED);
            scheduleFlush();
        }
    }

    /** Reports have this operator's parallelism. */
    private ShuffleOrder shuffleOrder() {
        if (isForPartsTable()) {
            return ShuffleOrder.OF_APPEARANCE;
        }
        TaskInfo task = getRuntimeContext().getTaskInfo();
        return new ShuffleOrder(
                task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks());
    }

    /** As far as settings tell; the other order would do as well, if slower. */
    private boolean isForPartsTable() {
        Configuration job = getContainingTask().getJobConfiguration();
        String backend =
                job.getOptional(StateBackendOptions.STATE_BACKEND)
                        .orElseGet(() -> taskManager().get(StateBackendOptions.STATE_BACKEND));
        return PartsTable.isFor(job, backend);
    }

    private void scheduleFlush() {
        ProcessingTimeService clock = getProcessingTimeService();
        clock.registerTimer(
                schedule.nextFlush(clock.getCurrentProcessingTime()),
                due -> {
                    flush();
                    scheduleFlush();
                });
    }

    @Override
    public void processElement(StreamRecord<Event> element) {
        if (table.add(element.getValue())) {
            flush();
        }
    }

    @Override
    public void endInput() {
        super.endInput();
        if (drained != null) {
            drained.add(1);
        }
    }

    @Override
    void flush() {
        table.drainTo(part -> output.collect(outgoing.replace(part)));
    }
}
