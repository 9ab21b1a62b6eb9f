package io.customerreport.embedded;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.api.dag.Pipeline;
import org.apache.flink.client.deployment.executors.LocalExecutor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.util.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a job on an {@link EmbeddedCluster}, or on Flink's own where that is asked for, or where the
 * Flink on the class path is not the one that the embedded cluster was compiled for.
 */
final class EmbeddedExecutor implements PipelineExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedExecutor.class);

    private final Function<MiniClusterConfiguration, MiniCluster> embedded;
    private final Consumer<String> notes;

    /**
     * @param embedded makes the embedded cluster
     * @param notes gets a sentence when Flink's own cluster takes its place
     */
    EmbeddedExecutor(
            Function<MiniClusterConfiguration, MiniCluster> embedded, Consumer<String> notes) {
        this.embedded = embedded;
        this.notes = notes;
    }

    @Override
    public CompletableFuture<JobClient> execute(
            Pipeline pipeline, Configuration configuration, ClassLoader userClasses)
            throws Exception {
        if (configuration.get(EmbeddedOptions.MINI_CLUSTER)
                == EmbeddedOptions.MiniClusterKind.EMBEDDED) {
            try {
                return LocalExecutor.createWithFactory(configuration, embedded)
                        .execute(pipeline, configuration, userClasses);
            } catch (Exception | LinkageError e) {
                // What was started until then ends with the process.
                Optional<LinkageError> mismatch =
                        ExceptionUtils.findThrowable(e, LinkageError.class);
                if (mismatch.isEmpty()) {
                    throw e;
                }
                LOG.warn("The embedded cluster does not fit this Flink.", e);
                notes.accept(
                        "the embedded cluster does not fit this version of Flink (%s), so Flink's own runs the job"
                                .formatted(mismatch.get()));
            }
        }
        return LocalExecutor.create(configuration).execute(pipeline, configuration, userClasses);
    }
}
