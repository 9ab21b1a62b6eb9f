package io.customerreport.container;

import io.customerreport.job.Given;
import io.customerreport.job.UsageException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.jspecify.annotations.Nullable;

/**
 * Flink's settings in a container: those of the file, then what follows from the container, then
 * {@code FLINK_PROPERTIES}, then {@code -D}; the later win.
 *
 * @param folder where the file is
 * @param changes all but the file's
 * @param all the whole
 */
record ContainerSettings(Path folder, Map<String, String> changes, Configuration all) {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String EVERYWHERE = "0.0.0.0";

    /** What the process that starts a part of the cluster, and waits for it, takes itself. */
    static final long STARTER_BYTES = 96 << 20;

    /**
     * A job's jar has them, too, and each job would load them again: the compiler's work would be
     * lost.
     */
    private static final String OWN_CLASSES =
            "io.customerreport.;com.github.luben.;org.postgresql.";

    /** With less than that, Flink's own least sizes leave no heap to speak of. */
    private static final long SMALL_BYTES = 1L << 30;

    static ContainerSettings read(
            ClusterRole role,
            Path folder,
            @Nullable String properties,
            Map<String, String> words,
            OptionalLong limit)
            throws UsageException {
        if (!Files.isReadable(folder.resolve("config.yaml"))) {
            throw new UsageException(
                    "'" + folder + "' holds no config.yaml that can be read: see FLINK_CONF_DIR");
        }
        Configuration file = GlobalConfiguration.loadConfiguration(folder.toString());
        Map<String, String> given = new LinkedHashMap<>(properties(properties));
        given.putAll(words);

        Map<String, String> changes = new LinkedHashMap<>();
        setAddresses(role, file, given, changes);
        changes.put(CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL.key(), OWN_CLASSES);
        limit.ifPresent(bytes -> setMemory(role, given, bytes - STARTER_BYTES, changes));
        changes.putAll(given);

        Configuration all = new Configuration(file);
        changes.forEach(all::setString);
        return new ContainerSettings(folder, changes, all);
    }

    private static Map<String, String> properties(@Nullable String text) throws UsageException {
        Map<String, String> properties = new LinkedHashMap<>();
        if (text == null) {
            return properties;
        }
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split(":\\s+", 2);
            if (parts.length < 2) {
                throw new Given("FLINK_PROPERTIES", line).refused("is not KEY: VALUE");
            }
            properties.put(parts[0], parts[1]);
        }
        return properties;
    }

    /** Flink-conf keeps to one machine's loopback, which others cannot reach. */
    private static void setAddresses(
            ClusterRole role,
            Configuration file,
            Map<String, String> given,
            Map<String, String> changes)
            throws UsageException {
        for (ConfigOption<String> listens :
                List.of(
                        JobManagerOptions.BIND_HOST,
                        TaskManagerOptions.BIND_HOST,
                        RestOptions.BIND_ADDRESS)) {
            if (isLoopback(file, listens.key())) {
                changes.put(listens.key(), EVERYWHERE);
            }
        }
        String address = JobManagerOptions.ADDRESS.key();
        if (isLoopback(file, address)) {
            if (role.isJobManager()) {
                changes.put(address, self().getHostName());
            } else if (role != ClusterRole.ZOOKEEPER && !given.containsKey(address)) {
                throw new UsageException(
                        "the address of the JobManager is missing: give it with -e"
                                + " 'FLINK_PROPERTIES=jobmanager.rpc.address: NAME', or -D "
                                + address
                                + "=NAME");
            }
        }
        if (isLoopback(file, RestOptions.ADDRESS.key())) {
            String jobManager = given.getOrDefault(address, changes.get(address));
            if (jobManager != null) {
                changes.put(RestOptions.ADDRESS.key(), jobManager);
            }
        }
        if (role == ClusterRole.TASKMANAGER && isLoopback(file, TaskManagerOptions.HOST.key())) {
            changes.put(TaskManagerOptions.HOST.key(), self().getHostAddress());
        }
        if (role.isJobManager()) {
            // Or nobody would wait for the job and write its summary.
            changes.put(DeploymentOptions.ATTACHED.key(), "true");
        }
    }

    private static boolean isLoopback(Configuration file, String key) {
        return LOOPBACK.equals(file.toMap().get(key));
    }

    private static InetAddress self() throws UsageException {
        try {
            return InetAddress.getLocalHost();
        } catch (UnknownHostException e) {
            throw new UsageException(
                    "the container's host name does not resolve: name an address at which others reach it,"
                            + " with -D taskmanager.host=ADDRESS or -D jobmanager.rpc.address=ADDRESS");
        }
    }

    /** The container's limit takes the place of the file's size, unless somebody gave one. */
    private static void setMemory(
            ClusterRole role, Map<String, String> given, long bytes, Map<String, String> changes) {
        String prefix = role == ClusterRole.TASKMANAGER ? "taskmanager" : "jobmanager";
        if (role != ClusterRole.TASKMANAGER && !role.isJobManager()
                || given.keySet().stream()
                        .anyMatch(
                                key ->
                                        key.startsWith(prefix + ".memory.")
                                                && key.matches(
                                                        ".*\\.(process|flink|heap|task\\.heap)\\.size"))) {
            return;
        }
        changes.put(prefix + ".memory.process.size", new MemorySize(bytes).toString());
        if (bytes < SMALL_BYTES) {
            changes.put(prefix + ".memory.jvm-metaspace.size", "128m");
            changes.put(prefix + ".memory.jvm-overhead.min", "64m");
        }
    }
}
