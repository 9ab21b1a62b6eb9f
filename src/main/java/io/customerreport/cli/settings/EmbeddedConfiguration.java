package io.customerreport.cli.settings;

import io.customerreport.cli.options.OptionValues;
import io.customerreport.job.Given;
import io.customerreport.job.JobOptions;
import io.customerreport.job.RunKind;
import io.customerreport.job.UsageException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.jspecify.annotations.Nullable;

/** Configures Flink to run one job in this process and be gone; the user's settings win. */
public final class EmbeddedConfiguration {

    static final String LOOPBACK = "127.0.0.1";

    private static final int FEWEST_BUFFERS = 128;

    /** A batch shuffle sorts in 512 of them for each subtask that writes. */
    private static final int FEWEST_BATCH_BUFFERS = 1024;

    private EmbeddedConfiguration() {}

    public static Configuration of(JobOptions options) throws UsageException {
        Map<String, String> given = options.execution().flinkSettings();
        Configuration configuration = Configuration.fromMap(given);
        if (BatchSettings.needBatch(configuration, options.events())) {
            configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
        }
        setParallelism(configuration, options.execution().parallelism());
        int parallelism = configuration.get(CoreOptions.DEFAULT_PARALLELISM);

        Configuration defaults = new Configuration();
        // Accumulators travel with heartbeats.
        defaults.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(1));
        // A bounded run without checkpoints would start over, and fail again.
        defaults.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        defaults.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        defaults.set(RestOptions.ADDRESS, LOOPBACK);
        defaults.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        defaults.set(RestOptions.BIND_PORT, "0");
        // Only the last watermark matters here, and it does not wait for this interval.
        defaults.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ZERO);
        // Nothing leaves this machine: what a batch shuffle writes is read back at once.
        defaults.set(
                NettyShuffleEnvironmentOptions.SHUFFLE_COMPRESSION_CODEC,
                NettyShuffleEnvironmentOptions.CompressionCodec.NONE);
        // There is one job, and nothing to wait for before its slots are handed out.
        defaults.set(ResourceManagerOptions.REQUIREMENTS_CHECK_DELAY, Duration.ZERO);
        boolean streaming = isStreaming(configuration, options.kind().isContinuous());
        // Flink wants both to be the same in one process, and touches all of it as it starts.
        MemorySize network =
                configuration
                        .getOptional(TaskManagerOptions.NETWORK_MEMORY_MAX)
                        .or(() -> configuration.getOptional(TaskManagerOptions.NETWORK_MEMORY_MIN))
                        .orElseGet(
                                () ->
                                        configuration
                                                .get(TaskManagerOptions.MEMORY_SEGMENT_SIZE)
                                                .multiply(networkBuffers(parallelism, streaming)));
        defaults.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
        defaults.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
        PauseTolerance.setDefaults(defaults);
        RocksDbSettings.setDefaults(defaults);
        if (options.kind() instanceof RunKind.Continuous continuous) {
            ContinuousSettings.setDefaults(defaults, continuous);
        }
        if (!given.isEmpty()) {
            removeGiven(defaults, configuration);
        }
        defaults.addAll(configuration);
        requireManagedMemory(given, machineMemory());
        requireMemory(defaults, given, parallelism, Runtime.getRuntime().maxMemory());
        ContinuousSettings.check(defaults, options.kind(), "-D ");
        requireSlots(defaults, parallelism, streaming);
        requireKeyGroups(defaults, given, parallelism);
        return defaults;
    }

    /** A default under a setting's current name would win over a value given under a former one. */
    private static void removeGiven(Configuration defaults, Configuration given) {
        KnownSettings known = KnownSettings.ofFlink();
        for (String key : defaults.keySet()) {
            known.usual(key).filter(given::contains).ifPresent(defaults::removeConfig);
        }
    }

    private static void requireKeyGroups(
            Configuration configuration, Map<String, String> given, int parallelism)
            throws UsageException {
        Optional<GivenSetting> most = GivenSetting.of(PipelineOptions.MAX_PARALLELISM, given);
        int groups = configuration.get(PipelineOptions.MAX_PARALLELISM);
        if (most.isPresent() && groups > 0 && groups < parallelism) {
            throw most.get()
                    .refused(
                            "is less than the %d subtasks of the run: raise it, or give --parallelism %d"
                                    .formatted(parallelism, groups));
        }
    }

    /**
     * Refuses fewer slots than a streaming run takes: it would wait for others, which never come. A
     * batch run uses those that there are again.
     */
    private static void requireSlots(
            Configuration configuration, int parallelism, boolean streaming) throws UsageException {
        if (!streaming
                || !configuration.contains(TaskManagerOptions.NUM_TASK_SLOTS)
                || configuration.get(JobManagerOptions.SCHEDULER)
                        == JobManagerOptions.SchedulerType.Adaptive) {
            return;
        }
        long slots =
                (long) configuration.get(TaskManagerOptions.NUM_TASK_SLOTS)
                        * configuration.get(TaskManagerOptions.MINI_CLUSTER_NUM_TASK_MANAGERS);
        if (slots < parallelism) {
            throw new GivenSetting(
                            TaskManagerOptions.NUM_TASK_SLOTS.key(),
                            configuration.get(TaskManagerOptions.NUM_TASK_SLOTS).toString())
                    .refused(
                            "makes %d slots, but the run wants %d: leave it out, or give --parallelism %d"
                                    .formatted(slots, parallelism, Math.max(1, slots)));
        }
    }

    private static boolean isStreaming(Configuration configuration, boolean continuous) {
        RuntimeExecutionMode mode = configuration.get(ExecutionOptions.RUNTIME_MODE);
        return mode == RuntimeExecutionMode.STREAMING
                || mode == RuntimeExecutionMode.AUTOMATIC && continuous;
    }

    private static void setParallelism(Configuration configuration, @Nullable Integer asked)
            throws UsageException {
        String key = CoreOptions.DEFAULT_PARALLELISM.key();
        String setting = configuration.toMap().get(key);
        if (asked != null && setting != null) {
            throw new UsageException(
                    "--parallelism '%s' and -D '%s=%s' are given together"
                            .formatted(asked, key, setting));
        }
        int parallelism =
                asked != null
                        ? asked
                        : setting != null
                                ? OptionValues.parallelism(new Given("-D " + key, setting))
                                : Runtime.getRuntime().availableProcessors();
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    }

    /** Flink would look for as many pages as that forever. */
    static void requireManagedMemory(Map<String, String> given, long most) throws UsageException {
        Optional<GivenSetting> size =
                GivenSetting.of(TaskManagerOptions.MANAGED_MEMORY_SIZE, given);
        if (size.isPresent() && MemorySize.parseBytes(size.get().value()) > most) {
            throw size.get()
                    .refused(
                            "is more than the %d MiB of the machine: lower it"
                                    .formatted(most >> 20));
        }
    }

    private static long machineMemory() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : Long.MAX_VALUE;
    }

    /**
     * Refuses what could not be allocated.
     *
     * @param given the settings of the user
     * @param most as much memory outside the heap as the JVM gives, which by default is as much as
     *     the heap may take
     */
    static void requireMemory(
            Configuration configuration, Map<String, String> given, int parallelism, long most)
            throws UsageException {
        long network = configuration.get(TaskManagerOptions.NETWORK_MEMORY_MAX).getBytes();
        if (network > most) {
            Optional<GivenSetting> cause =
                    GivenSetting.of(TaskManagerOptions.NETWORK_MEMORY_MAX, given)
                            .or(
                                    () ->
                                            GivenSetting.of(
                                                    TaskManagerOptions.NETWORK_MEMORY_MIN, given));
            if (cause.isPresent()) {
                throw cause.get()
                        .refused(
                                "is more than the %d MiB that the JVM gives: lower it"
                                        .formatted(most >> 20));
            }
            Optional<GivenSetting> segment =
                    GivenSetting.of(TaskManagerOptions.MEMORY_SEGMENT_SIZE, given);
            if (segment.isPresent()) {
                throw segment.get()
                        .refused(
                                "makes the buffers of the shuffle %d MiB, more than the %d MiB that the JVM gives: lower it"
                                        .formatted(network >> 20, most >> 20));
            }
            throw new UsageException(
                    "--parallelism %d needs %d MiB for its shuffle, more than the %d MiB that the JVM gives: lower it"
                            .formatted(parallelism, network >> 20, most >> 20));
        }
    }

    /**
     * A shuffle among p subtasks holds a buffer for each of p * p connections, and some for each
     * subtask; two shuffles at a time have room.
     */
    private static long networkBuffers(long parallelism, boolean streaming) {
        return Math.max(
                streaming ? FEWEST_BUFFERS : FEWEST_BATCH_BUFFERS,
                2 * parallelism * (parallelism + 16));
    }
}
