package io.customerreport.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.customerreport.testing.Awaited;
import io.customerreport.testing.cluster.ClusterRest;
import io.customerreport.testing.cluster.Fault;
import io.customerreport.testing.cluster.Killer;
import io.customerreport.testing.cluster.LocalCluster;
import io.customerreport.testing.cluster.SlowLog;
import io.customerreport.testing.cluster.WatchedJob;
import io.customerreport.testing.input.TableRow;
import io.customerreport.testing.process.ChildProcess;
import io.customerreport.testing.process.PostgresServer;
import io.customerreport.testing.process.StartedProcesses;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on a cluster that write to the tables of a real server, under {@code kill -9} of both. */
@Timeout(300)
class TableClusterIT {

    private static final int FILES = 2;
    private static final int PIECES_PER_FILE = 40;
    private static final int CUSTOMERS = 2_000;

    private static PostgresServer server;
    private static LocalCluster cluster;

    @TempDir Path folder;

    @RegisterExtension final StartedProcesses processes = new StartedProcesses();

    private int files;

    @BeforeAll
    static void start() throws Exception {
        Optional<String> missing = PostgresServer.missing();
        assumeTrue(missing.isEmpty(), missing::get);
        server = PostgresServer.start();
        server.execute(
                TableRow.ddl(), "create table of_bounded (like customer_reports including all)");
        cluster =
                LocalCluster.start(
                        Path.of("target/clusters/TableClusterIT"),
                        server.credentials(),
                        Map.of(
                                "taskmanager.numberOfTaskSlots", "4",
                                "execution.checkpointing.interval", "1s",
                                "execution.checkpointing.min-pause", "100ms",
                                "rest.cache.execution-graph.timeout", "50ms",
                                "rest.cache.checkpoint-statistics.timeout", "50ms"),
                        "--taskmanagers",
                        "1");
    }

    @AfterAll
    static void stop() throws Exception {
        try {
            if (cluster != null) {
                cluster.stop();
            }
        } finally {
            if (server != null) {
                server.close();
            }
        }
    }

    @Test
    void tablesEqualTheAnswerWhateverIsKilled() throws Exception {
        Path log = Files.createDirectory(folder.resolve("log"));
        for (int file = 0; file < FILES; file++) {
            try (OutputStream out = Files.newOutputStream(log.resolve(file + ".bz2"))) {
                SlowLog.write(out, PIECES_PER_FILE);
            }
        }
        Path inbox = Files.createDirectory(folder.resolve("in"));
        drop(inbox);
        ChildProcess continuous =
                run(
                        "",
                        "--input=" + inbox,
                        "--watch=500ms",
                        "--settle-time=100ms",
                        "--report-every=1s");
        awaitEvents(continuous, 1);
        String continuousJob = newJob(List.of());
        ChildProcess bounded = run("?table=of_bounded", "--input=" + log);
        WatchedJob job =
                new WatchedJob(cluster.rest(), newJob(List.of(continuousJob)), bounded.process());

        drop(inbox);
        Killer killer =
                new Killer(cluster, new SplittableRandom(1), Duration.ZERO, Duration.ofMillis(200));
        assertThat(killer.strike(Fault.TASK_MANAGER_KILLED, job)).isPresent();
        assertThat(server.query("select * from of_bounded")).isEmpty();
        assertThat(server.stagingTables()).hasSize(1);
        awaitEvents(continuous, 2);
        drop(inbox);
        Awaited.condition("a backend was there to kill", server::killBackend);
        drop(inbox);
        awaitEvents(continuous, 4);

        assertThat(bounded.exitStatus()).as(bounded.err()).isZero();
        assertThat(bounded.out()).contains("reports in table 'of_bounded' of " + server.url());
        ChildProcess drain = cluster.flink("stop", "--drain", continuousJob);
        assertThat(drain.exitStatus()).as(drain.err()).isZero();
        assertThat(continuous.exitStatus()).as(continuous.err()).isZero();
        long events = (long) FILES * PIECES_PER_FILE * SlowLog.EVENTS_PER_PIECE / SlowLog.CUSTOMERS;
        assertThat(counts("of_bounded"))
                .containsExactly("%d|%d|%d".formatted(SlowLog.CUSTOMERS, events, events));
        assertThat(counts("customer_reports")).containsExactly(CUSTOMERS + "|4|4");
        assertThat(server.stagingTables()).isEmpty();
        assertNoLogHoldsThePassword();
    }

    @Test
    void clientThatDoesNotWaitIsRefusedBecauseNobodyWouldMoveTheRows() throws Exception {
        Path log = Files.writeString(folder.resolve("log"), "{}\n");
        List<String> options = List.of("-d");

        ChildProcess run =
                processes.add(cluster.run(options, "--input=" + log, "--table=" + server.url()));

        assertThat(run.exitStatus()).isNotZero();
        assertThat(run.out() + run.err())
                .contains("needs a client that waits for the job: leave out --detached");
    }

    /** How many customers have how many events and dollars. */
    private static List<String> counts(String table) throws Exception {
        return server.query(
                ("select count(*) || '|' || total_events || '|' || total_spend_usd from %s"
                                + " group by total_events, total_spend_usd")
                        .formatted(table));
    }

    private static void awaitEvents(ChildProcess run, int events) throws Exception {
        Awaited.condition(
                "each customer has %d events in the table".formatted(events),
                () -> {
                    assertThat(run.process().isAlive()).as(run.err()).isTrue();
                    return counts("customer_reports")
                            .equals(List.of("%d|%d|%d".formatted(CUSTOMERS, events, events)));
                });
    }

    /** Another event of each customer. */
    private void drop(Path inbox) throws IOException {
        Path hidden =
                Files.writeString(
                        inbox.resolve(".part"),
                        IntStream.range(0, CUSTOMERS)
                                .mapToObj(
                                        "{\"event_id\":\"e\",\"customer_id\":\"c%d\",\"ts\":1735689600,\"amount\":1}\n"
                                                ::formatted)
                                .collect(Collectors.joining()));
        Files.move(hidden, inbox.resolve(files++ + ".ndjson"));
    }

    private static String newJob(List<String> known) throws Exception {
        List<String> found = new ArrayList<>();
        ClusterRest.await(
                "another job runs",
                () -> {
                    found.clear();
                    found.addAll(cluster.rest().jobs("RUNNING"));
                    found.removeAll(known);
                    return found.size() == 1;
                });
        return found.get(0);
    }

    private ChildProcess run(String parameters, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("--table=" + server.url() + parameters));
        all.addAll(List.of(arguments));
        return processes.add(cluster.run(List.of(), all.toArray(String[]::new)));
    }

    private static void assertNoLogHoldsThePassword() throws IOException {
        try (Stream<Path> logs = Files.list(cluster.folder().resolve("log"))) {
            List<Path> all = logs.toList();
            assertThat(all)
                    .extracting(log -> log.getFileName().toString())
                    .contains("jobmanager.log", "client.log");
            for (Path log : all) {
                assertThat(log).content().doesNotContain(PostgresServer.PASSWORD);
            }
        }
    }
}
