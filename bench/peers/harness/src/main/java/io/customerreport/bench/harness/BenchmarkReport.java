package io.customerreport.bench.harness;

import io.customerreport.bench.harness.Contender.Input;
import java.util.List;
import java.util.Locale;

/** What the benchmark prints, and writes as Markdown: a section for each race, and the machine. */
final class BenchmarkReport {

    private static final double MEGA = 1e6;

    private final StringBuilder text = new StringBuilder();

    void addMachine(List<String> facts) {
        facts.forEach(fact -> text.append("- ").append(fact).append('\n'));
    }

    /** The large log: throughput, memory, and what each program does otherwise. */
    void addLarge(RaceResult result) {
        MarkdownTable table =
                new MarkdownTable(
                        List.of(
                                "program",
                                " runs",
                                " wall s",
                                " (from–to)",
                                " CPU s",
                                " peak MB",
                                " MB/s",
                                " wall ratio",
                                " CPU ratio",
                                "answer"));
        result.standings().forEach(standing -> table.add(largeRow(result, standing)));
        addTitle(result);
        text.append(table);
        addNotes(result);
    }

    /** A small log: mostly what a start costs. */
    void addSmall(RaceResult result) {
        MarkdownTable table =
                new MarkdownTable(
                        List.of(
                                "program",
                                " runs",
                                " wall s",
                                " (from–to)",
                                " CPU s",
                                " peak MB",
                                " wall ratio",
                                "answer"));
        result.standings().forEach(standing -> table.add(smallRow(result, standing)));
        addTitle(result);
        text.append(table);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void addTitle(RaceResult result) {
        text.append(
                format(
                        "%n### %,d %s, %s, %,d %s%n%n",
                        result.log().lines(),
                        result.log().lines() == 1 ? "line" : "lines",
                        size(result.log().bytes()),
                        result.customers(),
                        result.customers() == 1 ? "customer" : "customers"));
    }

    private static List<String> largeRow(RaceResult result, Standing standing) {
        String title = title(standing);
        if (standing.hasFailed()) {
            return List.of(title, "", "", "", "", "", "", "", "", standing.answer());
        }
        Measurements runs = standing.measurements();
        Measurements reference = result.reference().measurements();
        return List.of(
                title,
                Integer.toString(runs.count()),
                format("%.2f", runs.wallSeconds()),
                range(runs),
                format("%.2f", runs.cpuSeconds()),
                format("%.0f", runs.peakBytes() / MEGA),
                format("%.0f", standing.log().bytes() / MEGA / runs.wallSeconds()),
                format("%.2f", runs.wallSeconds() / reference.wallSeconds()),
                format("%.2f", runs.cpuSeconds() / reference.cpuSeconds()),
                standing.answer());
    }

    private static List<String> smallRow(RaceResult result, Standing standing) {
        String title = title(standing);
        if (standing.hasFailed()) {
            return List.of(title, "", "", "", "", "", "", standing.answer());
        }
        Measurements runs = standing.measurements();
        Measurements reference = result.reference().measurements();
        return List.of(
                title,
                Integer.toString(runs.count()),
                format("%.2f", runs.wallSeconds()),
                range(runs),
                format("%.2f", runs.cpuSeconds()),
                format("%.0f", runs.peakBytes() / MEGA),
                format("%.2f", runs.wallSeconds() / reference.wallSeconds()),
                standing.answer());
    }

    private void addNotes(RaceResult result) {
        text.append('\n');
        for (Standing standing : result.standings()) {
            Contender contender = standing.contender();
            if (!contender.departures().isEmpty()) {
                text.append(format("- %s: %s.%n", contender.title(), contender.departures()));
            }
        }
        if (result.standings().stream().anyMatch(BenchmarkReport::readAnotherLog)) {
            text.append("- †: over the same log without unusable lines.\n");
        }
    }

    private static String title(Standing standing) {
        return standing.contender().title() + (readAnotherLog(standing) ? " †" : "");
    }

    private static boolean readAnotherLog(Standing standing) {
        return standing.contender().input() == Input.LOG_WITHOUT_REJECTS;
    }

    private static String range(Measurements runs) {
        return format("%.2f–%.2f", runs.leastWallSeconds(), runs.mostWallSeconds());
    }

    private static String size(long bytes) {
        return bytes < MEGA ? format("%,d bytes", bytes) : format("%,.0f MB", bytes / MEGA);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
