package io.customerreport.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.count.LatestStanding;
import io.customerreport.source.block.InputStanding;
import io.customerreport.testing.RunCounts;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunSummaryTest {

    @Test
    void emptyRunHasASummaryWithoutAnyCounter() {
        RunSummary summary = RunSummary.of(new JobCounts(Map.of()), Duration.ZERO);

        assertThat(summary.counts().lines()).isZero();
        assertThat(summary.seconds()).isPositive();
    }

    @Test
    void whatAWatchedInputHoldsAtTheEndIsCounted() {
        Map<String, Object> counts = new HashMap<>(RunCounts.OF_TEN_LINES);
        long aMinuteAgo = System.currentTimeMillis() - 60_000;
        counts.put(LatestStanding.NAME, new InputStanding(aMinuteAgo, aMinuteAgo, 1, List.of("a")));

        RunSummary summary = RunSummary.of(new JobCounts(counts), Duration.ZERO);

        assertThat(summary.notices()).containsEntry("files_waiting", 1L);
        assertThat(summary.notices().get("seconds_unscanned")).isBetween(60L, 3_600L);
    }

    @Test
    void linesThatAreNotAccountedForFailTheRun() {
        Map<String, Object> counts = new HashMap<>(RunCounts.OF_TEN_LINES);
        counts.put("lines", 11L);

        assertThatThrownBy(() -> RunSummary.of(new JobCounts(counts), Duration.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "the run read 11 lines but accounts for 10:"
                                + " 1 blank, 4 accepted, 2 filtered, 3 rejected");
    }

    @Test
    void duplicatesAreAmongWhatIsAccountedFor() {
        Map<String, Object> counts = new HashMap<>(RunCounts.OF_TEN_LINES);
        counts.put("duplicates", 1L);

        assertThat(RunSummary.of(new JobCounts(counts), Duration.ZERO).counts().accepted())
                .isEqualTo(3);
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
