package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.cli.console.Console;
import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.job.JobCounts;
import io.customerreport.job.JobOptions;
import io.customerreport.job.RunSummary;
import io.customerreport.job.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FinishedJobTest {

    private static final Map<String, Object> ALL =
            Map.of("lines", 5L, "accepted", 4L, "malformed_json", 1L, "reported_events", 4L);

    @Test
    void countsThatAddUpAreTheSummary() throws Exception {
        RunSummary summary = summary(job(ALL, "--input=in", "--output=out"));

        assertThat(summary.counts().lines()).isEqualTo(5);
        assertThat(summary.counts().accepted()).isEqualTo(4);
    }

    @Test
    void inputWithoutAnyLineHasCounts() throws Exception {
        assertThat(summary(job(Map.of("lines", 0L), "--input=in", "--output=out")).counts().lines())
                .isZero();
    }

    @Test
    void noCountsAtAllAreNoResult() throws Exception {
        FinishedJob job = job(Map.of(), "--input=in", "--output=out");

        assertThatThrownBy(() -> summary(job))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "counts of the run were lost while it ended (none is left), so how many"
                                + " lines were rejected is not known: run it again");
    }

    @Test
    void countsOfFewerEventsThanAreReportedAreNoResult() throws Exception {
        FinishedJob job =
                job(
                        Map.of("lines", 1_500L, "accepted", 1_500L, "reported_events", 2_000L),
                        "--input=in",
                        "--output=out");

        assertThatThrownBy(() -> summary(job))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("(1,500 events for reports of 2,000)");
    }

    @Test
    void lostCountsAreToldBeforeTheLimitOfRejectsIsHeldAgainstThem() throws Exception {
        FinishedJob job =
                job(
                        Map.of("lines", 1L, "malformed_json", 1L, "reported_events", 7L),
                        "--input=in",
                        "--output=out",
                        "--max-rejects=0");

        assertThatThrownBy(() -> summary(job)).hasMessageContaining("(0 events for reports of 7)");
    }

    @Test
    void continuousJobThatLostItsCountsDidNotStopWithASavepoint() throws Exception {
        FinishedJob job = job(Map.of(), "--input=in", "--output=out", "--watch=1s");

        assertThat(job.isDrained()).isTrue();
        assertThatThrownBy(() -> summary(job)).hasMessageEndingWith("its rows are written");
    }

    private static FinishedJob job(Map<String, Object> counts, String... args)
            throws UsageException {
        JobOptions options = new CommandLineParser(Clock.systemUTC()).parse(args).orElseThrow();
        return new FinishedJob(options, new JobCounts(counts), null);
    }

    private static RunSummary summary(FinishedJob job) throws IOException {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return job.summary(Duration.ofSeconds(1), new Console(nowhere, nowhere));
    }
}
