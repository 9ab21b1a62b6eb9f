package io.customerreport.source.enumerate;

import io.customerreport.source.split.CombinedSplit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Flink's side of an enumerator, in one thread: scans run when the test says so. */
final class Coordinator implements SplitEnumeratorContext<CombinedSplit> {

    final Map<Integer, ReaderInfo> readers = new HashMap<>();
    final Map<Integer, List<CombinedSplit>> assigned = new TreeMap<>();
    final List<Integer> toldNoMore = new ArrayList<>();
    private final Metrics metrics = new Metrics();
    private Runnable periodic;

    private static final class Metrics extends UnregisteredMetricsGroup
            implements SplitEnumeratorMetricGroup {

        private final Map<String, Metric> byName = new HashMap<>();

        @Override
        public Counter counter(String name) {
            Counter counter = super.counter(name);
            byName.put(name, counter);
            return counter;
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            byName.put(name, gauge);
            return gauge;
        }

        @Override
        public <G extends Gauge<Long>> G setUnassignedSplitsGauge(G gauge) {
            return gauge("unassignedSplits", gauge);
        }
    }

    Coordinator(int readers) {
        for (int subtask = 0; subtask < readers; subtask++) {
            this.readers.put(subtask, new ReaderInfo(subtask, "host"));
        }
    }

    /** What was called to be done again and again. */
    void scan() {
        periodic.run();
    }

    /** The value of a counter or a gauge of numbers. */
    long metric(String name) {
        Metric metric = metrics.byName.get(name);
        return metric instanceof Counter counter
                ? counter.getCount()
                : ((Number) ((Gauge<?>) metric).getValue()).longValue();
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        return metrics;
    }

    @Override
    public void sendEventToSourceReader(int subtask, SourceEvent event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int currentParallelism() {
        return readers.size();
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return readers;
    }

    @Override
    public void assignSplits(SplitsAssignment<CombinedSplit> assignment) {
        assignment
                .assignment()
                .forEach(
                        (subtask, splits) ->
                                assigned.computeIfAbsent(subtask, s -> new ArrayList<>())
                                        .addAll(splits));
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
        toldNoMore.add(subtask);
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
        T result;
        try {
            result = callable.call();
        } catch (Exception e) {
            handler.accept(null, e);
            return;
        }
        handler.accept(result, null);
    }

    @Override
    public <T> void callAsync(
            Callable<T> callable, BiConsumer<T, Throwable> handler, long delay, long period) {
        periodic = () -> callAsync(callable, handler);
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
        runnable.run();
    }
}
