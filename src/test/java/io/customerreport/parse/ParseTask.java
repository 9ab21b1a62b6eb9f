package io.customerreport.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.aggregate.EventSerializer;
import io.customerreport.count.FirstRejects;
import io.customerreport.source.block.LineBlock;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** One subtask of the parser in Flink's test harness: blocks in; events, rejects, counts out. */
final class ParseTask implements AutoCloseable {

    static final int MAX_PARALLELISM = 128;

    private final Map<String, InterceptingOperatorMetricGroup> reasons = new HashMap<>();
    private final InterceptingOperatorMetricGroup metrics =
            new InterceptingOperatorMetricGroup() {
                @Override
                public MetricGroup addGroup(String key, String value) {
                    assertThat(key).isEqualTo("reason");
                    return reasons.computeIfAbsent(
                            value, absent -> new InterceptingOperatorMetricGroup());
                }
            };
    private final OneInputStreamOperatorTestHarness<LineBlock, Event> harness;
    private long checkpoints;

    ParseTask(EventRules rules) throws Exception {
        this(rules, true, 1, 0, null);
    }

    /**
     * Opens a subtask.
     *
     * @param restored its part of a checkpoint, or null
     */
    ParseTask(
            EventRules rules,
            boolean keepRejects,
            int parallelism,
            int index,
            OperatorSubtaskState restored)
            throws Exception {
        this(new ParseFunction(rules, keepRejects), parallelism, index, restored);
    }

    private ParseTask(
            ParseFunction function, int parallelism, int index, OperatorSubtaskState restored)
            throws Exception {
        harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ProcessOperator<>(function),
                        new MockEnvironmentBuilder()
                                .setMetricGroup(new TaskMetrics())
                                .setMaxParallelism(MAX_PARALLELISM)
                                .setParallelism(parallelism)
                                .setSubtaskIndex(index)
                                .build());
        harness.setup(EventSerializer.INSTANCE);
        if (restored != null) {
            harness.initializeState(restored);
        }
        harness.open();
    }

    /** A subtask of a continuous job. */
    static ParseTask byTheClock(EventRules rules) throws Exception {
        return new ParseTask(ParseFunction.byTheClock(rules, true), 1, 0, null);
    }

    void setClock(long millis) throws Exception {
        harness.setProcessingTime(millis);
    }

    void process(LineBlock block) throws Exception {
        harness.processElement(new StreamRecord<>(block));
    }

    OperatorSubtaskState snapshot() throws Exception {
        checkpoints++;
        return harness.snapshot(checkpoints, checkpoints);
    }

    /** The events so far, as customer, type, ts, usd, position and predecessor. */
    List<String> events() {
        return harness.extractOutputValues().stream().map(ParseTask::spelled).toList();
    }

    private static String spelled(Event event) {
        return "%s %s %d %s at %d after %d"
                .formatted(
                        text(event.customer, event.customerStart, event.customerLength),
                        text(event.type, event.typeStart, event.typeLength),
                        event.ts,
                        event.usd,
                        event.position,
                        event.predecessor);
    }

    private static String text(byte[] bytes, int start, int length) {
        return new String(bytes, start, length, StandardCharsets.UTF_8);
    }

    List<Reject> rejects() {
        Queue<StreamRecord<Reject>> rejects = harness.getSideOutput(ParseFunction.REJECTS);
        return rejects == null ? List.of() : rejects.stream().map(StreamRecord::getValue).toList();
    }

    /** The counters that are not 0. */
    Map<String, Long> accumulators() {
        Map<String, Long> counts = new HashMap<>();
        userAccumulators()
                .forEach(
                        (name, accumulator) -> {
                            if (accumulator.getLocalValue() instanceof Long count && count != 0) {
                                counts.put(name, count);
                            }
                        });
        return counts;
    }

    /** Counters as metrics, those that are not 0. */
    Map<String, Long> metrics() {
        Map<String, Long> counts = new HashMap<>();
        for (String name : userAccumulators().keySet()) {
            if (metricOf(name) instanceof Counter counter && counter.getCount() != 0) {
                counts.put(name, counter.getCount());
            }
        }
        return counts;
    }

    long accumulator(String name) {
        return (Long) userAccumulators().get(name).getLocalValue();
    }

    long metric(String name) {
        return ((Counter) metricOf(name)).getCount();
    }

    /** The metric of an accumulator; those of lines left out have its name as their label. */
    private Metric metricOf(String accumulator) {
        InterceptingOperatorMetricGroup reason = reasons.get(accumulator);
        if (reason == null) {
            return metrics.get(accumulator);
        }
        return reason.get("rejected") == null ? reason.get("filtered") : reason.get("rejected");
    }

    Object gauge(String name) {
        return ((Gauge<?>) metrics.get(name)).getValue();
    }

    FirstRejects firstRejects() {
        return (FirstRejects) userAccumulators().get(FirstRejects.NAME);
    }

    private Map<String, Accumulator<?, ?>> userAccumulators() {
        return harness.getEnvironment().getAccumulatorRegistry().getUserMap();
    }

    @Override
    public void close() {
        try {
            harness.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private final class TaskMetrics extends InterceptingTaskMetricGroup {

        @Override
        public InternalOperatorMetricGroup getOrAddOperator(
                OperatorID id, String name, Map<String, String> variables) {
            return metrics;
        }
    }
}
