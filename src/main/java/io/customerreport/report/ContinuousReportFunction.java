package io.customerreport.report;

import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.combine.ReportSchedule;
import io.customerreport.count.RunCounters;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the newest state of each customer that has changed, whenever reports are due, and keeps
 * it.
 *
 * <p>A change makes a customer pending until the next due time: by a processing-time timer there,
 * and by an event-time timer at the end of the input, since a task that ends drops the former. The
 * timer that fires first deletes the other one, so no change is reported twice. A customer that is
 * not pending costs no more than its aggregate.
 *
 * <p>A job that continues from a checkpoint or savepoint reports at once what became due in the
 * meantime.
 */
public final class ContinuousReportFunction extends ExactReportFunction {

    /** The gauge of customers that changed since they were last reported. */
    static final String PENDING = "pending_customers";

    private static final long serialVersionUID = 1;

    /** When the customer will be reported, absent if it has not changed since it was. */
    private static final ValueStateDescriptor<Long> DUE =
            new ValueStateDescriptor<>("due", Types.LONG);

    private final ReportSchedule schedule;
    private transient ValueState<Long> due;
    private transient @Nullable String changes;

    public ContinuousReportFunction(ReportSchedule schedule) {
        this.schedule = schedule;
    }

    /** From now on rows leave as {@link SnapshotOperator#FILED filed}, too, into that folder. */
    void fileChanges(String folder) {
        changes = folder;
    }

    @Override
    public void open(OpenContext context) {
        super.open(context);
        due = getRuntimeContext().getState(DUE);
        getRuntimeContext().getMetricGroup().gauge(PENDING, this::pending);
    }

    @Override
    void registerCounts(RuntimeContext context) {
        counters().register(RunCounters.CUSTOMERS, context);
        counters().register(RunCounters.CHANGES, context);
        counters().register(RunCounters.REPORTS, context);
        counters().register(RunCounters.SNAPSHOTS, context);
    }

    /**
     * Right in the sum over all subtasks: after a job was rescaled its counts go to any of them.
     */
    long pending() {
        return counters().count(RunCounters.CHANGES) - counters().count(RunCounters.REPORTS);
    }

    @Override
    void arrived(boolean first, TimerService timers) throws Exception {
        counters().add(RunCounters.CUSTOMERS, first ? 1 : 0);
        if (due.value() == null) {
            long next = schedule.nextReport(timers.currentProcessingTime());
            due.update(next);
            timers.registerProcessingTimeTimer(next);
            timers.registerEventTimeTimer(END_OF_INPUT);
            counters().add(RunCounters.CHANGES, 1);
        }
    }

    @Override
    public void onTimer(long ts, OnTimerContext context, Collector<KeyedAggregate> out)
            throws Exception {
        if (context.timeDomain() == TimeDomain.EVENT_TIME) {
            context.timerService().deleteProcessingTimeTimer(due.value());
        } else {
            context.timerService().deleteEventTimeTimer(END_OF_INPUT);
        }
        due.clear();
        KeyedAggregate report = report(context.getCurrentKey());
        out.collect(report);
        if (changes != null) {
            context.output(SnapshotOperator.FILED, Tuple2.of(changes, report));
        }
        counters().add(RunCounters.REPORTS, 1);
    }
}
