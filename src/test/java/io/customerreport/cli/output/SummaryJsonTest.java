package io.customerreport.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.count.CurrencyCounts;
import io.customerreport.count.RatesUsed;
import io.customerreport.job.JobCounts;
import io.customerreport.job.RunSummary;
import io.customerreport.kept.KeptCounts;
import io.customerreport.testing.RunCounts;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SummaryJsonTest {

    @Test
    void jsonHoldsTheCountsAndOnlyReasonsThatOccurred() {
        RunSummary summary =
                RunSummary.of(new JobCounts(RunCounts.OF_TEN_LINES), Duration.ofMillis(1500));

        assertThat(SummaryJson.of(summary))
                .isEqualTo(
                        "{\"lines\":10,\"blank\":1,\"accepted\":4,\"filtered\":2,"
                                + "\"filtered_by\":{\"event_type_not_allowed\":2},"
                                + "\"rejected\":{\"malformed_json\":2,\"future_ts\":1},"
                                + "\"amounts_defaulted\":0,\"unrated\":0,\"customers\":3,\"bytes\":1234,"
                                + "\"seconds\":1.500}\n");
        assertThat(summary.counts().rejects()).isEqualTo(3);
    }

    @Test
    void moneyThatIsNotWhatItSeemsIsInTheJson() {
        Map<String, Object> counts = new HashMap<>(RunCounts.OF_TEN_LINES);
        counts.put("unrated", 3L);
        counts.put(CurrencyCounts.NAME, Map.of("JPY", 1L, "", 1L, "EUR", 2L));
        counts.put(RatesUsed.NAME, Set.of("GBP"));

        RunSummary summary =
                RunSummary.of(new JobCounts(counts), Set.of("GBP", "eur", "CHF"), Duration.ZERO)
                        .diagnosed(List.of("a \"hint\""));

        assertThat(SummaryJson.of(summary))
                .contains(
                        "\"unrated\":3,\"unrated_currencies\":{\"EUR\":2,\"\":1,\"JPY\":1},"
                                + "\"unused_rates\":[\"CHF\",\"eur\"],\"customers\":3")
                .endsWith("\"diagnosis\":[\"a \\\"hint\\\"\"]}\n");
    }

    @Test
    void whatWasWrittenToATableIsInTheJson() {
        Map<String, Object> counts = new HashMap<>(RunCounts.OF_TEN_LINES);
        counts.put("table_rows", 3L);

        RunSummary summary = RunSummary.of(new JobCounts(counts), Duration.ZERO);

        assertThat(SummaryJson.of(summary))
                .contains("\"customers\":3,\"table_rows\":3,\"table_retries\":0,");
    }

    @Test
    void chainOfRunsIsInTheJsonAsATotal() {
        Map<String, Object> counts = new HashMap<>(RunCounts.OF_TEN_LINES);
        counts.put("corrupt_files", 1L);
        counts.put("entries_skipped", 5L);
        KeptCounts all =
                new KeptCounts(
                        Map.of("lines", 107L, "accepted", 104L, "unrated", 2L, "bytes", 5_000L),
                        Map.of(),
                        Map.of("future_ts", 1L, "malformed_json", 2L));

        RunSummary summary =
                RunSummary.of(new JobCounts(counts), Duration.ZERO)
                        .within(new RunSummary.Total(8, all, 7));

        assertThat(SummaryJson.of(summary))
                .endsWith(
                        "\"bytes\":1234,\"corrupt_files\":1,\"entries_skipped\":5,\"seconds\":0.001,"
                                + "\"files_left_out\":7,\"total\":{\"runs\":8,"
                                + "\"lines\":107,\"blank\":0,\"accepted\":104,\"filtered\":0,"
                                + "\"filtered_by\":{},"
                                + "\"rejected\":{\"malformed_json\":2,\"future_ts\":1},"
                                + "\"amounts_defaulted\":0,\"unrated\":2,\"bytes\":5000}}\n");
    }
}
