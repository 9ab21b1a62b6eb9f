package io.customerreport.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.count.CurrencyCounts;
import io.customerreport.count.LatestStanding;
import io.customerreport.count.RatesUsed;
import io.customerreport.source.block.InputStanding;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunSummaryTest {

    private static final Map<String, Object> COUNTS =
            Map.of(
                    "lines", 10L,
                    "blank", 1L,
                    "accepted", 4L,
                    "event_type_not_allowed", 2L,
                    "future_ts", 1L,
                    "malformed_json", 2L,
                    "not_an_object", 0L,
                    "customers", 3L,
                    "bytes", 1234L,
                    "fast_tier_lines", 9L);

    @Test
    void jsonHoldsTheCountsAndOnlyReasonsThatOccurred() {
        RunSummary summary = RunSummary.of(new JobCounts(COUNTS), Duration.ofMillis(1500));

        assertThat(summary.toJson())
                .isEqualTo(
                        "{\"lines\":10,\"blank\":1,\"accepted\":4,\"filtered\":2,"
                                + "\"filtered_by\":{\"event_type_not_allowed\":2},"
                                + "\"rejected\":{\"malformed_json\":2,\"future_ts\":1},"
                                + "\"amounts_defaulted\":0,\"unrated\":0,\"customers\":3,\"bytes\":1234,"
                                + "\"seconds\":1.500}\n");
        assertThat(summary.rejects()).isEqualTo(3);
    }

    @Test
    void moneyThatIsNotWhatItSeemsIsInTheJson() {
        Map<String, Object> counts = new HashMap<>(COUNTS);
        counts.put("unrated", 3L);
        counts.put(CurrencyCounts.NAME, Map.of("JPY", 1L, "", 1L, "EUR", 2L));
        counts.put(RatesUsed.NAME, Set.of("GBP"));

        RunSummary summary =
                RunSummary.of(new JobCounts(counts), Set.of("GBP", "eur", "CHF"), Duration.ZERO)
                        .diagnosed(List.of("a \"hint\""));

        assertThat(summary.toJson())
                .contains(
                        "\"unrated\":3,\"unrated_currencies\":{\"EUR\":2,\"\":1,\"JPY\":1},"
                                + "\"unused_rates\":[\"CHF\",\"eur\"],\"customers\":3")
                .endsWith("\"diagnosis\":[\"a \\\"hint\\\"\"]}\n");
    }

    @Test
    void whatWasWrittenToATableIsInTheJson() {
        Map<String, Object> counts = new HashMap<>(COUNTS);
        counts.put("table_rows", 3L);

        RunSummary summary = RunSummary.of(new JobCounts(counts), Duration.ZERO);

        assertThat(summary.toJson())
                .contains("\"customers\":3,\"table_rows\":3,\"table_retries\":0,");
    }

    @Test
    void emptyRunHasASummaryWithoutAnyCounter() {
        RunSummary summary = RunSummary.of(new JobCounts(Map.of()), Duration.ZERO);

        assertThat(summary.lines()).isZero();
        assertThat(summary.seconds()).isPositive();
    }

    @Test
    void whatAWatchedInputHoldsAtTheEndIsCounted() {
        Map<String, Object> counts = new HashMap<>(COUNTS);
        long aMinuteAgo = System.currentTimeMillis() - 60_000;
        counts.put(LatestStanding.NAME, new InputStanding(aMinuteAgo, aMinuteAgo, 1, List.of("a")));

        RunSummary summary = RunSummary.of(new JobCounts(counts), Duration.ZERO);

        assertThat(summary.notices()).containsEntry("files_waiting", 1L);
        assertThat(summary.notices().get("seconds_unscanned")).isBetween(60L, 3_600L);
    }

    @Test
    void linesThatAreNotAccountedForFailTheRun() {
        Map<String, Object> counts = new HashMap<>(COUNTS);
        counts.put("lines", 11L);

        assertThatThrownBy(() -> RunSummary.of(new JobCounts(counts), Duration.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "the run read 11 lines but accounts for 10:"
                                + " 1 blank, 4 accepted, 2 filtered, 3 rejected");
    }

    @Test
    void duplicatesAreAmongWhatIsAccountedFor() {
        Map<String, Object> counts = new HashMap<>(COUNTS);
        counts.put("duplicates", 1L);

        assertThat(RunSummary.of(new JobCounts(counts), Duration.ZERO).accepted()).isEqualTo(3);
        counts.put("lines", 11L);
        assertThatThrownBy(() -> RunSummary.of(new JobCounts(counts), Duration.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "the run read 11 lines but accounts for 10:"
                                + " 1 blank, 3 accepted, 1 duplicates, 2 filtered, 3 rejected");
    }

    @Test
    void rejectLimitIsExceededOnlyBeyondItsValue() {
        assertThat(RejectLimit.count(3).isExceededBy(3, 10)).isFalse();
        assertThat(RejectLimit.count(3).isExceededBy(4, 10)).isTrue();
        assertThat(RejectLimit.count(0).isExceededBy(1, 10)).isTrue();
        assertThat(RejectLimit.percent(BigDecimal.TEN).isExceededBy(1, 10)).isFalse();
        assertThat(RejectLimit.percent(BigDecimal.TEN).isExceededBy(2, 19)).isTrue();
        assertThat(RejectLimit.percent(new BigDecimal("33.333")).isExceededBy(1, 3)).isTrue();
        assertThat(RejectLimit.percent(BigDecimal.ZERO).isExceededBy(0, 0)).isFalse();
    }
}
