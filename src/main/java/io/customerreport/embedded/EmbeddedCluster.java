package io.customerreport.embedded;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.dispatcher.SessionDispatcherFactory;
import org.apache.flink.runtime.dispatcher.runner.DefaultDispatcherRunnerFactory;
import org.apache.flink.runtime.entrypoint.component.DefaultDispatcherResourceManagerComponentFactory;
import org.apache.flink.runtime.entrypoint.component.DispatcherResourceManagerComponentFactory;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;
import org.apache.flink.util.Reference;

/**
 * Flink's cluster of one process, without what is for other processes: remote procedure calls, and
 * the REST API, by which anybody on the machine could end the run or have it write files, unless a
 * port is configured for it.
 */
@SuppressWarnings("try") // Flink declares that close() may be interrupted
final class EmbeddedCluster extends MiniCluster {

    /** Any free port, which nobody would know. */
    private static final String NO_PORT = "0";

    private final Configuration configuration;

    private EmbeddedCluster(MiniClusterConfiguration configuration) {
        super(configuration, () -> Reference.owned(new InProcessRpcSystem()));
        this.configuration = configuration.getConfiguration();
    }

    /**
     * Makes a cluster, and starts nothing.
     *
     * @throws LinkageError if the Flink on the class path calls methods that are not there. Later
     *     it would be thrown in a thread of the cluster, and an answer would not come.
     */
    static MiniCluster create(MiniClusterConfiguration configuration) {
        Stream.of(
                        InProcessRpcSystem.class,
                        InProcessRpcSystem.Builder.class,
                        InProcessRpcService.class,
                        GatewayHandler.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .findFirst()
                .ifPresent(
                        missing -> {
                            throw new AbstractMethodError(missing.toString());
                        });
        return new EmbeddedCluster(configuration);
    }

    @Override
    protected DispatcherResourceManagerComponentFactory
            createDispatcherResourceManagerComponentFactory() {
        if (!configuration.get(RestOptions.BIND_PORT).equals(NO_PORT)) {
            return super.createDispatcherResourceManagerComponentFactory();
        }
        return new DefaultDispatcherResourceManagerComponentFactory(
                DefaultDispatcherRunnerFactory.createSessionRunner(
                        SessionDispatcherFactory.INSTANCE),
                StandaloneResourceManagerFactory.getInstance(),
                UnservedRestEndpoint::new);
    }
}
