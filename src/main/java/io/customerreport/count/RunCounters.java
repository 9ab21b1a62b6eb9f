package io.customerreport.count;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;

/**
 * What an operator has counted, visible as Flink accumulators and metrics, and kept in its state.
 *
 * <p>Accumulators start at zero when a task is restarted; the state makes them continue from the
 * checkpoint, so that a run's totals count each line once, through every failure and rescale.
 * Publish once a block, not once a line.
 */
public final class RunCounters {

    public static final String LINES = "lines";
    public static final String BYTES = "bytes";
    public static final String STORED_BYTES = "stored_bytes";
    public static final String AMOUNTS_DEFAULTED = "amounts_defaulted";

    /** Accepted events whose currency is not the US dollar and has no rate. */
    public static final String UNRATED = "unrated";

    public static final String FAST_TIER_LINES = "fast_tier_lines";
    public static final String CORRUPT_FILES = "corrupt_files";
    public static final String CUSTOMERS = "customers";

    /** The events of all rows that a bounded job has reported, those of its base among them. */
    public static final String REPORTED_EVENTS = "reported_events";

    /** Events that do not count because another one of their id does. */
    public static final String DUPLICATES = "duplicates";

    /** Ids whose events were not all equal. */
    public static final String CONFLICTING_DUPLICATES = "conflicting_duplicates";

    /**
     * How often a customer of a continuous job, new or reported before, had something to report.
     */
    public static final String CHANGES = "changes";

    /** The rows that a continuous job has reported. */
    public static final String REPORTS = "reports";

    /** The snapshots of all customers that a continuous job has taken. */
    public static final String SNAPSHOTS = "snapshots";

    /** The subtasks of a continuous job whose input ended, which only a drained stop does. */
    public static final String DRAINED = "drained_subtasks";

    /** Rows that were written to a table; one that is written again after a failure counts once. */
    public static final String TABLE_ROWS = "table_rows";

    /** Statements that wrote them. */
    public static final String TABLE_BATCHES = "table_batches";

    /** Failures of the table's server that were not the end. */
    public static final String TABLE_RETRIES = "table_retries";

    /** The metric of the time in which rows waited for the table's server. */
    public static final String TABLE_SECONDS_WAITED = "table_seconds_waited";

    /** The metric of rejected lines, one for each value of the label {@link #REASON}. */
    public static final String REJECTED = "rejected";

    /** The metric of lines that were left out as the user asked, with the same label. */
    public static final String FILTERED = "filtered";

    public static final String REASON = "reason";

    /** What state of earlier versions calls the events of other types than those asked for. */
    private static final Map<String, String> FORMER_NAMES =
            Map.of("filtered", "event_type_not_allowed");

    private static final ListStateDescriptor<Tuple2<String, Long>> STATE =
            new ListStateDescriptor<>("counters", Types.TUPLE(Types.STRING, Types.LONG));

    private final Map<String, LongCounter> accumulators = new LinkedHashMap<>();
    private final Map<String, Count> counts = new LinkedHashMap<>();
    private ListState<Tuple2<String, Long>> state;

    /** Restores what was counted up to the checkpoint; for {@code initializeState}. */
    public void restore(OperatorStateStore store) throws Exception {
        state = store.getListState(STATE);
        for (Tuple2<String, Long> counted : state.get()) {
            accumulators
                    .computeIfAbsent(
                            FORMER_NAMES.getOrDefault(counted.f0, counted.f0),
                            name -> new LongCounter())
                    .add(counted.f1);
        }
    }

    /** A counter that is visible. */
    public static final class Count {

        private final LongCounter accumulator;
        private final Counter metric;

        private Count(LongCounter accumulator, Counter metric) {
            this.accumulator = accumulator;
            this.metric = metric;
        }

        public void add(long count) {
            if (count != 0) {
                accumulator.add(count);
                metric.inc(count);
            }
        }
    }

    /** Makes a counter visible; for {@code open}, which comes after {@link #restore}. */
    public Count register(String name, RuntimeContext context) {
        return register(name, context, context.getMetricGroup().counter(name));
    }

    /**
     * Makes the count of lines that were left out for a reason visible; for {@code open}, too. The
     * accumulator has the reason's name, and the metric has it as a label, so that shares and sums
     * need no list of all reasons.
     *
     * @param metric {@link #REJECTED} or {@link #FILTERED}
     */
    public void register(String reason, String metric, RuntimeContext context) {
        register(
                reason, context, context.getMetricGroup().addGroup(REASON, reason).counter(metric));
    }

    private Count register(String name, RuntimeContext context, Counter metric) {
        LongCounter accumulator = accumulators.computeIfAbsent(name, absent -> new LongCounter());
        context.addAccumulator(name, accumulator);
        Count count = new Count(accumulator, metric);
        counts.put(name, count);
        return count;
    }

    /** The metric of a registered counter: what was counted since the task started. */
    public Counter metric(String name) {
        return counts.get(name).metric;
    }

    public void add(String name, long count) {
        counts.get(name).add(count);
    }

    /** What was counted since the job began, by this subtask and those whose state it took over. */
    public long count(String name) {
        return accumulators.get(name).getLocalValuePrimitive();
    }

    /** Writes the state; for {@code snapshotState}. */
    public void snapshot() throws Exception {
        state.clear();
        for (Map.Entry<String, LongCounter> counter : accumulators.entrySet()) {
            state.add(Tuple2.of(counter.getKey(), counter.getValue().getLocalValuePrimitive()));
        }
    }
}
