package io.customerreport.cli;

import io.customerreport.cli.settings.Checkpoints;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/**
 * Ends a continuous job as its input would if it ended: what is pending is reported, and all rows
 * become visible. The job's own result tells when it is done.
 */
final class DrainedStop {

    private static final int ATTEMPTS = 50;
    private static final long PAUSE_MILLIS = 200;

    private final JobClient job;
    private final Path savepoints;

    /**
     * @param savepoints where Flink writes the savepoint that such a stop needs and nobody else
     *     does
     */
    DrainedStop(JobClient job, Path savepoints) {
        this.job = job;
        this.savepoints = savepoints;
    }

    /** Does not wait. */
    void start() {
        Thread thread = new Thread(this::stop, "customer-report-stop");
        thread.setDaemon(true);
        thread.start();
    }

    /** A job cannot be stopped while it starts or recovers; so it is asked again. */
    private void stop() {
        try {
            for (int i = 0; i < ATTEMPTS && isGoingOn(); i++) {
                try {
                    job.stopWithSavepoint(
                                    true, Checkpoints.uri(savepoints), SavepointFormatType.NATIVE)
                            .get();
                    return;
                } catch (ExecutionException e) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
            job.cancel().get();
        } catch (ExecutionException | IllegalStateException e) {
            // The job has ended by itself, and says how.
        } catch (InterruptedException e) {
            // Nobody interrupts this thread.
            Thread.currentThread().interrupt();
        }
    }

    private boolean isGoingOn() throws ExecutionException, InterruptedException {
        return !job.getJobStatus().get().isGloballyTerminalState();
    }
}
