package io.customerreport.testing.cluster;

import io.customerreport.testing.FreePort;
import io.customerreport.testing.process.ChildProcess;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A Flink cluster of separate processes, as the script {@code ./cluster} starts it, on free ports.
 *
 * <p>Its folder keeps the logs after it has ended. Processes are named by their roles: {@code
 * jobmanager}, {@code taskmanager-1} and so on.
 */
public final class LocalCluster {

    private static final Path HOME = Path.of("").toAbsolutePath();

    /** The job. */
    public static final Path JAR = HOME.resolve("target/customer-report.jar");

    public static final String JOB_MANAGER = "jobmanager";

    /** Flink hands pekko.startup-timeout to Pekko under a name that it does not know. */
    private static final String JVM_OPTIONS =
            "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dpekko.remote.classic.startup-timeout=2m";

    /** Small and quick to start, and patient: a test's machine may be busy with much else. */
    private static final Map<String, String> SMALL =
            Map.of(
                    "env.java.opts.jobmanager", JVM_OPTIONS,
                    "env.java.opts.taskmanager", JVM_OPTIONS,
                    "jobmanager.memory.process.size", "1g",
                    "taskmanager.memory.process.size", "1g",
                    "taskmanager.memory.network.min", "32m",
                    "taskmanager.memory.network.max", "32m",
                    "pekko.ask.timeout", "1min",
                    "heartbeat.timeout", "1min");

    private final Path folder;
    private final Map<String, String> environment;
    private final ClusterRest rest;

    private LocalCluster(Path folder, Map<String, String> environment, int restPort) {
        this.folder = folder;
        this.environment = environment;
        this.rest = new ClusterRest(restPort);
    }

    /**
     * @param folder the cluster's own; what still runs there is ended first
     * @param settings what differs from {@code flink-conf/config.yaml}
     * @param options more options of {@code ./cluster start}
     */
    public static LocalCluster start(Path folder, Map<String, String> settings, String... options)
            throws Exception {
        return start(folder, Map.of(), settings, options);
    }

    /**
     * As above.
     *
     * @param environment variables for all of its processes and for clients
     */
    public static LocalCluster start(
            Path folder,
            Map<String, String> environment,
            Map<String, String> settings,
            String... options)
            throws Exception {
        Files.createDirectories(folder);
        List<Integer> ports = freePorts(3);
        Map<String, String> all = new TreeMap<>(SMALL);
        all.put("rest.port", ports.get(0).toString());
        all.put("jobmanager.rpc.port", ports.get(1).toString());
        all.put("high-availability.zookeeper.quorum", "127.0.0.1:" + ports.get(2));
        all.putAll(settings);
        LocalCluster cluster = new LocalCluster(folder.toAbsolutePath(), environment, ports.get(0));
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::stopQuietly));
        cluster.script("stop");
        List<String> command = new ArrayList<>(List.of("start"));
        command.addAll(List.of(options));
        all.forEach((key, value) -> command.addAll(List.of("-D", key + "=" + value)));
        cluster.script(command.toArray(String[]::new));
        return cluster;
    }

    public Path folder() {
        return folder;
    }

    public ClusterRest rest() {
        return rest;
    }

    /** Starts Flink's client, in the working folder of the test. */
    public ChildProcess flink(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("flink"));
        command.addAll(List.of(arguments));
        return start(command);
    }

    /** Starts the client with the job's jar, attached; {@code options} come before the jar. */
    public ChildProcess run(List<String> options, String... arguments) throws IOException {
        return run(options, JAR, arguments);
    }

    /** As above, with another jar. */
    public ChildProcess run(List<String> options, Path jar, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("run"));
        command.addAll(options);
        command.add(jar.toString());
        command.addAll(List.of(arguments));
        return flink(command.toArray(String[]::new));
    }

    /** The roles of the TaskManagers that run. */
    public List<String> taskManagers() throws IOException {
        List<String> running = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "taskmanager-*.pid")) {
            for (Path file : files) {
                String role = file.getFileName().toString().replace(".pid", "");
                if (find(role).isPresent()) {
                    running.add(role);
                }
            }
        }
        Collections.sort(running);
        return running;
    }

    public void startTaskManager() throws Exception {
        script("start-taskmanager");
    }

    public void startJobManager() throws Exception {
        script("start-jobmanager");
    }

    private ProcessHandle process(String role) throws IOException {
        return find(role).orElseThrow(() -> new IllegalStateException(role + " does not run"));
    }

    private Optional<ProcessHandle> find(String role) throws IOException {
        long pid = Long.parseLong(Files.readString(folder.resolve(role + ".pid")).strip());
        return ProcessHandle.of(pid);
    }

    /** As {@code kill -9} does. */
    public void kill(String role) throws Exception {
        ProcessHandle process = process(role);
        process.destroyForcibly();
        process.onExit().get();
    }

    /** Sends a signal, by its name without {@code SIG}. */
    public void signal(String role, String name) throws Exception {
        List<String> command = List.of("kill", "-" + name, Long.toString(process(role).pid()));
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException(role + " cannot be sent " + name);
        }
    }

    public void stop() throws Exception {
        script("stop");
    }

    private void stopQuietly() {
        try {
            stop();
        } catch (Exception e) {
            System.err.println("cluster in " + folder + " could not be ended: " + e);
        }
    }

    /** What a call of the script printed on standard output. */
    public String status() throws Exception {
        ChildProcess script = start(List.of("status"));
        script.exitStatus();
        return script.out();
    }

    private void script(String... arguments) throws Exception {
        ChildProcess script = start(List.of(arguments));
        if (script.exitStatus() != 0) {
            throw new IllegalStateException("./cluster " + arguments[0] + ": " + script.err());
        }
    }

    private ChildProcess start(List<String> arguments) throws IOException {
        Map<String, String> variables = new TreeMap<>(environment);
        variables.put("CUSTOMER_REPORT_CLUSTER", folder.toString());
        List<String> command = new ArrayList<>(List.of(HOME.resolve("cluster").toString()));
        command.addAll(arguments);
        return ChildProcess.start(HOME, variables, command);
    }

    private static List<Integer> freePorts(int count) {
        Set<Integer> ports = new HashSet<>();
        while (ports.size() < count) {
            ports.add(FreePort.find());
        }
        return List.copyOf(ports);
    }
}
