package io.customerreport.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.job.JobCounts;
import io.customerreport.job.RunSummary;
import io.customerreport.kept.KeptCounts;
import io.customerreport.parse.LineOutcome;
import io.customerreport.testing.RunCounts;
import io.customerreport.testing.operations.Scrape;
import io.customerreport.testing.operations.Scrape.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryMetricsTest {

    private static final Instant END = Instant.ofEpochSecond(1_795_746_600L);

    private static final RunSummary SUMMARY =
            RunSummary.of(new JobCounts(counts()), Duration.ofMillis(1_500));

    private static Map<String, Object> counts() {
        Map<String, Object> counts = new HashMap<>(RunCounts.OF_TEN_LINES);
        counts.put("unrated", 3L);
        return counts;
    }

    @Test
    void countsOfTheRunAreThoseOfTheSummary() {
        Scrape metrics = metrics(SUMMARY);

        assertThat(value(metrics, "customer_report_run_lines")).isEqualTo(10);
        assertThat(value(metrics, "customer_report_run_blank")).isEqualTo(1);
        assertThat(value(metrics, "customer_report_run_accepted")).isEqualTo(4);
        assertThat(value(metrics, "customer_report_run_unrated")).isEqualTo(3);
        assertThat(value(metrics, "customer_report_run_amounts_defaulted")).isZero();
        assertThat(value(metrics, "customer_report_run_customers")).isEqualTo(3);
        assertThat(value(metrics, "customer_report_run_bytes")).isEqualTo(1234);
        assertThat(value(metrics, "customer_report_run_seconds")).isEqualTo(1.5);
        assertThat(value(metrics, "customer_report_run_end_time_seconds"))
                .isEqualTo(END.getEpochSecond());
    }

    @Test
    void eachReasonHasASampleAlthoughItDidNotOccur() {
        Scrape metrics = metrics(SUMMARY);

        assertThat(metrics.sumBy("reason", "customer_report_run_rejected"))
                .containsEntry("malformed_json", 2.0)
                .containsEntry("future_ts", 1.0)
                .containsEntry("line_too_long", 0.0)
                .hasSize(LineOutcome.rejects().size());
        assertThat(metrics.sumBy("reason", "customer_report_run_filtered"))
                .isEqualTo(
                        Map.of(
                                "event_type_not_allowed", 2.0,
                                "before_since", 0.0,
                                "after_until", 0.0));
    }

    @Test
    void runThatStandsAloneHasNoChain() {
        assertThat(metrics(SUMMARY).names())
                .noneMatch(name -> name.startsWith("customer_report_chain_"))
                .doesNotContain("customer_report_run_duplicates");
    }

    @Test
    void chainHasTheSumsOfItsRuns() {
        KeptCounts all =
                new KeptCounts(
                        Map.of("lines", 110L, "blank", 1L, "accepted", 104L, "bytes", 5_000L),
                        Map.of("event_type_not_allowed", 2L),
                        Map.of("malformed_json", 2L, "invalid_ts", 1L));
        RunSummary summary = SUMMARY.within(new RunSummary.Total(8, all, 7));

        Scrape metrics = metrics(summary);

        assertThat(value(metrics, "customer_report_run_lines")).isEqualTo(10);
        assertThat(value(metrics, "customer_report_run_files_left_out")).isEqualTo(7);
        assertThat(value(metrics, "customer_report_chain_runs")).isEqualTo(8);
        assertThat(value(metrics, "customer_report_chain_lines")).isEqualTo(110);
        assertThat(value(metrics, "customer_report_chain_accepted")).isEqualTo(104);
        assertThat(value(metrics, "customer_report_chain_bytes")).isEqualTo(5_000);
        assertThat(metrics.sumBy("reason", "customer_report_chain_rejected"))
                .containsEntry("invalid_ts", 1.0)
                .containsEntry("future_ts", 0.0);
    }

    @Test
    void repeatedEventsAndNoticesAreThereWhereTheyAreCounted() {
        Map<String, Object> counts = counts();
        counts.put("duplicates", 1L);
        counts.put("conflicting_duplicates", 1L);
        counts.put("entries_skipped", 5L);

        Scrape metrics = metrics(RunSummary.of(new JobCounts(counts), Duration.ZERO));

        assertThat(value(metrics, "customer_report_run_accepted")).isEqualTo(3);
        assertThat(value(metrics, "customer_report_run_duplicates")).isEqualTo(1);
        assertThat(value(metrics, "customer_report_run_conflicting_duplicates")).isEqualTo(1);
        assertThat(metrics.sumBy("kind", "customer_report_run_notices"))
                .isEqualTo(Map.of("entries_skipped", 5.0));
    }

    @Test
    void valuesOfLabelsAreEscaped() {
        String odd = "a \"quoted\\n\"\nline";

        Scrape metrics = Scrape.read(SummaryMetrics.of(SUMMARY, END, odd));

        assertThat(metrics.named("customer_report_run_info"))
                .containsExactly(
                        new Sample("customer_report_run_info", Map.of("program", odd), 1.0));
    }

    @Test
    void eachFamilyStandsTogetherAfterItsHelpAndType() {
        String text =
                SummaryMetrics.of(
                        SUMMARY.within(new RunSummary.Total(1, KeptCounts.NONE, 0)), END, "x");

        List<String> families = new ArrayList<>();
        String help = null;
        for (String line : text.split("\n", -1)) {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# HELP ")) {
                help = words[2];
                assertThat(words[3]).isNotBlank().doesNotContain("\\");
            } else if (line.startsWith("# TYPE ")) {
                assertThat(line).isEqualTo("# TYPE " + help + " gauge");
                families.add(help);
            } else if (!line.isEmpty()) {
                assertThat(Scrape.read(line).names())
                        .containsExactly(families.get(families.size() - 1));
            }
        }

        assertThat(text).endsWith("\n").doesNotContain("\n\n");
        assertThat(families).doesNotHaveDuplicates();
        assertThat(Scrape.read(text).names()).isEqualTo(new HashSet<>(families));
    }

    private static Scrape metrics(RunSummary summary) {
        return Scrape.read(SummaryMetrics.of(summary, END, "customer-report 1.0"));
    }

    private static double value(Scrape metrics, String name) {
        List<Sample> samples = metrics.named(name);
        assertThat(samples).as(name).hasSize(1);
        return samples.get(0).value();
    }
}
