package io.customerreport.job;

import io.customerreport.parse.EventRules;
import io.customerreport.source.files.InputNames;
import io.customerreport.source.read.LineBlockFormat;
import io.customerreport.testing.TestCluster;
import io.customerreport.testing.input.Golden;
import io.customerreport.testing.pipeline.KeptContinuousRun;
import io.customerreport.testing.pipeline.PipelineRun;
import io.customerreport.testing.pipeline.SlowFormat;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Savepoints that released versions wrote, each in a folder below {@code
 * src/test/resources/savepoints}: the bounded job, stopped half way through the hostile golden log;
 * and the continuous one, which has reported the customers of one file and is stopped half way
 * through the next, with customers to report, files it knows, byte ranges that readers are within,
 * and byte ranges that wait.
 *
 * <p>A version's savepoints are written once, before its release, and stay for as long as a later
 * version promises to go on from them:
 *
 * <pre>
 * mvn -q test -Dtest=KeptSavepoint#writeBounded -Dsavepoint.version=1.0-bounded
 * mvn -q test -Dtest=KeptSavepoint#writeContinuous -Dsavepoint.version=1.0-continuous
 * </pre>
 */
@Timeout(120)
class KeptSavepoint {

    static final String INPUT = "golden:/hostile.ndjson";

    private static final Path FOLDER = Path.of("src/test/resources/savepoints");

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = TestCluster.withSlots(2, heartbeats());

    /** Outlives the cluster, which may still be removing a job's checkpoints after its end. */
    @TempDir static Path folder;

    /** The folders of the kept savepoints of a kind, {@code bounded} or {@code continuous}. */
    static List<Path> all(String kind) throws IOException {
        try (Stream<Path> versions = Files.list(FOLDER)) {
            return versions.filter(version -> version.toString().endsWith("-" + kind))
                    .sorted()
                    .toList();
        }
    }

    /** Counters travel with them. */
    static Configuration heartbeats() {
        Configuration configuration = new Configuration();
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(100));
        return configuration;
    }

    static PipelineRun run(Path folder) {
        // The state of the file sinks is Flink's own, and holds paths of this machine: no rejects.
        return new PipelineRun(folder)
                .rules(new EventRules(PipelineRun.FX, null, Golden.NOW_TS))
                .withoutRejects();
    }

    @Test
    void writeBounded() throws Exception {
        Path target = newVersion();

        PipelineRun.Savepoint savepoint =
                run(folder.resolve("stopped"))
                        .splitBytes(100_000)
                        .stopHalfWay(
                                new SlowFormat(
                                        new LineBlockFormat(
                                                InputNames.absolute(), 64 << 20, 10_000),
                                        75),
                                folder,
                                INPUT);

        keep(savepoint.path(), target);
    }

    @Test
    void writeContinuous() throws Exception {
        Path target = newVersion();
        KeptContinuousRun run = new KeptContinuousRun(folder);
        run.drop('a');
        JobClient reporting =
                run.start(KeptContinuousRun.OFTEN, 2, KeptContinuousRun.format(), null);
        while (!run.newest().equals(KeptContinuousRun.totals("a"))) {
            Thread.sleep(20);
        }
        String reported = PipelineRun.stop(reporting, false, folder.resolve("reported"));
        reporting.getJobExecutionResult().get();

        SlowFormat slow = new SlowFormat(KeptContinuousRun.format(), 20);
        run.drop('b');
        JobClient reading = run.start(KeptContinuousRun.NEVER, 2, slow, reported);
        while (!slow.isTimeToStop()) {
            Thread.sleep(5);
        }
        String savepoint = PipelineRun.stop(reading, false, folder.resolve("half-way"));
        reading.getJobExecutionResult().get();

        keep(savepoint, target);
    }

    private static Path newVersion() throws IOException {
        String version = System.getProperty("savepoint.version");
        if (version == null) {
            throw new IllegalStateException("-Dsavepoint.version names the version to keep");
        }
        return Files.createDirectory(Files.createDirectories(FOLDER).resolve(version));
    }

    private static void keep(String savepoint, Path target) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(URI.create(savepoint)))) {
            for (Path file : files.toList()) {
                Files.move(
                        file, target.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }
}
