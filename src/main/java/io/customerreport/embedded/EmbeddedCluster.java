package io.customerreport.embedded;

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
 * the REST API unless a port is configured for it. Both would take a fifth of an empty run's time.
 */
@SuppressWarnings("try") // its close() is Flink's, and may be interrupted
final class EmbeddedCluster extends MiniCluster {

    /** Any free port, which nobody would know. */
    private static final String NO_PORT = "0";

    private final Configuration configuration;

    EmbeddedCluster(MiniClusterConfiguration configuration) {
        super(configuration, () -> Reference.owned(new InProcessRpcSystem()));
        this.configuration = configuration.getConfiguration();
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
