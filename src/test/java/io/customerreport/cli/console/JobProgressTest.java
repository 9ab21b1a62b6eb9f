package io.customerreport.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.job.JobCounts;
import io.customerreport.job.PreparedJob;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobProgressTest {

    private static final long MB = 1_000_000;

    @Test
    void sentenceSaysVolumeTimeLeftPaceAndRejects() {
        Map<String, Object> counters =
                Map.of(
                        "stored_bytes", 400 * MB,
                        "bytes", 4_000 * MB,
                        "accepted", 1_200_000L,
                        "invalid_ts", 1L,
                        "malformed_json", 10L);

        JobProgress progress =
                JobProgress.of(new JobCounts(counters), 1_600 * MB, Duration.ofSeconds(4));

        assertThat(progress.sentence())
                .isEqualTo("400 of 1,600 MB (25%), 12 s left, 300k events/s, 11 rejects");
    }

    @Test
    void withoutAnEndThereIsNoTimeLeft() {
        JobProgress progress =
                new JobProgress(
                        12 * MB, PreparedJob.UNKNOWN_BYTES, 50_000, 1, 0, Duration.ofSeconds(10));

        assertThat(progress.sentence()).isEqualTo("12 MB, 5,000 events/s, 1 reject");
        assertThat(progress.isAllRead()).isFalse();
    }

    @Test
    void whenAllIsReadTheCustomersWrittenTellHowFarItIs() {
        JobProgress progress =
                new JobProgress(17 * MB, 16 * MB, 9, 0, 1_234_567, Duration.ofSeconds(2));

        assertThat(progress.sentence())
                .isEqualTo("16 of 16 MB (100%), writing, 1.2M customers, 0 rejects");
    }

    @Test
    void jobThatHasNotCountedYetHasNothingToSayOfTheTimeLeft() {
        JobProgress progress =
                JobProgress.of(new JobCounts(new HashMap<>()), 5 * MB, Duration.ZERO);

        assertThat(progress.sentence()).isEqualTo("0 of 5 MB (0%), 0 events/s, 0 rejects");
    }

    @ParameterizedTest
    @CsvSource({"1, 1 s", "59, 59 s", "60, 1 min 0 s", "3599, 59 min 59 s", "7260, 2 h 1 min"})
    void timeLeftIsThatOfTheRestAtTheSamePace(long seconds, String text) {
        JobProgress progress = new JobProgress(1, 1 + seconds, 0, 0, 0, Duration.ofSeconds(1));

        assertThat(progress.pace()).startsWith(text + " left, ");
    }

    @ParameterizedTest
    @CsvSource({
        "'9,999', 9999",
        "10k, 10000",
        "999k, 999499",
        "1.0M, 999500",
        "9.9M, 9940000",
        "10M, 9960000",
        "2.0G, 2000000000",
        "5000G, 5000000000000"
    })
    void largeAmountsAreShort(String text, long events) {
        JobProgress progress =
                new JobProgress(0, PreparedJob.UNKNOWN_BYTES, events, 0, 0, Duration.ofSeconds(1));

        assertThat(progress.pace()).isEqualTo(text + " events/s, 0 rejects");
    }
}
