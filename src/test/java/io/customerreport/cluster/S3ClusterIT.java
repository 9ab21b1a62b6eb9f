package io.customerreport.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.job.Summation;
import io.customerreport.testing.cluster.ClusterRest;
import io.customerreport.testing.cluster.Fault;
import io.customerreport.testing.cluster.Killer;
import io.customerreport.testing.cluster.LocalCluster;
import io.customerreport.testing.cluster.SlowLog;
import io.customerreport.testing.cluster.WatchedJob;
import io.customerreport.testing.input.Golden;
import io.customerreport.testing.process.ChildProcess;
import io.customerreport.testing.process.S3Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job on a cluster of processes over an object store, which holds its input, output, rejects,
 * checkpoints and savepoints, with credentials that only the environment has.
 */
@Timeout(300)
class S3ClusterIT {

    private static final String BUCKET = "s3://" + S3Server.BUCKET + "/";
    private static final int FILES = 4;
    private static final int PIECES_PER_FILE = 40;

    @TempDir static Path serverFolder;
    private static S3Server s3;
    private static LocalCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        s3 = S3Server.start(serverFolder);
        Map<String, String> settings = new TreeMap<>(s3.settings());
        settings.put("execution.checkpointing.dir", BUCKET + "checkpoints");
        settings.put("execution.checkpointing.savepoint-dir", BUCKET + "savepoints");
        settings.put("execution.checkpointing.interval", "1s");
        settings.put("execution.checkpointing.min-pause", "100ms");
        settings.put("rest.cache.execution-graph.timeout", "50ms");
        settings.put("rest.cache.checkpoint-statistics.timeout", "50ms");
        cluster =
                LocalCluster.start(
                        Path.of("target/clusters/S3ClusterIT"), s3.environment(), settings);
    }

    @AfterAll
    static void stop() throws Exception {
        try {
            if (cluster != null) {
                cluster.stop();
            }
        } finally {
            if (s3 != null) {
                s3.stop();
            }
        }
    }

    @AfterEach
    void noLogHoldsTheSecret() throws Exception {
        try (Stream<Path> logs = Files.list(cluster.folder().resolve("log"))) {
            List<Path> all = logs.toList();
            assertThat(all)
                    .extracting(log -> log.getFileName().toString())
                    .contains("jobmanager.log", "taskmanager-1.log", "client.log");
            for (Path log : all) {
                assertThat(log).content().doesNotContain(S3Server.SECRET_KEY);
            }
        }
        assertThat(cluster.folder().resolve("conf/config.yaml"))
                .content()
                .contains("s3.endpoint")
                .doesNotContain(S3Server.SECRET_KEY);
    }

    @Test
    void attachedRunReadsAndWritesTheStore() throws Exception {
        s3.put("golden/in/2025/hostile.ndjson", Files.readAllBytes(Golden.input("hostile")));

        ChildProcess run =
                run(
                        List.of(),
                        "golden",
                        "--now=" + Golden.NOW_TS,
                        "--fx-rates=" + Golden.ratesAsText());

        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(run.out()).contains("8,000", "reports in " + BUCKET + "golden/reports");
        assertThat(run.out() + run.err()).doesNotContain(S3Server.SECRET_KEY);
        assertThat(Golden.reports(s3.rows("golden/reports")))
                .isEqualTo(Golden.expectedReports("hostile", Summation.EXACT));
        assertThat(Golden.rejects(s3.rows("golden/rejects")))
                .isEqualTo(Golden.expectedRejects("hostile"));
        assertThat(s3.names("golden/reports")).contains("_SUCCESS");
        assertThat(s3.names("golden/rejects")).contains("_SUCCESS");
    }

    @Test
    void lossOfATaskManagerLeavesNoTraceInTheStore() throws Exception {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        SlowLog.write(log, PIECES_PER_FILE);
        for (int file = 0; file < FILES; file++) {
            s3.put("killed/in/" + file + ".ndjson.bz2", log.toByteArray());
        }
        ChildProcess run = run(List.of(), "killed");
        WatchedJob job = new WatchedJob(cluster.rest(), runningJob(), run.process());
        Killer killer =
                new Killer(cluster, new SplittableRandom(1), Duration.ZERO, Duration.ofMillis(200));

        assertThat(killer.strike(Fault.TASK_MANAGER_KILLED, job)).isPresent();

        assertThat(run.exitStatus()).as(run.err()).isZero();
        long pieces = (long) FILES * PIECES_PER_FILE;
        long events = pieces * SlowLog.EVENTS_PER_PIECE / SlowLog.CUSTOMERS;
        assertThat(Golden.reports(s3.rows("killed/reports")).values())
                .hasSize(SlowLog.CUSTOMERS)
                .allSatisfy(
                        report -> {
                            assertThat(report.path("total_events").asLong()).isEqualTo(events);
                            assertThat(report.path("total_spend_usd").asLong()).isEqualTo(events);
                        });
        List<String> rejects = s3.rows("killed/rejects");
        assertThat(new HashSet<>(rejects)).hasSize((int) pieces).hasSameSizeAs(rejects);
        assertThat(s3.names("killed/reports")).contains("_SUCCESS");
        assertThat(s3.names("killed/rejects")).contains("_SUCCESS");
    }

    @Test
    void continuousRunGoesOnFromASavepointInTheStore() throws Exception {
        drop("first", "ada", "bob");
        ChildProcess first = watch(List.of());
        ClusterRest.await("ada is reported", () -> events("ada") == 1);
        ChildProcess stop = cluster.flink("stop", runningJob());
        assertThat(stop.exitStatus()).as(stop.err()).isZero();
        assertThat(first.exitStatus()).as(first.err()).isZero();
        assertThat(s3.names("watched/reports")).doesNotContain("_SUCCESS");

        drop("second", "ada", "eve");
        String savepoint = BUCKET + "savepoints/" + s3.names("savepoints").get(0);
        ChildProcess second = watch(List.of("-s", savepoint));
        ClusterRest.await("ada is reported again", () -> events("ada") == 2);
        ChildProcess drain = cluster.flink("stop", "--drain", runningJob());
        assertThat(drain.exitStatus()).as(drain.err()).isZero();

        assertThat(second.exitStatus()).as(second.err()).isZero();
        assertThat(s3.names("watched/reports")).contains("_SUCCESS");
        assertThat(events("bob")).isEqualTo(1);
        assertThat(events("eve")).isEqualTo(1);
        assertThat(s3.rows("watched/reports")).hasSize(4);
    }

    private static ChildProcess watch(List<String> options) throws IOException {
        return run(options, "watched", "--watch=500ms", "--report-every=1s");
    }

    private static ChildProcess run(List<String> options, String folder, String... more)
            throws IOException {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--input=" + BUCKET + folder + "/in/",
                                "--output=" + BUCKET + folder + "/reports",
                                "--rejects=" + BUCKET + folder + "/rejects"));
        arguments.addAll(List.of(more));
        return cluster.run(options, arguments.toArray(String[]::new));
    }

    private static void drop(String name, String... customers) throws IOException {
        String lines =
                Stream.of(customers)
                        .map(
                                "{\"event_id\":\"e\",\"customer_id\":\"%s\",\"ts\":1735689600,\"amount\":1}\n"
                                        ::formatted)
                        .collect(Collectors.joining());
        s3.put("watched/in/" + name + ".ndjson", lines.getBytes(StandardCharsets.US_ASCII));
    }

    /** What the newest row of a customer has. */
    private static long events(String customer) throws IOException {
        long most = 0;
        for (String row : s3.committedRows("watched/reports")) {
            JsonNode report = Golden.reports(List.of(row)).get(customer);
            most = Math.max(most, report == null ? 0 : report.path("total_events").asLong());
        }
        return most;
    }

    private static String runningJob() throws Exception {
        ClusterRest.await("a job runs", () -> cluster.rest().jobs("RUNNING").size() == 1);
        return cluster.rest().jobs("RUNNING").get(0);
    }
}
