package io.customerreport.cli.output;

import io.customerreport.count.RunCounters;
import io.customerreport.job.LineCounts;
import io.customerreport.job.RunSummary;
import io.customerreport.parse.LineOutcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Spells the summary of a finished run in Prometheus' text exposition format, version 0.0.4.
 *
 * <p>All metrics are gauges: the next run may have counted less. Each reason has a sample although
 * it did not occur, so that an alert on it has something to compare.
 */
final class SummaryMetrics {

    private static final String RUN = "customer_report_run_";
    private static final String CHAIN = "customer_report_chain_";

    private final StringBuilder text = new StringBuilder();

    private SummaryMetrics() {}

    /**
     * @param end when the run had succeeded
     * @param program the version of the program
     */
    static String of(RunSummary summary, Instant end, String program) {
        SummaryMetrics metrics = new SummaryMetrics();
        metrics.writeRun(summary, end, program);
        RunSummary.Total total = summary.total();
        if (total != null) {
            metrics.write(
                    RUN + "files_left_out",
                    "Files of the input that a run before this one has read.",
                    total.filesLeftOut());
            metrics.write(CHAIN + "runs", "Runs that have led to this state.", total.runs());
            metrics.writeCounts(CHAIN, "the chain of runs", summary.whole().counts());
        }
        return metrics.text.toString();
    }

    private void writeRun(RunSummary summary, Instant end, String program) {
        begin(RUN + "info", "The program that made the last complete run.");
        sample(RUN + "info", "program", program, "1");
        write(RUN + "end_time_seconds", "When the run succeeded.", end.getEpochSecond());
        begin(RUN + "seconds", "How long the run took.");
        sample(
                RUN + "seconds",
                BigDecimal.valueOf(summary.seconds())
                        .setScale(3, RoundingMode.HALF_EVEN)
                        .toPlainString());
        writeCounts(RUN, "the run", summary.counts());
        write(RUN + RunCounters.CUSTOMERS, "Customers that have a report.", summary.customers());
        RunSummary.Duplicates duplicates = summary.duplicates();
        if (duplicates != null) {
            write(
                    RUN + RunCounters.DUPLICATES,
                    "Events that were left out, as another one of their id counts.",
                    duplicates.events());
            write(
                    RUN + RunCounters.CONFLICTING_DUPLICATES,
                    "Ids whose events were not all equal.",
                    duplicates.conflicting());
        }
        RunSummary.Table table = summary.table();
        if (table != null) {
            write(RUN + RunCounters.TABLE_ROWS, "Rows written to the table.", table.rows());
            write(
                    RUN + RunCounters.TABLE_RETRIES,
                    "Failures of the table's server after which the job tried again.",
                    table.retries());
        }
        if (!summary.notices().isEmpty()) {
            begin(RUN + "notices", "What was noticed of the input, by kind.");
            summary.notices()
                    .forEach(
                            (kind, count) ->
                                    sample(RUN + "notices", "kind", kind, Long.toString(count)));
        }
    }

    private void writeCounts(String prefix, String whose, LineCounts counts) {
        write(prefix + RunCounters.LINES, "Lines that " + whose + " has read.", counts.lines());
        write(prefix + LineOutcome.BLANK.code(), "Lines that were blank.", counts.blank());
        write(prefix + LineOutcome.ACCEPTED.code(), "Events that count.", counts.accepted());
        write(
                prefix + RunCounters.FILTERED,
                "Events that were not wanted, by reason.",
                LineOutcome.filters(),
                counts.filteredBy());
        write(
                prefix + RunCounters.REJECTED,
                "Lines that could not be used, by reason.",
                LineOutcome.rejects(),
                counts.rejected());
        write(
                prefix + RunCounters.AMOUNTS_DEFAULTED,
                "Events whose amount was read as 0.",
                counts.amountsDefaulted());
        write(prefix + RunCounters.UNRATED, "Events whose currency has no rate.", counts.unrated());
        write(
                prefix + RunCounters.BYTES,
                "Bytes that were read, of compressed files uncompressed.",
                counts.bytes());
        write(
                prefix + RunCounters.CORRUPT_FILES,
                "Compressed files that were damaged.",
                counts.corruptFiles());
    }

    private void write(
            String name, String help, List<LineOutcome> reasons, Map<String, Long> counts) {
        begin(name, help);
        for (LineOutcome reason : reasons) {
            long count = counts.getOrDefault(reason.code(), 0L);
            sample(name, "reason", reason.code(), Long.toString(count));
        }
    }

    private void write(String name, String help, long value) {
        begin(name, help);
        sample(name, Long.toString(value));
    }

    private void begin(String name, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
    }

    private void sample(String name, String value) {
        text.append(name).append(' ').append(value).append('\n');
    }

    private void sample(String name, String label, String labelValue, String value) {
        String escaped =
                labelValue.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        sample(name + "{" + label + "=\"" + escaped + "\"}", value);
    }
}
