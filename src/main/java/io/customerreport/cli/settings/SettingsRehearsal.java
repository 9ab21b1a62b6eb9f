package io.customerreport.cli.settings;

import io.customerreport.cli.console.FailureMessage;
import io.customerreport.job.UsageException;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.client.cli.ExecutionConfigAccessor;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobStatusChangedListenerUtils;
import org.apache.flink.runtime.dispatcher.cleanup.CleanupRetryStrategyFactory;
import org.apache.flink.runtime.executiongraph.failover.FailoverStrategyFactoryLoader;
import org.apache.flink.runtime.executiongraph.failover.RestartBackoffTimeStrategyFactoryLoader;
import org.apache.flink.runtime.heartbeat.HeartbeatServices;
import org.apache.flink.runtime.jobmanager.HighAvailabilityMode;
import org.apache.flink.runtime.jobmaster.JobMasterConfiguration;
import org.apache.flink.runtime.metrics.MetricRegistryConfiguration;
import org.apache.flink.runtime.resourcemanager.ArbitraryWorkerResourceSpecFactory;
import org.apache.flink.runtime.resourcemanager.ResourceManagerRuntimeServicesConfiguration;
import org.apache.flink.runtime.rest.RestServerEndpointConfiguration;
import org.apache.flink.runtime.rest.handler.RestHandlerConfiguration;
import org.apache.flink.runtime.security.SecurityConfiguration;
import org.apache.flink.runtime.shuffle.ShuffleServiceLoader;
import org.apache.flink.runtime.state.CheckpointStorageLoader;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.StateBackendLoader;
import org.apache.flink.runtime.taskexecutor.QueryableStateConfiguration;
import org.apache.flink.runtime.taskexecutor.TaskExecutorResourceSpec;
import org.apache.flink.runtime.taskexecutor.TaskExecutorResourceUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerConfiguration;
import org.apache.flink.runtime.taskmanager.NettyShuffleEnvironmentConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FlinkUserCodeClassLoaders.ResolveOrder;
import org.apache.flink.util.function.ThrowingConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.helpers.NOPLogger;

/**
 * Has Flink read the configuration as it will at the start of the run, while nothing is started
 * yet, and names the setting at which that fails.
 */
public final class SettingsRehearsal {

    private static final ClassLoader LOADER = SettingsRehearsal.class.getClassLoader();

    /** Each part of Flink that reads settings of its own, and starts nothing by that. */
    private static final List<ThrowingConsumer<Configuration, Exception>> READERS =
            List.of(
                    StreamExecutionEnvironment::new,
                    SettingsRehearsal::readJars,
                    SettingsRehearsal::readState,
                    SettingsRehearsal::readRestarts,
                    FailoverStrategyFactoryLoader::loadFailoverStrategyFactory,
                    HeartbeatServices::fromConfiguration,
                    JobMasterConfiguration::fromConfiguration,
                    SettingsRehearsal::readAvailability,
                    ShuffleServiceLoader::loadShuffleServiceFactory,
                    RestServerEndpointConfiguration::fromConfiguration,
                    RestHandlerConfiguration::fromConfiguration,
                    SettingsRehearsal::readMetrics,
                    SettingsRehearsal::readClasses,
                    SettingsRehearsal::readAddresses,
                    SettingsRehearsal::readBackoff,
                    SecurityConfiguration::new,
                    CleanupRetryStrategyFactory.INSTANCE::createRetryStrategy,
                    QueryableStateConfiguration::fromConfiguration,
                    SettingsRehearsal::readResources);

    /** What Flink can read, where its own words do not say it. */
    private static final Map<ConfigOption<?>, String> CHOICES =
            Map.of(
                    RestartStrategyOptions.RESTART_STRATEGY,
                    "none, fixed-delay, failure-rate or exponential-delay",
                    StateBackendOptions.STATE_BACKEND,
                    "hashmap, rocksdb, forst or the class of a state backend's factory",
                    CheckpointingOptions.CHECKPOINT_STORAGE,
                    "jobmanager, filesystem or the class of a checkpoint storage's factory",
                    HighAvailabilityOptions.HA_MODE,
                    "NONE, and a run in one process has no other that could take over");

    /** The addresses at which parts of Flink listen. */
    private static final List<ConfigOption<String>> ADDRESSES =
            List.of(
                    JobManagerOptions.BIND_HOST,
                    TaskManagerOptions.BIND_HOST,
                    RestOptions.BIND_ADDRESS,
                    RestOptions.ADDRESS);

    private SettingsRehearsal() {}

    /**
     * @param configuration of the run
     * @param settings what of it the user gave, by key
     */
    public static void check(Configuration configuration, Map<String, String> settings)
            throws UsageException {
        if (settings.isEmpty() || failure(configuration) == null) {
            return;
        }
        Configuration tried = new Configuration(configuration);
        settings.keySet().forEach(tried::removeKey);
        for (Map.Entry<String, String> given : settings.entrySet()) {
            tried.setString(given.getKey(), given.getValue());
            Exception failure = failure(tried);
            if (failure != null) {
                throw refused(new GivenSetting(given.getKey(), given.getValue()), failure);
            }
        }
    }

    private static @Nullable Exception failure(Configuration configuration) {
        try {
            for (ThrowingConsumer<Configuration, Exception> reader : READERS) {
                // Some of them add to what they read.
                reader.accept(new Configuration(configuration));
            }
            return null;
        } catch (Exception e) {
            return e;
        }
    }

    private static UsageException refused(GivenSetting given, Exception failure) {
        return CHOICES.entrySet().stream()
                .filter(
                        choice ->
                                GivenSetting.of(choice.getKey(), Map.of(given.key(), given.value()))
                                        .isPresent())
                .findFirst()
                .map(choice -> given.refused("is not " + choice.getValue()))
                .orElseGet(() -> given.refused("cannot be used: " + FailureMessage.of(failure)));
    }

    private static void readJars(Configuration configuration) throws Exception {
        ExecutionConfigAccessor jars = ExecutionConfigAccessor.fromConfiguration(configuration);
        List<URL> urls = new ArrayList<>(jars.getJars());
        urls.addAll(jars.getClasspaths());
        for (URL jar : urls) {
            if (jar.getProtocol().equals("file") && !Files.exists(Path.of(jar.toURI()))) {
                throw new NoSuchFileException(jar.toString());
            }
        }
    }

    private static void readState(Configuration configuration) throws Exception {
        StateBackend backend =
                StateBackendLoader.fromApplicationOrConfigOrDefault(
                        null, configuration, configuration, LOADER, NOPLogger.NOP_LOGGER);
        CheckpointStorageLoader.load(
                null, backend, configuration, configuration, LOADER, NOPLogger.NOP_LOGGER);
    }

    private static void readRestarts(Configuration configuration) {
        RestartBackoffTimeStrategyFactoryLoader.createRestartBackoffTimeStrategyFactory(
                        configuration, configuration, true)
                .create();
    }

    private static void readAvailability(Configuration configuration) {
        if (HighAvailabilityMode.isHighAvailabilityModeActivated(configuration)) {
            throw new IllegalArgumentException("a run in one process is not highly available");
        }
    }

    private static void readMetrics(Configuration configuration) {
        MetricRegistryConfiguration.fromConfiguration(configuration, Long.MAX_VALUE);
    }

    private static void readClasses(Configuration configuration) {
        ResolveOrder.fromString(configuration.get(CoreOptions.CLASSLOADER_RESOLVE_ORDER));
        JobStatusChangedListenerUtils.createJobStatusChangedListeners(
                LOADER, configuration, Runnable::run);
    }

    private static void readAddresses(Configuration configuration) throws IOException {
        for (ConfigOption<String> address : ADDRESSES) {
            if (configuration.contains(address)) {
                InetAddress.getByName(configuration.get(address));
            }
        }
    }

    private static void readBackoff(Configuration configuration) {
        int first =
                configuration.get(NettyShuffleEnvironmentOptions.NETWORK_REQUEST_BACKOFF_INITIAL);
        int longest = configuration.get(NettyShuffleEnvironmentOptions.NETWORK_REQUEST_BACKOFF_MAX);
        if (first > longest) {
            throw new IllegalArgumentException(
                    "the first pause of %d ms is longer than the longest of %d ms"
                            .formatted(first, longest));
        }
    }

    private static void readResources(Configuration configuration) throws Exception {
        TaskExecutorResourceSpec resources =
                TaskExecutorResourceUtils.resourceSpecFromConfigForLocalExecution(configuration);
        TaskManagerConfiguration.fromConfiguration(
                configuration,
                resources,
                EmbeddedConfiguration.LOOPBACK,
                new File(System.getProperty("java.io.tmpdir")));
        NettyShuffleEnvironmentConfiguration.fromConfiguration(
                configuration,
                resources.getNetworkMemSize(),
                true,
                InetAddress.getLoopbackAddress());
        ResourceManagerRuntimeServicesConfiguration.fromConfiguration(
                configuration, ArbitraryWorkerResourceSpecFactory.INSTANCE);
    }
}
