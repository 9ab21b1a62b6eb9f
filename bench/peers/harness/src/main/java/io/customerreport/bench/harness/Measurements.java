package io.customerreport.bench.harness;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The runs of one program, of which the table shows the medians. */
record Measurements(List<Measurement> runs) {

    Measurements {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("a median needs a run");
        }
    }

    int count() {
        return runs.size();
    }

    double wallSeconds() {
        return median(Measurement::wallSeconds);
    }

    double cpuSeconds() {
        return median(Measurement::cpuSeconds);
    }

    double peakBytes() {
        return median(Measurement::peakBytes);
    }

    double leastWallSeconds() {
        return runs.stream().mapToDouble(Measurement::wallSeconds).min().orElseThrow();
    }

    double mostWallSeconds() {
        return runs.stream().mapToDouble(Measurement::wallSeconds).max().orElseThrow();
    }

    private double median(ToDoubleFunction<Measurement> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
