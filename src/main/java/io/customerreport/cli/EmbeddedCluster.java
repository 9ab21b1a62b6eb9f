package io.customerreport.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobSubmissionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient.JobFinalizationBehavior;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A Flink cluster inside this process, for one job, that starts while the job's graph is built.
 *
 * <p>Flink's local environment does the same one after the other, which takes a fifth of a second
 * more.
 */
final class EmbeddedCluster {

    private final CompletableFuture<MiniCluster> cluster = new CompletableFuture<>();

    private EmbeddedCluster() {}

    /** Returns at once. */
    static EmbeddedCluster start(Configuration configuration) {
        EmbeddedCluster embedded = new EmbeddedCluster();
        Thread starter = new Thread(() -> embedded.run(configuration), "customer-report-cluster");
        starter.setDaemon(true);
        starter.start();
        return embedded;
    }

    private void run(Configuration configuration) {
        try {
            MiniCluster starting =
                    new MiniCluster(
                            new MiniClusterConfiguration.Builder()
                                    .setConfiguration(configuration)
                                    .setNumTaskManagers(1)
                                    .setNumSlotsPerTaskManager(slots(configuration))
                                    .setRpcServiceSharing(RpcServiceSharing.SHARED)
                                    .build());
            starting.start();
            cluster.complete(starting);
        } catch (Throwable e) {
            cluster.completeExceptionally(e);
        }
    }

    private static int slots(Configuration configuration) {
        return configuration
                .getOptional(TaskManagerOptions.NUM_TASK_SLOTS)
                .orElseGet(() -> configuration.get(CoreOptions.DEFAULT_PARALLELISM));
    }

    /** Submits the job, with the end of which the cluster ends. */
    JobClient submit(StreamGraph graph) throws Exception {
        graph.serializeUserDefinedInstances();
        try {
            MiniCluster started = cluster.get();
            JobSubmissionResult submission = started.submitJob(graph).get();
            return new MiniClusterJobClient(
                    submission.getJobID(),
                    started,
                    Thread.currentThread().getContextClassLoader(),
                    JobFinalizationBehavior.SHUTDOWN_CLUSTER);
        } catch (ExecutionException | CompletionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
