package io.customerreport.cli;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.configuration.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the end of a submitted job, and notices it after a twentieth of the job's time. Flink's
 * own client asks every two seconds, which is long after a short job.
 */
final class EndOfJob {

    private static final Logger LOG = LoggerFactory.getLogger(EndOfJob.class);

    private static final long SHARE = 20;
    private static final long SHORTEST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 2_000;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private EndOfJob() {}

    /** Returns when the job has ended, or when its cluster does not say whether it has. */
    static void await(JobID job, Configuration configuration) throws InterruptedException {
        try (ClusterClient<?> cluster = SlotMonitor.connect(configuration)) {
            await(job, cluster);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // Whoever asks for the job's result hears what is wrong with the cluster.
            LOG.debug("The cluster was not asked for the job's status", e);
        }
    }

    private static void await(JobID job, ClusterClient<?> cluster)
            throws InterruptedException, ExecutionException, TimeoutException {
        long start = System.nanoTime();
        while (!cluster.getJobStatus(job)
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .isGloballyTerminalState()) {
            Thread.sleep(pauseMillis(System.nanoTime() - start));
        }
    }

    private static long pauseMillis(long elapsedNanos) {
        long share = TimeUnit.NANOSECONDS.toMillis(elapsedNanos) / SHARE;
        return Math.min(Math.max(share, SHORTEST_MILLIS), LONGEST_MILLIS);
    }
}
