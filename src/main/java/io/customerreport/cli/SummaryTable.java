package io.customerreport.cli;

import io.customerreport.job.RunSummary;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Lays a run's summary out for people: one count a line, the numbers right-aligned. */
final class SummaryTable {

    private static final double BYTES_PER_MB = 1e6;

    private final Map<String, String> rows = new LinkedHashMap<>();
    private final String output;

    SummaryTable(RunSummary summary, String output) {
        this.output = output;
        count("lines", summary.lines());
        count("  accepted", summary.accepted());
        count("  filtered", summary.filtered());
        count("  blank", summary.blank());
        count("  rejected", summary.rejects());
        summary.rejected().forEach((reason, n) -> count("    " + reason, n));
        count("customers", summary.customers());
        if (summary.amountsDefaulted() > 0) {
            count("amounts_defaulted", summary.amountsDefaulted());
        }
        decimal("seconds", summary.seconds());
        count("events/s", Math.round(summary.accepted() / summary.seconds()));
        decimal("MB/s", summary.bytes() / BYTES_PER_MB / summary.seconds());
    }

    @Override
    public String toString() {
        int names = width(rows.keySet());
        int numbers = width(rows.values());
        StringBuilder table = new StringBuilder();
        rows.forEach(
                (name, number) ->
                        table.append(
                                ("%-" + names + "s  %" + numbers + "s%n").formatted(name, number)));
        return table.append("reports in ").append(output).append(System.lineSeparator()).toString();
    }

    private void count(String name, long count) {
        rows.put(name, String.format(Locale.ROOT, "%,d", count));
    }

    private void decimal(String name, double number) {
        rows.put(name, String.format(Locale.ROOT, "%,.1f", number));
    }

    private static int width(Iterable<String> texts) {
        int width = 0;
        for (String text : texts) {
            width = Math.max(width, text.length());
        }
        return width;
    }
}
