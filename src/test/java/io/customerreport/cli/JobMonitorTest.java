package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.cli.console.Console;
import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.cli.process.HeapMonitor;
import io.customerreport.count.FirstRejects.Place;
import io.customerreport.count.TableOutage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JobMonitorTest {

    private static final Duration OFTEN = Duration.ofMillis(5);

    private HeapMonitor heap;
    private Duration patience = Duration.ofSeconds(10);
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void jobIsCancelledOnceMoreLinesAreRejectedThanAllowed() throws Exception {
        RunningJob job = new RunningJob(Map.of("malformed_json", 2L, "invalid_ts", 1L));

        assertThatThrownBy(() -> run(job, "--max-rejects=2"))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "stopped, as 3 lines are rejected so far, more than --max-rejects 2 allows;"
                                + " the first is invalid_ts in a.ndjson at byte 7")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    @Test
    void quietUserIsNotShownTheProgressButTheLimitStands() {
        RunningJob job = new RunningJob(Map.of("malformed_json", 3L));

        assertThatThrownBy(() -> run(job, "--max-rejects=2", "--quiet"))
                .hasMessageContaining("3 lines are rejected so far");

        assertThat(printed.size()).isZero();
    }

    @Test
    void numberOfRejectsWithinTheLimitAndAnyShareOfThemLetTheJobGoOn() throws Exception {
        for (String limit : List.of("--max-rejects=3", "--max-rejects=0%")) {
            RunningJob job = new RunningJob(Map.of("malformed_json", 3L));
            job.endsAfter(10);

            assertThat(run(job, limit).getJobID()).isEqualTo(job.getJobID());
        }
    }

    @Test
    void outageOfTheTableIsSaidOnce() throws Exception {
        RunningJob job = new RunningJob(Map.of(TableOutage.NAME, "table 'x' cannot be written"));
        job.endsAfter(10);

        run(job, "--table=jdbc:postgresql://db/pay");

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("customer-report: table 'x' cannot be written\n");
    }

    @Test
    void jobThatDoesNotAnswerIsAskedAgain() throws Exception {
        RunningJob job = new RunningJob(null);
        job.endsAfter(3);

        assertThat(run(job, "--max-rejects=2").getJobID()).isEqualTo(job.getJobID());

        assertThat(job.asked).isGreaterThanOrEqualTo(3);
    }

    @Test
    void jobIsCancelledOnceTheHeapHasNoRoomLeft() {
        AtomicLong millis = new AtomicLong();
        heap = new HeapMonitor(() -> millis.addAndGet(1_000), millis::get, millis::get);

        assertThatThrownBy(() -> run(new RunningJob(Map.of()), "--quiet"))
                .isInstanceOf(IOException.class)
                .hasCauseInstanceOf(OutOfMemoryError.class);

        assertThat(printed.size()).isZero();
        assertThat(millis).hasValueGreaterThanOrEqualTo(30_000);
    }

    @Test
    void jobIsCancelledOnceTheWatchItselfFindsNoMemory() {
        heap =
                new HeapMonitor(
                        () -> 0,
                        () -> {
                            throw new OutOfMemoryError("Java heap space");
                        },
                        () -> 0);

        assertThatThrownBy(() -> run(new RunningJob(Map.of()), "--quiet"))
                .isInstanceOf(IOException.class)
                .hasRootCauseMessage("Java heap space");
    }

    @Test
    void jobThatDoesNotEndWhenItIsCancelledIsNotWaitedFor() {
        AtomicLong millis = new AtomicLong();
        heap = new HeapMonitor(() -> millis.addAndGet(1_000), millis::get, millis::get);
        RunningJob job = new RunningJob(Map.of());
        job.obedient = false;
        patience = Duration.ofMillis(100);

        assertThatThrownBy(() -> run(job, "--quiet"))
                .isInstanceOf(IOException.class)
                .hasCauseInstanceOf(OutOfMemoryError.class)
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    @Test
    void failureOfTheJobItselfIsPassedOn() {
        RunningJob job = new RunningJob(Map.of());
        job.end.completeExceptionally(new IOException("disk"));

        assertThatThrownBy(() -> run(job, "--max-rejects=2"))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("disk");
    }

    private JobExecutionResult run(RunningJob job, String... more) throws Exception {
        String[] args = new String[more.length + 2];
        args[0] = "--input=logs";
        args[1] = "--output=report";
        System.arraycopy(more, 0, args, 2, more.length);
        PrintStream stream = new PrintStream(printed, true);
        JobMonitor monitor =
                new JobMonitor(
                        new CommandLineParser(Clock.systemUTC()).parse(args).orElseThrow(),
                        new Console(stream, stream),
                        100,
                        OFTEN,
                        heap,
                        patience);
        monitor.onJobSubmitted(job, null);
        return monitor.execute(() -> job.end.get());
    }

    /** Counts nothing more, and ends when it is cancelled or was asked often enough. */
    private static final class RunningJob implements JobClient {

        private final JobID id = new JobID();
        private final Map<String, Object> accumulators;
        private final CompletableFuture<JobExecutionResult> end = new CompletableFuture<>();
        private volatile boolean obedient = true;
        private volatile int asked;
        private volatile int lastAnswer = Integer.MAX_VALUE;

        /**
         * @param counters null for a job that cannot tell
         */
        RunningJob(Map<String, ?> counters) {
            accumulators = counters == null ? null : new java.util.HashMap<>(counters);
            if (counters != null) {
                accumulators.put(
                        "first_rejects",
                        Map.of(
                                "malformed_json", new Place("malformed_json", "b.ndjson", 0),
                                "invalid_ts", new Place("invalid_ts", "a.ndjson", 7)));
            }
        }

        void endsAfter(int answers) {
            lastAnswer = answers;
        }

        @Override
        public CompletableFuture<Map<String, Object>> getAccumulators() {
            asked = asked + 1;
            if (asked == lastAnswer) {
                end.complete(new JobExecutionResult(id, 0, Map.of()));
            }
            return accumulators == null
                    ? CompletableFuture.failedFuture(new IOException("busy"))
                    : CompletableFuture.completedFuture(accumulators);
        }

        @Override
        public CompletableFuture<Void> cancel() {
            if (obedient) {
                end.completeExceptionally(new IllegalStateException("cancelled"));
            }
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
            return end;
        }

        @Override
        public JobID getJobID() {
            return id;
        }

        @Override
        public CompletableFuture<JobStatus> getJobStatus() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<String> stopWithSavepoint(
                boolean toEndOfTime, String folder, SavepointFormatType format) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<String> triggerSavepoint(
                String folder, SavepointFormatType format) {
            throw new UnsupportedOperationException();
        }
    }
}
