package io.customerreport.cli;

import io.customerreport.cli.console.Causes;
import io.customerreport.cli.console.Console;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.ClusterClientFactory;
import org.apache.flink.client.deployment.ClusterDescriptor;
import org.apache.flink.client.deployment.DefaultClusterClientServiceLoader;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.JobListener;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.jobmanager.scheduler.NoResourceAvailableException;
import org.apache.flink.runtime.rest.handler.legacy.messages.ClusterOverviewWithVersion;
import org.apache.flink.runtime.rest.messages.ClusterOverviewHeaders;
import org.apache.flink.runtime.rest.messages.EmptyMessageParameters;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says soon that a submitted job does not start because the cluster lacks slots: Flink waits for
 * them, minutes for each of its attempts, and shows nothing.
 *
 * <p>It asks the cluster by its REST API, every few seconds until the job has started; where that
 * cannot be asked, it says nothing.
 */
final class SlotMonitor implements JobListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SlotMonitor.class);

    private static final Duration PERIOD = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Configuration configuration;
    private final Console console;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** What the job is known to lack. */
    private volatile @Nullable Lack lack;

    /**
     * Slots that a job does not get.
     *
     * @param fact how many it wants, and why it does not get them
     * @param awaited what it waits for, and what would do without
     */
    record Lack(String fact, String awaited) {

        /** The sentence after the one that was said; what it waited for is no news any more. */
        String gaveUp() {
            return "Flink gave up waiting, as %s; a smaller --parallelism takes fewer"
                    .formatted(fact);
        }

        /** The sentence while it waits. */
        @Override
        public String toString() {
            return fact + ": " + awaited;
        }
    }

    SlotMonitor(Configuration configuration, Console console) {
        this.configuration = configuration;
        this.console = console;
    }

    @Override
    public void onJobSubmitted(JobClient job, Throwable failure) {
        if (job != null) {
            Thread thread = new Thread(() -> follow(job.getJobID()), "customer-report-slots");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void onJobExecuted(JobExecutionResult result, Throwable failure) {}

    @Override
    public void close() {
        ended.countDown();
    }

    /** The failure, or a better one if it was for the lack of slots. */
    Exception explain(Exception failure) {
        Lack known = lack;
        if (known == null || !Causes.include(failure, NoResourceAvailableException.class)) {
            return failure;
        }
        IOException explained = new IOException(known.gaveUp());
        explained.addSuppressed(failure);
        return explained;
    }

    private void follow(JobID job) {
        try (ClusterClient<?> cluster = connect(configuration)) {
            if (cluster instanceof RestClusterClient<?> rest) {
                follow(job, rest);
            }
        } catch (Exception e) {
            // Whoever waits for the job hears what is wrong with the cluster.
            LOG.debug("The cluster was not asked for its slots", e);
        }
    }

    /** A client of the cluster that the configuration names. */
    static ClusterClient<?> connect(Configuration configuration) throws Exception {
        return connect(
                new DefaultClusterClientServiceLoader().getClusterClientFactory(configuration),
                configuration);
    }

    private static <T> ClusterClient<T> connect(
            ClusterClientFactory<T> factory, Configuration configuration) throws Exception {
        try (ClusterDescriptor<T> clusters = factory.createClusterDescriptor(configuration)) {
            return clusters.retrieve(factory.getClusterId(configuration)).getClusterClient();
        }
    }

    private void follow(JobID job, RestClusterClient<?> cluster) throws Exception {
        while (!ended.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
            JobDetailsInfo details = get(cluster.getJobDetails(job));
            if (!isWaiting(details.getJobVertexInfos())) {
                return;
            }
            Lack before = lack;
            lack =
                    lack(
                            wanted(details.getJobVertexInfos()),
                            get(
                                    cluster.sendRequest(
                                            ClusterOverviewHeaders.getInstance(),
                                            EmptyMessageParameters.getInstance(),
                                            EmptyRequestBody.getInstance())));
            if (lack != null && !lack.equals(before)) {
                console.note(lack.toString());
            }
        }
    }

    private static <T> T get(Future<T> answer)
            throws InterruptedException, ExecutionException, TimeoutException {
        return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static boolean isWaiting(Collection<JobDetailsInfo.JobVertexDetailsInfo> vertices) {
        return vertices.stream()
                .flatMap(vertex -> vertex.getTasksPerState().entrySet().stream())
                .filter(tasks -> tasks.getValue() > 0)
                .allMatch(
                        tasks ->
                                tasks.getKey() == ExecutionState.CREATED
                                        || tasks.getKey() == ExecutionState.SCHEDULED);
    }

    /** All operators share slots. */
    private static int wanted(Collection<JobDetailsInfo.JobVertexDetailsInfo> vertices) {
        return vertices.stream()
                .mapToInt(JobDetailsInfo.JobVertexDetailsInfo::getParallelism)
                .max()
                .orElse(0);
    }

    private static @Nullable Lack lack(int wanted, ClusterOverviewWithVersion cluster) {
        return lack(wanted, cluster.getNumSlotsTotal(), cluster.getNumSlotsAvailable());
    }

    /** What the job lacks, if it is for slots that it waits. */
    static @Nullable Lack lack(int wanted, int total, int free) {
        if (total == 0) {
            return new Lack(
                    "the job wants %d slots, and the cluster has none".formatted(wanted),
                    "it waits for TaskManagers");
        }
        if (wanted > total) {
            return new Lack(
                    "the job wants %d slots, and the cluster has %d".formatted(wanted, total),
                    "it waits for more TaskManagers; --parallelism %d would do without"
                            .formatted(total));
        }
        return free > 0
                ? null
                : new Lack(
                        "the job wants %d of the cluster's %d slots, which other jobs hold"
                                .formatted(wanted, total),
                        "it waits for them; a smaller --parallelism takes fewer");
    }
}
