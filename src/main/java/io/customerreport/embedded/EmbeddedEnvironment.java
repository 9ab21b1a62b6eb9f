package io.customerreport.embedded;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.client.deployment.executors.LocalExecutor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** An environment whose jobs run in this process, each on a cluster that ends with it. */
public final class EmbeddedEnvironment {

    private EmbeddedEnvironment() {}

    /**
     * As {@link StreamExecutionEnvironment#createLocalEnvironment(Configuration)}, but with less to
     * start: the cluster serves no REST API unless {@code rest.bind-port} is other than 0.
     *
     * @param configuration of the environment and of the cluster; not changed
     * @param notes gets a sentence when another cluster runs the job than the one that is
     *     configured
     */
    public static StreamExecutionEnvironment create(
            Configuration configuration, Consumer<String> notes) {
        // Not a method reference, for which the cluster's class would be loaded here already.
        return create(
                configuration,
                new EmbeddedExecutor(cluster -> EmbeddedCluster.create(cluster), notes));
    }

    static StreamExecutionEnvironment create(
            Configuration configuration, PipelineExecutor executor) {
        Configuration local = new Configuration(configuration);
        local.set(DeploymentOptions.TARGET, LocalExecutor.NAME);
        local.set(DeploymentOptions.ATTACHED, true);
        return new StreamExecutionEnvironment(new Executors(executor), local, null);
    }

    /** The one executor, whatever is configured. */
    private record Executors(PipelineExecutor executor)
            implements PipelineExecutorServiceLoader, PipelineExecutorFactory {

        @Override
        public PipelineExecutorFactory getExecutorFactory(Configuration configuration) {
            return this;
        }

        @Override
        public Stream<String> getExecutorNames() {
            return Stream.of(getName());
        }

        @Override
        public String getName() {
            return LocalExecutor.NAME;
        }

        @Override
        public boolean isCompatibleWith(Configuration configuration) {
            return true;
        }

        @Override
        public PipelineExecutor getExecutor(Configuration configuration) {
            return executor;
        }
    }
}
