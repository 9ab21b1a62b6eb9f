package io.customerreport.testing.cluster;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a trial found: how long each recovery took, and what differed in the end. */
public final class FaultReport {

    private final Map<Fault, List<Duration>> recoveries = new EnumMap<>(Fault.class);
    private FaultyRun.Outcome expected;
    private int runs;
    private long bytesDiffering;
    private int filesLeft;
    private int countsDiffering;

    public void expect(FaultyRun.Outcome undisturbed) {
        expected = undisturbed;
    }

    public void survived(Fault fault, Duration recovery) {
        recoveries.computeIfAbsent(fault, f -> new ArrayList<>()).add(recovery);
        System.out.printf("%-28s running again after %.1f s%n", fault, seconds(recovery));
    }

    public void compare(FaultyRun.Outcome outcome) {
        runs++;
        bytesDiffering +=
                differing(expected.reports(), outcome.reports())
                        + differing(expected.rejects(), outcome.rejects());
        filesLeft += outcome.others().size() - expected.others().size();
        countsDiffering += outcome.counts().equals(expected.counts()) ? 0 : 1;
    }

    public int kills() {
        return recoveries.values().stream().mapToInt(List::size).sum();
    }

    public int runs() {
        return runs;
    }

    public FaultyRun.Outcome expected() {
        return expected;
    }

    /** The bytes of all rows that only one of the runs has. */
    public long bytesDiffering() {
        return bytesDiffering;
    }

    /** Files beyond those with rows and the markers of success. */
    public int filesLeft() {
        return filesLeft;
    }

    /** Runs whose summary was another. */
    public int countsDiffering() {
        return countsDiffering;
    }

    public boolean isClean() {
        return bytesDiffering == 0 && filesLeft == 0 && countsDiffering == 0;
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder();
        List<Duration> all = new ArrayList<>();
        table.append(
                "%-28s %5s %9s %7s%n"
                        .formatted("time to running again", "times", "median s", "max s"));
        recoveries.forEach(
                (fault, times) -> {
                    table.append(row(fault.toString(), times));
                    all.addAll(times);
                });
        table.append(row("all", all));
        return table.append(
                        "%d runs of %,d reports and %,d rejects; bytes differing: %d, summaries differing: %d, files left: %d%n"
                                .formatted(
                                        runs,
                                        expected.reports().size(),
                                        expected.rejects().size(),
                                        bytesDiffering,
                                        countsDiffering,
                                        filesLeft))
                .toString();
    }

    private static String row(String name, List<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        return sorted.isEmpty()
                ? ""
                : "%-28s %5d %9.1f %7.1f%n"
                        .formatted(
                                name,
                                sorted.size(),
                                seconds(sorted.get(sorted.size() / 2)),
                                seconds(sorted.get(sorted.size() - 1)));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static long differing(List<String> expected, List<String> found) {
        Map<String, Integer> counts = new HashMap<>();
        expected.forEach(row -> counts.merge(row, 1, Integer::sum));
        found.forEach(row -> counts.merge(row, -1, Integer::sum));
        return counts.entrySet().stream()
                .mapToLong(
                        row ->
                                Math.abs(row.getValue())
                                        * (1L
                                                + row.getKey()
                                                        .getBytes(StandardCharsets.UTF_8)
                                                        .length))
                .sum();
    }
}
