package io.customerreport.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.core.execution.JobClient;

/**
 * Ends an embedded run in order when the process is told to end before the run did: by Ctrl-C, by
 * SIGTERM, or by Flink on a fatal error. The job is cancelled and its output removed.
 *
 * <p>Either the run ends itself, which it announces by {@link #claimEnd}, or the guard ends it;
 * never both.
 */
final class RunGuard implements AutoCloseable {

    /** Longer than a cancelled task takes, shorter than those who kill processes wait. */
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(8));

    private final Undo undo;
    private final Thread hook = new Thread(this::processEnds, "customer-report-guard");
    private final AtomicBoolean ending = new AtomicBoolean();
    private final CountDownLatch submitted = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile JobClient job;

    /** Only the thread of the run uses it. */
    private boolean claimed;

    private RunGuard(Undo undo) {
        this.undo = undo;
    }

    static RunGuard install(Undo undo) {
        RunGuard guard = new RunGuard(undo);
        Runtime.getRuntime().addShutdownHook(guard.hook);
        return guard;
    }

    void submitted(JobClient client) {
        job = client;
        submitted.countDown();
    }

    /**
     * To be called before the run's outcome is acted on, and again at will; does not return when
     * the process is ending already.
     */
    void claimEnd() {
        if (!claimed && !ending.compareAndSet(false, true)) {
            submitted.countDown();
            awaitExit();
        }
        claimed = true;
    }

    /** The run has ended, and its outcome stands. */
    @Override
    public void close() {
        ended.countDown();
    }

    private void processEnds() {
        try {
            if (!ending.compareAndSet(false, true)) {
                PATIENCE.await(ended);
                return;
            }
            cancelJob();
        } catch (InterruptedException e) {
            // Nobody interrupts a shutdown hook; if so, it hurries.
        }
        boolean exitCalled = isExitCalled();
        undo.undo(exitCalled);
        if (exitCalled) {
            // A signal's number becomes the status by itself; the numbers of Flink's handlers of
            // fatal errors mean nothing to the user.
            Runtime.getRuntime().halt(ExitStatus.FAILED);
        }
    }

    private void cancelJob() throws InterruptedException {
        if (!PATIENCE.await(submitted) || job == null) {
            return;
        }
        try {
            PATIENCE.get(job.cancel());
            PATIENCE.get(job.getJobExecutionResult());
        } catch (ExecutionException | IllegalStateException e) {
            // The job has ended: it is cancelled, or Flink's own hooks came first.
        } catch (TimeoutException e) {
            // The process ends all the same; what its threads hold open is removed under them.
        }
    }

    private static boolean isExitCalled() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(
                        frame ->
                                frame.getClassName().equals(Runtime.class.getName())
                                        && frame.getMethodName().equals("exit"));
    }

    /** Removes what the run wrote, and tells the user. */
    interface Undo {

        /**
         * @param fatal whether code of this process ended it, and not a signal
         */
        void undo(boolean fatal);
    }

    private static void awaitExit() {
        while (true) {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                // The process ends in a moment.
            }
        }
    }
}
