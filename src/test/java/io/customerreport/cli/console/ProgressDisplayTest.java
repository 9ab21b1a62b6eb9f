package io.customerreport.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressDisplayTest {

    private static final long MB = 1_000_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final Console console = new Console(System.out, err);

    @Test
    void logGetsALineEveryFewSecondsAndNoneOfAShortRun() {
        ProgressDisplay lines =
                ProgressDisplay.on(console, new Terminal(false, 80, true), after(1));

        for (int seconds = 1; seconds <= 19; seconds++) {
            lines.show(after(seconds));
        }
        lines.close();

        assertThat(written())
                .isEqualTo(
                        """
                        customer-report: 100 of 400 MB (25%), 30 s left, 2,000 events/s, 3 rejects
                        customer-report: 150 of 400 MB (37%), 25 s left, 2,000 events/s, 3 rejects
                        """);
    }

    @ParameterizedTest
    @CsvSource({"80, true", "80, false", "200, true", "20, false"})
    void barRewritesOneLineThatNeverReachesTheLastColumn(int columns, boolean unicode) {
        ProgressDisplay bar = bar(columns, unicode, after(2));
        for (int seconds = 2; seconds <= 40; seconds++) {
            bar.show(after(seconds));
        }

        bar.close();

        assertThat(written()).doesNotContain("\n").doesNotContain("\u001b");
        assertThat(Arrays.stream(written().split("\r")))
                .allSatisfy(line -> assertThat(line.length()).isLessThan(columns));
        assertThat(written().chars().allMatch(c -> c < 128)).isNotEqualTo(unicode);
    }

    @Test
    void barShowsShareVolumeTimesPaceAndRejects() {
        ProgressDisplay bar = bar(100, true, after(10));
        bar.show(after(10));

        bar.close();

        assertThat(frames())
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .startsWith("  25% |██")
                                        .contains("| 100/400 MB (0:00:10) 30 s left, ")
                                        .endsWith(" left, 2,000 events/s, 3 rejects"));
    }

    @Test
    void barLeavesAnEmptyLineBehind() {
        ProgressDisplay bar = bar(80, true, after(10));
        bar.show(after(10));

        bar.close();

        String[] frames = frames();
        assertThat(written()).endsWith("\r");
        assertThat(frames[frames.length - 1]).isBlank();
        assertThat(frames[frames.length - 1].length())
                .isGreaterThanOrEqualTo(frames[frames.length - 2].length());
    }

    @Test
    void barOfAnEndlessInputHasNoShare() {
        ProgressDisplay bar = bar(80, true, new JobProgress(0, -1, 0, 0, 0, Duration.ZERO));
        bar.show(new JobProgress(70 * MB, -1, 50, 2, 0, Duration.ofSeconds(10)));

        bar.close();

        assertThat(frames())
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .contains("? %", "70/? MB", "5 events/s, 2 rejects"));
        assertThat(written()).doesNotContain("left");
    }

    private ProgressDisplay bar(int columns, boolean unicode, JobProgress first) {
        return ProgressDisplay.on(console, new Terminal(true, columns, unicode), first);
    }

    /** 10 of 400 MB a second. */
    private static JobProgress after(int seconds) {
        return new JobProgress(
                seconds * 10 * MB, 400 * MB, seconds * 2_000L, 3, 0, Duration.ofSeconds(seconds));
    }

    private String[] frames() {
        return written().split("\r");
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
