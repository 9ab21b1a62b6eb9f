package io.customerreport.cli.settings;

import io.customerreport.cli.options.OptionValues;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.util.NetUtils;
import org.jspecify.annotations.Nullable;

/**
 * Tells values that Flink reads and cannot use, as it says late, unclearly or not at all: ports
 * that there are not, amounts below zero, folders that nobody can write to.
 */
final class SettingRange {

    private static final Pattern PORT = Pattern.compile(".*[.-]ports?");
    private static final int LARGEST_PORT = (1 << 16) - 1;
    private static final String NO_PORT = "is not a port from 0 to " + LARGEST_PORT;

    private static final Pattern SHARE = Pattern.compile(".*[.-]fraction");

    /** Folders of this machine, in each of which Flink creates others. */
    private static final Set<String> FOLDERS =
            Set.of(
                    CoreOptions.TMP_DIRS.key(),
                    CheckpointingOptions.LOCAL_RECOVERY_TASK_MANAGER_STATE_ROOT_DIRS.key(),
                    BlobServerOptions.STORAGE_DIRECTORY.key(),
                    WebOptions.TMP_DIR.key(),
                    "state.backend.rocksdb.localdir",
                    "state.backend.forst.local-dir");

    /** Folders of this machine that Flink itself creates. */
    private static final Set<String> NEW_FOLDERS =
            Set.of(
                    ClusterOptions.PROCESS_WORKING_DIR_BASE.key(),
                    ClusterOptions.JOB_MANAGER_PROCESS_WORKING_DIR_BASE.key(),
                    ClusterOptions.TASK_MANAGER_PROCESS_WORKING_DIR_BASE.key(),
                    WebOptions.UPLOAD_DIR.key());

    private static final int MANY = 1 << 20;

    /** What Flink fails with, or waits for, only when the run has started. */
    private static final Map<String, Bounds> WHOLE_NUMBERS =
            Map.ofEntries(
                    Map.entry(ClusterOptions.CLUSTER_IO_EXECUTOR_POOL_SIZE.key(), Bounds.FEW),
                    Map.entry(JobManagerOptions.JOB_MANAGER_IO_POOL_SIZE.key(), Bounds.FEW),
                    Map.entry(JobManagerOptions.JOB_MANAGER_FUTURE_POOL_SIZE.key(), Bounds.FEW),
                    Map.entry(TaskManagerOptions.NUM_TASK_SLOTS.key(), Bounds.FEW),
                    Map.entry(TaskManagerOptions.MINI_CLUSTER_NUM_TASK_MANAGERS.key(), Bounds.FEW),
                    Map.entry(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS.key(), Bounds.FEW),
                    Map.entry(RestOptions.SERVER_THREAD_PRIORITY.key(), Bounds.PRIORITY),
                    Map.entry(MetricOptions.QUERY_SERVICE_THREAD_PRIORITY.key(), Bounds.PRIORITY),
                    Map.entry(BlobServerOptions.CLEANUP_INTERVAL.key(), Bounds.SOME),
                    Map.entry("library-cache-manager.cleanup.interval", Bounds.SOME),
                    Map.entry("source.reader.element.queue.capacity", new Bounds(1, MANY)),
                    Map.entry(
                            PipelineOptions.WATERMARK_ALIGNMENT_BUFFER_SIZE.key(),
                            new Bounds(1, MANY)),
                    Map.entry(
                            "taskmanager.network.adaptive-partitioner.max-traverse-size",
                            Bounds.SOME));

    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);

    /** Times within which parts of Flink have to answer each other before anything is read. */
    private static final Set<String> TIMEOUTS =
            Set.of(
                    RpcOptions.ASK_TIMEOUT_DURATION.key(),
                    JobManagerOptions.SLOT_REQUEST_TIMEOUT.key(),
                    TaskManagerOptions.SLOT_TIMEOUT.key(),
                    TaskManagerOptions.REGISTRATION_TIMEOUT.key(),
                    NettyShuffleEnvironmentOptions.NETWORK_BUFFERS_REQUEST_TIMEOUT.key());

    private SettingRange() {}

    private record Bounds(long least, long most) {

        static final Bounds FEW = new Bounds(1, OptionValues.LARGEST_PARALLELISM);
        static final Bounds PRIORITY = new Bounds(Thread.MIN_PRIORITY, Thread.MAX_PRIORITY);
        static final Bounds SOME = new Bounds(1, Integer.MAX_VALUE);

        @Nullable String violation(Number value) {
            return value.longValue() < least || value.longValue() > most
                    ? "is not a whole number from %d to %d".formatted(least, most)
                    : null;
        }
    }

    /**
     * What is wrong with a value, empty if it can be used.
     *
     * @param name that the setting has today
     * @param text as the user spelled it
     * @param value what Flink read of it
     * @param usual the default, if there is one
     */
    static Optional<String> violation(
            String name, String text, @Nullable Object value, @Nullable Object usual) {
        String why = null;
        if (PORT.matcher(name).matches()) {
            why = ofPort(text);
        } else if (name.equals(PipelineOptions.MAX_PARALLELISM.key())) {
            why = ofMaxParallelism((Integer) value);
        } else if (FOLDERS.contains(name)) {
            why = ofFolders(text, false);
        } else if (NEW_FOLDERS.contains(name)) {
            why = ofFolders(text, true);
        } else if (value instanceof Duration duration) {
            why = ofDuration(name, duration);
        } else if (value instanceof Number number && WHOLE_NUMBERS.containsKey(name)) {
            why = WHOLE_NUMBERS.get(name).violation(number);
        } else if (value instanceof Number number) {
            why = ofNumber(name, number.doubleValue(), usual);
        }
        return Optional.ofNullable(why);
    }

    private static @Nullable String ofPort(String text) {
        try {
            for (var ports = NetUtils.getPortRangeFromString(text.strip()); ports.hasNext(); ) {
                int port = ports.next();
                if (port < 0 || port > LARGEST_PORT) {
                    return NO_PORT;
                }
            }
            return null;
        } catch (IllegalConfigurationException | IllegalArgumentException e) {
            return NO_PORT;
        }
    }

    private static @Nullable String ofMaxParallelism(int value) {
        return value == PipelineOptions.MAX_PARALLELISM.defaultValue()
                        || value >= 1 && value <= OptionValues.LARGEST_PARALLELISM
                ? null
                : "is not a whole number from 1 to " + OptionValues.LARGEST_PARALLELISM;
    }

    private static @Nullable String ofDuration(String name, Duration value) {
        if (TIMEOUTS.contains(name) && value.compareTo(SHORTEST_TIMEOUT) < 0) {
            return "is shorter than 100ms, so that the run could not start";
        }
        // Flink counts in milliseconds.
        return value.compareTo(Duration.ofMillis(Long.MAX_VALUE)) > 0 ? "is too long" : null;
    }

    /** Below zero means something to Flink only where its own default is there. */
    private static @Nullable String ofNumber(String name, double value, @Nullable Object usual) {
        if (!Double.isFinite(value)) {
            return "is not a finite number";
        }
        if (SHARE.matcher(name).matches()) {
            return value < 0 || value > 1 ? "is not a number from 0 to 1" : null;
        }
        boolean mayBeNegative = usual instanceof Number number && number.doubleValue() < 0;
        return value < 0 && !mayBeNegative ? "is below zero" : null;
    }

    private static @Nullable String ofFolders(String text, boolean created) {
        String[] folders = ConfigurationUtils.splitPaths(text);
        if (text.isBlank() || Stream.of(folders).anyMatch(String::isBlank)) {
            return "names no folder";
        }
        for (String folder : folders) {
            String why = ofFolder(folder, created);
            if (why != null) {
                return why;
            }
        }
        return null;
    }

    private static @Nullable String ofFolder(String text, boolean created) {
        Path folder;
        try {
            folder = Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            return "names no folder: " + e.getReason();
        }
        while (created && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        if (!Files.exists(folder)) {
            return "names '%s', which does not exist: create it, or name another folder"
                    .formatted(text);
        }
        if (!Files.isDirectory(folder)) {
            return "names '%s', but '%s' is not a folder".formatted(text, folder);
        }
        return Files.isWritable(folder)
                ? null
                : "names '%s', but '%s' cannot be written to".formatted(text, folder);
    }
}
