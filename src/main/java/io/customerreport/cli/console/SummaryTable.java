package io.customerreport.cli.console;

import io.customerreport.cli.files.ShellWord;
import io.customerreport.count.FirstRejects.Place;
import io.customerreport.count.RunCounters;
import io.customerreport.job.Given;
import io.customerreport.job.JobCounts;
import io.customerreport.job.LineCounts;
import io.customerreport.job.OutputOptions;
import io.customerreport.job.ReportFormat;
import io.customerreport.job.RunSummary;
import io.customerreport.report.SnapshotStore;
import io.customerreport.source.files.AbsolutePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lays a run's summary out for people: one count per line with the numbers right-aligned, the first
 * rejected line after each reject reason, and at the end where the output is.
 */
public final class SummaryTable {

    private static final double BYTES_PER_MB = 1e6;

    /** A shorter run spends most of its time before and after reading. */
    private static final double SECONDS_WORTH_A_RATE = 3;

    private final List<Row> rows = new ArrayList<>();
    private final OutputOptions options;
    private final long customers;
    private final boolean filed;

    private record Row(String name, String number, String note) {}

    public SummaryTable(RunSummary summary, JobCounts counts, OutputOptions options) {
        this.options = options;
        customers = summary.customers();
        filed = counts.count(RunCounters.SNAPSHOTS) > 0;
        Map<String, Place> firstRejects = counts.firstRejects();
        LineCounts lines = summary.counts();
        LineCounts whole = summary.whole().counts();
        long runs = summary.total() == null ? 1 : summary.total().runs();
        count(RunCounters.LINES, lines.lines(), whole.lines(), runs);
        count("  accepted", lines.accepted(), whole.accepted(), runs);
        count("  filtered", lines.filtered(), whole.filtered(), runs);
        if (lines.filteredBy().size() > 1) {
            lines.filteredBy().forEach((reason, n) -> count("    " + reason, n));
        }
        if (summary.duplicates() != null) {
            rows.add(
                    new Row(
                            "  duplicates",
                            grouped(summary.duplicates().events()),
                            summary.duplicates().conflicting() == 0
                                    ? ""
                                    : "of %s ids they differ"
                                            .formatted(
                                                    grouped(summary.duplicates().conflicting()))));
        }
        count("  blank", lines.blank(), whole.blank(), runs);
        count("  rejected", lines.rejects(), whole.rejects(), runs);
        lines.rejected()
                .forEach(
                        (reason, n) ->
                                rows.add(
                                        new Row(
                                                "    " + reason,
                                                grouped(n),
                                                first(firstRejects.get(reason)))));
        count(RunCounters.CUSTOMERS, summary.customers());
        if (summary.table() != null) {
            count(RunCounters.TABLE_ROWS, summary.table().rows());
            if (summary.table().retries() > 0) {
                count(RunCounters.TABLE_RETRIES, summary.table().retries());
            }
        }
        if (summary.total() != null && summary.total().filesLeftOut() > 0) {
            count("files_left_out", summary.total().filesLeftOut());
        }
        if (lines.amountsDefaulted() > 0) {
            rows.add(
                    new Row(
                            RunCounters.AMOUNTS_DEFAULTED,
                            grouped(lines.amountsDefaulted()),
                            first(counts.firstDefaulted().orElse(null))));
        }
        if (lines.unrated() > 0) {
            rows.add(
                    new Row(
                            RunCounters.UNRATED,
                            grouped(lines.unrated()),
                            "in "
                                    + String.join(
                                            ", ",
                                            summary.unratedCurrencies().keySet().stream()
                                                    .map(code -> code.isEmpty() ? "(none)" : code)
                                                    .toList())));
        }
        if (lines.corruptFiles() > 0) {
            count(RunCounters.CORRUPT_FILES, lines.corruptFiles());
        }
        summary.notices().forEach(this::count);
        decimal("seconds", summary.seconds());
        if (summary.seconds() >= SECONDS_WORTH_A_RATE) {
            count("events/s", Math.round(lines.accepted() / summary.seconds()));
            decimal("MB/s", lines.bytes() / BYTES_PER_MB / summary.seconds());
        }
    }

    @Override
    public String toString() {
        int names = rows.stream().mapToInt(row -> row.name.length()).max().orElseThrow();
        int numbers = rows.stream().mapToInt(row -> row.number.length()).max().orElseThrow();
        String format = "%-" + names + "s  %" + numbers + "s  %s";
        StringBuilder table = new StringBuilder();
        for (Row row : rows) {
            line(table, format.formatted(row.name, row.number, row.note).stripTrailing());
        }
        place(table, "reports", options.reports());
        if (options.table() != null) {
            line(table, "reports in table " + options.table());
        }
        place(table, "rejects", options.rejects());
        place(table, "state", options.keepState());
        place(table, "summary", options.summary());
        place(table, "metrics", options.summaryMetrics());
        place(table, "page", options.html());
        if (customers > 0
                && options.reports() != null
                && options.format() != ReportFormat.JSON
                && AbsolutePath.schemeOf(options.reports().value()) == null) {
            line(
                    table,
                    "to see some: head -n 2 "
                            + ShellWord.of(options.reports().value())
                            + (filed ? "/" + SnapshotStore.LAST : "")
                            + "/reports-*");
        }
        return table.toString();
    }

    private static void place(StringBuilder table, String what, @Nullable Given output) {
        if (output != null) {
            line(table, what + " in " + output.value());
        }
    }

    private static void line(StringBuilder table, String line) {
        table.append(Console.printable(line)).append(System.lineSeparator());
    }

    private void count(String name, long count) {
        rows.add(new Row(name, grouped(count), ""));
    }

    /** A count of this run beside that of all runs that led to it. */
    private void count(String name, long count, long whole, long runs) {
        rows.add(
                new Row(
                        name,
                        grouped(count),
                        runs == 1
                                ? ""
                                : "of %s in %s runs".formatted(grouped(whole), grouped(runs))));
    }

    private void decimal(String name, double number) {
        rows.add(new Row(name, String.format(Locale.ROOT, "%,.1f", number), ""));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String first(@Nullable Place place) {
        return place == null
                ? ""
                : "first in " + place.file() + " at byte " + grouped(place.offset());
    }
}
