package io.customerreport.report;

import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.aggregate.KeyedAggregateSerializer;
import io.customerreport.aggregate.RecordTypes;
import io.customerreport.count.RunCounters;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/**
 * One subtask of the keyed operator in Flink's test harness, which takes the records of its key
 * groups.
 *
 * @param <I> what arrives: parts of aggregates, or events
 */
final class ReportTask<I> implements AutoCloseable {

    static final int MAX_PARALLELISM = 128;

    /** The number of the checkpoint that a subtask is restored from. */
    static final long RESTORED = 5;

    final KeyedOneInputStreamOperatorTestHarness<CustomerId, I, KeyedAggregate> harness;
    private final ReportFunction<I, ?> function;
    private final KeySelector<I, CustomerId> key;
    private final int parallelism;
    private final int index;

    /**
     * Opens a subtask.
     *
     * @param restored its part of a checkpoint, or null
     */
    ReportTask(
            ReportFunction<I, ?> function,
            KeySelector<I, CustomerId> key,
            int parallelism,
            int index,
            OperatorSubtaskState restored)
            throws Exception {
        this(function, operator(function), key, parallelism, index, restored);
    }

    /** Opens a subtask of an operator that runs the function. */
    ReportTask(
            ReportFunction<I, ?> function,
            OneInputStreamOperator<I, KeyedAggregate> operator,
            KeySelector<I, CustomerId> key,
            int parallelism,
            int index,
            OperatorSubtaskState restored)
            throws Exception {
        this.function = function;
        this.key = key;
        this.parallelism = parallelism;
        this.index = index;
        harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        operator,
                        key,
                        RecordTypes.CUSTOMER_ID,
                        MAX_PARALLELISM,
                        parallelism,
                        index);
        harness.getExecutionConfig().enableObjectReuse();
        harness.setup(new KeyedAggregateSerializer());
        if (restored != null) {
            harness.setRestoredCheckpointId(RESTORED);
            harness.initializeState(restored);
        }
        harness.open();
    }

    @SuppressWarnings("unchecked")
    private static <I> OneInputStreamOperator<I, KeyedAggregate> operator(
            ReportFunction<I, ?> function) {
        if (function instanceof ContinuousReportFunction) {
            return new KeyedProcessOperator<>(function);
        }
        return function instanceof ExactReportFunction exact
                ? (OneInputStreamOperator<I, KeyedAggregate>) new ExactReportOperator(exact, null)
                : new ReportOperator<>(function);
    }

    void add(I record) throws Exception {
        int owner =
                KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        key.getKey(record), MAX_PARALLELISM, parallelism);
        if (owner == index) {
            harness.processElement(record, 0);
        }
    }

    void finish() throws Exception {
        harness.processWatermark(Watermark.MAX_WATERMARK);
        harness.endInput();
    }

    /** The reports, sorted. */
    List<String> rows() {
        return harness.extractOutputValues().stream().map(ReportTask::row).sorted().toList();
    }

    /** A report as it is written. */
    static String row(KeyedAggregate report) {
        JsonBuffer out = new JsonBuffer(256);
        new ReportRowEncoder().encode(report, out);
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }

    long customers() {
        return count(RunCounters.CUSTOMERS);
    }

    long count(String counter) {
        RuntimeContext context = harness.getOperator().getRuntimeContext();
        return (Long) context.getAccumulator(counter).getLocalValue();
    }

    /** What the gauge of a continuous job shows. */
    long pending() {
        return ((ContinuousReportFunction) function).pending();
    }

    @Override
    public void close() {
        try {
            harness.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
