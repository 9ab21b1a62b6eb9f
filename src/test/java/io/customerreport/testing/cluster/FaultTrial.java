package io.customerreport.testing.cluster;

import io.customerreport.generate.PaymentLogGenerator;
import io.customerreport.generate.PaymentLogOptions;
import io.customerreport.testing.input.TableRow;
import io.customerreport.testing.process.PostgresServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.flink.util.FileUtils;

/**
 * Runs the job undisturbed, then again and again under faults until enough of them have struck, and
 * compares what each run leaves.
 *
 * <p>Under faults, the log is read from {@link PacedFileSystem}, so that a run lasts, and with
 * frequent checkpoints. JobManagers find each other's jobs through a ZooKeeper.
 */
public final class FaultTrial {

    private static final int PARALLELISM = 3;
    private static final int FILES = 60;
    private static final String FIRST_HALF = "first-half";
    private static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(6);

    private final Path folder;
    private final Kind kind;
    private final List<Fault> faults;
    private final SplittableRandom random;
    private final long events;
    private final Duration runTime;
    private final FaultReport report = new FaultReport();

    /** For tables. */
    private PostgresServer server;

    /** Of chained runs. */
    private Path base;

    /** What is disturbed. */
    public enum Kind {
        BOUNDED,
        /** The log appears file by file; the undisturbed run is a bounded one all the same. */
        WATCH,
        /** From the state of a run over a half of the log, and another run starts from its own. */
        CHAINED,
        /** In batch mode, which has no checkpoints. */
        DISTINCT,
        CSV,
        /** To a PostgreSQL server as well. */
        TABLE;

        /** What can happen to such runs. */
        public List<Fault> faults() {
            return this == DISTINCT ? List.of(Fault.TASK_MANAGER_KILLED) : List.of(Fault.values());
        }
    }

    /**
     * @param folder the trial's own, where logs and outputs stay
     * @param events lines of the log
     * @param runTime how long a run at that pace should take to read it without a fault
     */
    public FaultTrial(
            Path folder,
            Kind kind,
            List<Fault> faults,
            SplittableRandom random,
            long events,
            Duration runTime) {
        this.folder = folder.toAbsolutePath();
        this.kind = kind;
        this.faults = faults;
        this.random = random;
        this.events = events;
        this.runTime = runTime;
    }

    public FaultReport run() throws Exception {
        Path runs = folder.resolve("runs");
        FileUtils.deleteDirectory(runs.toFile());
        Files.createDirectories(runs);
        Path log = runs.resolve("log");
        long bytes = writeLog(log);
        Path home = folder.resolve("cluster");
        Path plugins = home.resolve("plugins");
        PacedPlugin.install(plugins);
        Map<String, String> environment = new TreeMap<>();
        environment.put("FLINK_PLUGINS_DIR", plugins.toString());
        if (kind == Kind.TABLE) {
            PostgresServer.missing()
                    .ifPresent(
                            why -> {
                                throw new IllegalStateException(why);
                            });
            server = PostgresServer.start();
            server.execute(TableRow.ddl());
            environment.putAll(server.credentials());
        }
        LocalCluster cluster =
                LocalCluster.start(
                        home, environment, settings(bytes), "--ha", "--taskmanagers", "2");
        try {
            if (kind == Kind.CHAINED) {
                base =
                        ChainedRun.base(
                                cluster,
                                runs.resolve("base"),
                                PacedFileSystem.paced(log.resolve(FIRST_HALF)));
            }
            FaultyRun undisturbed =
                    switch (kind) {
                        // Nobody waits for it to last.
                        case BOUNDED, WATCH ->
                                new BoundedRun(
                                        cluster, runs.resolve("undisturbed"), log.toString());
                        default -> start(cluster, runs.resolve("undisturbed"), log);
                    };
            report.expect(undisturbed.outcome());
            Killer killer =
                    new Killer(
                            cluster,
                            random,
                            HEARTBEAT_TIMEOUT.plusSeconds(4),
                            Duration.ofSeconds(2));
            List<Fault> left = new ArrayList<>(faults);
            for (int number = 1; !left.isEmpty(); number++) {
                FaultyRun run = start(cluster, runs.resolve("run-" + number), log);
                strike(killer, run, left);
                report.compare(run.outcome());
            }
        } finally {
            cluster.stop();
            if (server != null) {
                server.close();
            }
        }
        return report;
    }

    private FaultyRun start(LocalCluster cluster, Path run, Path log) throws Exception {
        String paced = PacedFileSystem.paced(log);
        return switch (kind) {
            case BOUNDED -> new BoundedRun(cluster, run, paced);
            case WATCH ->
                    ContinuousRun.start(cluster, run, log, report.expected().lines(), runTime);
            case CHAINED -> new ChainedRun(cluster, run, paced, base);
            case DISTINCT -> new BoundedRun(cluster, run, paced, "--distinct-events");
            case CSV -> new BoundedRun(cluster, run, paced, "--format", "csv");
            case TABLE ->
                    TableRun.start(
                            cluster,
                            run,
                            paced,
                            server,
                            run.getFileName().toString().replace('-', '_'));
        };
    }

    private void strike(Killer killer, FaultyRun run, List<Fault> left) throws Exception {
        while (!left.isEmpty() && run.isReading()) {
            Optional<Duration> recovery = killer.strike(left.get(0), run.job());
            if (recovery.isPresent()) {
                report.survived(left.remove(0), recovery.get());
            }
        }
    }

    /** Returns its size. */
    private long writeLog(Path log) throws IOException {
        long bytes = 0;
        for (int file = 0; file < FILES; file++) {
            PaymentLogOptions options = new PaymentLogOptions();
            options.events = events * (file + 1) / FILES - events * file / FILES;
            options.customers = 50_000;
            options.seed = file;
            Path half = kind == Kind.CHAINED && file < FILES / 2 ? log.resolve(FIRST_HALF) : log;
            Path part =
                    Files.createDirectories(half).resolve("payments-%02d.ndjson".formatted(file));
            try (OutputStream out = Files.newOutputStream(part)) {
                new PaymentLogGenerator(options).writeTo(out);
            }
            bytes += Files.size(part);
        }
        return bytes;
    }

    private Map<String, String> settings(long bytes) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("taskmanager.numberOfTaskSlots", Integer.toString(PARALLELISM));
        settings.put("parallelism.default", Integer.toString(PARALLELISM));
        settings.put("execution.checkpointing.interval", "1s");
        settings.put("execution.checkpointing.min-pause", "0s");
        settings.put("heartbeat.timeout", HEARTBEAT_TIMEOUT.toMillis() + "ms");
        settings.put("high-availability.zookeeper.client.session-timeout", "4s");
        // The killer is no reason to give up, nor to wait longer each time.
        settings.put("restart-strategy.exponential-delay.attempts-before-reset-backoff", "1000");
        settings.put("restart-strategy.exponential-delay.max-backoff", "1s");
        // What the killer looks at must not be seconds old.
        settings.put("rest.cache.execution-graph.timeout", "50ms");
        settings.put("rest.cache.checkpoint-statistics.timeout", "50ms");
        if (kind == Kind.DISTINCT) {
            // Each task sorts what it sends by receiver, in 512 buffers of its own.
            settings.put("taskmanager.memory.network.min", "96m");
            settings.put("taskmanager.memory.network.max", "96m");
        }
        long rate = bytes / PARALLELISM / runTime.toSeconds();
        settings.put(PacedFileSystem.BYTES_PER_SECOND.key(), Long.toString(rate));
        return settings;
    }
}
