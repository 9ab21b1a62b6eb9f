package io.customerreport.testing.cluster;

import io.customerreport.generate.PaymentLogGenerator;
import io.customerreport.generate.PaymentLogOptions;
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
    private static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(6);

    private final Path folder;
    private final boolean continuous;
    private final List<Fault> faults;
    private final SplittableRandom random;
    private final long events;
    private final Duration runTime;
    private final FaultReport report = new FaultReport();

    /**
     * @param folder the trial's own, where logs and outputs stay
     * @param continuous whether the log appears file by file under a watch; the undisturbed run is
     *     a bounded one all the same
     * @param events lines of the log
     * @param runTime how long a run at that pace should take to read it without a fault
     */
    public FaultTrial(
            Path folder,
            boolean continuous,
            List<Fault> faults,
            SplittableRandom random,
            long events,
            Duration runTime) {
        this.folder = folder.toAbsolutePath();
        this.continuous = continuous;
        this.faults = faults;
        this.random = random;
        this.events = events;
        this.runTime = runTime;
    }

    public FaultReport run() throws Exception {
        Path runs = folder.resolve("runs");
        FileUtils.deleteDirectory(runs.toFile());
        Files.createDirectories(runs);
        Path log = Files.createDirectories(runs.resolve("log"));
        long bytes = writeLog(log);
        Path home = folder.resolve("cluster");
        Path plugins = home.resolve("plugins");
        PacedPlugin.install(plugins);
        LocalCluster cluster =
                LocalCluster.start(
                        home,
                        Map.of("FLINK_PLUGINS_DIR", plugins.toString()),
                        settings(bytes),
                        "--ha",
                        "--taskmanagers",
                        "2");
        try {
            // Nobody waits for it to last.
            FaultyRun undisturbed =
                    new BoundedRun(cluster, runs.resolve("undisturbed"), log.toString());
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
        }
        return report;
    }

    private FaultyRun start(LocalCluster cluster, Path run, Path log) throws Exception {
        return continuous
                ? ContinuousRun.start(cluster, run, log, report.expected().lines(), runTime)
                : new BoundedRun(cluster, run, PacedFileSystem.paced(log));
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
            Path part = log.resolve("payments-%02d.ndjson".formatted(file));
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
        long rate = bytes / PARALLELISM / runTime.toSeconds();
        settings.put(PacedFileSystem.BYTES_PER_SECOND.key(), Long.toString(rate));
        return settings;
    }
}
