package io.customerreport.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.testing.cluster.ClusterExtension;
import io.customerreport.testing.cluster.ClusterRest;
import io.customerreport.testing.cluster.LocalCluster;
import io.customerreport.testing.cluster.RunResult;
import io.customerreport.testing.cluster.SlowLog;
import io.customerreport.testing.input.Compressed;
import io.customerreport.testing.input.Golden;
import io.customerreport.testing.process.ChildProcess;
import io.customerreport.testing.process.StartedProcesses;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The packaged job, submitted by Flink's client to JobManager and TaskManagers of their own. */
@Timeout(300)
class ClusterIT {

    @RegisterExtension
    static final ClusterExtension EXTENSION =
            new ClusterExtension(
                    // A job that is tried again does not end in a test's time.
                    Map.of(
                            "web.submit.enable", "true",
                            "restart-strategy.exponential-delay.initial-backoff", "1h",
                            "restart-strategy.exponential-delay.max-backoff", "1h"));

    /** Pieces that take minutes to read. */
    private static final int MINUTES = 5_000;

    @RegisterExtension final StartedProcesses processes = new StartedProcesses();

    @TempDir Path folder;
    private LocalCluster cluster;
    private Path reports;
    private Path rejects;
    private Path summary;

    @BeforeEach
    void chooseFolders() {
        cluster = EXTENSION.cluster();
        reports = folder.resolve("reports");
        rejects = folder.resolve("rejects");
        summary = folder.resolve("summary.json");
    }

    @Test
    void attachedRunLeavesTheExpectedRowsTheMarkerAndTheSummary() throws Exception {
        ChildProcess run = run(List.of("-p", "3"), "hostile", "--summary", summary.toString());

        assertThat(run.exitStatus()).as(run.err()).isZero();
        RunResult result = RunResult.read(reports, rejects);
        assertThat(result.reports()).isEqualTo(expectedRows("hostile"));
        assertThat(Golden.rejects(result.rejects())).isEqualTo(Golden.expectedRejects("hostile"));
        assertThat(result.others()).containsExactly("_SUCCESS", "_SUCCESS");
        assertThat(summary).content().startsWith("{\"lines\":8000,\"blank\":225,");
        assertThat(run.out()).contains("lines", "8,000", "reports in " + reports);
        assertThat(parallelismOf(newestJob())).containsExactly(3);
    }

    @Test
    void detachedRunIsOnlySubmittedAndGoesOnByItself() throws Exception {
        ChildProcess run =
                run(
                        List.of("-d"),
                        "basic",
                        "--max-rejects=2",
                        "--summary=" + summary.toAbsolutePath());

        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(run.err())
                .contains(
                        "customer-report: submitted as job " + newestJob(),
                        "customer-report: --max-rejects 2 is not enforced",
                        "customer-report: --summary '" + summary + "' is not written");
        awaitState(newestJob(), "FINISHED");
        RunResult result = RunResult.read(reports, rejects);
        assertThat(result.reports()).isEqualTo(expectedRows("basic"));
        assertThat(result.others())
                .containsExactly(".customer-report.claim", ".customer-report.claim");
        assertThat(reports.resolve(".customer-report.claim"))
                .content()
                .contains("job=" + newestJob());
        assertThat(summary).doesNotExist();
    }

    @Test
    void wrongOptionsAreOneSentenceAndSubmitNothing() throws Exception {
        List<String> before = cluster.rest().jobs();

        ChildProcess run =
                cluster.run(List.of(), "--input", "absent.ndjson", "--output", reports.toString());

        assertThat(run.exitStatus()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("customer-report: error: --input 'absent.ndjson' does not exist\n");
        assertThat(cluster.rest().jobs()).isEqualTo(before);
        assertThat(reports).doesNotExist();
    }

    @Test
    void pageThatTheScriptNamesIsServed() throws Exception {
        HttpResponse<String> page = cluster.rest().send(cluster.rest().request("/"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<html");
    }

    @Test
    void jobSubmittedThroughRestLeavesTheExpectedRows() throws Exception {
        String jar = cluster.rest().upload(LocalCluster.JAR);

        HttpResponse<String> answer =
                cluster.rest().run(jar, arguments("basic", "--max-rejects=9"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        awaitState(newestJob(), "FINISHED");
        assertThat(RunResult.read(reports, rejects).reports()).isEqualTo(expectedRows("basic"));
    }

    @Test
    void wrongOptionsThroughRestAreAnsweredWithTheSentence() throws Exception {
        String jar = cluster.rest().upload(LocalCluster.JAR);

        HttpResponse<String> answer =
                cluster.rest().run(jar, List.of("--input=absent.ndjson", "--output=" + reports));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("customer-report: error: --input 'absent.ndjson' does not exist");
        assertThat(reports).doesNotExist();
    }

    @Test
    void tooManyRejectsFailTheRunAndLeaveNoResult() throws Exception {
        ChildProcess run = run(List.of(), "basic", "--max-rejects", "20%");

        assertThat(run.exitStatus()).isEqualTo(1);
        assertThat(run.err())
                .startsWith(
                        "customer-report: error: 9 of 26 lines are rejected,"
                                + " more than --max-rejects 20% allows; the first is ")
                .hasLineCount(1);
        assertThat(RunResult.read(reports, rejects))
                .isEqualTo(new RunResult(List.of(), List.of(), List.of()));
    }

    @Test
    void damagedFileFailsTheRunByItsName() throws Exception {
        Path damaged = folder.resolve("payments.ndjson.gz");
        byte[] bytes = Compressed.GZIP.of(new byte[100]);
        bytes[bytes.length - 8] ^= 1;
        Files.write(damaged, bytes);

        ChildProcess run =
                cluster.run(
                        List.of(), "--input", damaged.toString(), "--output", reports.toString());

        assertThat(run.exitStatus()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("customer-report: error: Cannot decompress " + damaged)
                .hasLineCount(1);
        assertThat(reports).doesNotExist();
    }

    @Test
    void cancelledRunEndsTheClientAndLeavesNoResult() throws Exception {
        ChildProcess run = startLongRun("-p", "1");
        ClusterRest.await("the job runs", () -> !running().isEmpty());
        String job = running().get(0);

        ChildProcess cancel = cluster.flink("cancel", job);

        assertThat(cancel.exitStatus()).as(cancel.err()).isZero();
        awaitState(job, "CANCELED");
        assertThat(run.exitStatus()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("customer-report: error: Job was cancelled\n");
        assertThat(reports).doesNotExist();
    }

    @Test
    void clientThatReachesNoJobManagerSaysSo() throws Exception {
        ChildProcess run =
                run(List.of("-D", "rest.port=1", "-D", "rest.retry.max-attempts=1"), "basic");

        assertThat(run.exitStatus()).isEqualTo(1);
        assertThat(run.err())
                .startsWith(
                        "customer-report: error: the cluster did not confirm that it took the job;"
                                + " flink list shows which jobs run: ")
                .hasLineCount(1);
        assertThat(reports).doesNotExist();
    }

    @Test
    void clientThatLosesTheJobManagerSaysWhatItKnows() throws Exception {
        ChildProcess run =
                startLongRun("-D", "rest.retry.max-attempts=2", "-D", "rest.retry.delay=100");
        ClusterRest.await("the job runs", () -> !running().isEmpty());
        String job = running().get(0);
        Path claim = reports.resolve(".customer-report.claim");
        ClusterRest.await(
                "the client knows the job", () -> Files.readString(claim).contains("job=" + job));

        cluster.kill(LocalCluster.JOB_MANAGER);

        try {
            assertThat(run.exitStatus()).isEqualTo(1);
            assertThat(run.err())
                    .contains(
                            "customer-report: error: lost contact with job %s, which may still be running; flink list shows it while it runs, and its rows are in '%s', without _SUCCESS: "
                                    .formatted(job, reports))
                    .endsWith("Connection refused\n");
        } finally {
            // Those that run would look for the new JobManager only after a minute.
            for (String taskManager : cluster.taskManagers()) {
                cluster.kill(taskManager);
            }
            cluster.startJobManager();
            cluster.startTaskManager();
            cluster.startTaskManager();
            ClusterRest.await(
                    "the TaskManagers are back", () -> cluster.rest().taskManagers() == 2);
        }
    }

    /** Starts a run that takes minutes. */
    private ChildProcess startLongRun(String... options) throws Exception {
        Path log = folder.resolve("long.ndjson.bz2");
        try (OutputStream out = Files.newOutputStream(log)) {
            SlowLog.write(out, MINUTES);
        }
        return processes.add(
                cluster.run(
                        List.of(options),
                        "--input",
                        log.toString(),
                        "--output",
                        reports.toString()));
    }

    private ChildProcess run(List<String> options, String golden, String... more)
            throws IOException {
        return processes.add(cluster.run(options, arguments(golden, more).toArray(String[]::new)));
    }

    private List<String> arguments(String golden, String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--input",
                                Golden.input(golden).toAbsolutePath().toString(),
                                "--output",
                                reports.toString(),
                                "--rejects",
                                rejects.toString(),
                                "--fx-rates",
                                Golden.ratesAsText(),
                                "--now",
                                Long.toString(Golden.NOW_TS)));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static List<String> expectedRows(String golden) throws IOException {
        Path expected = Golden.input(golden).resolveSibling(golden + ".exact.expected.ndjson");
        List<String> rows = new ArrayList<>(Files.readAllLines(expected));
        Collections.sort(rows);
        return rows;
    }

    private List<String> running() throws InterruptedException {
        return cluster.rest().jobs("RUNNING");
    }

    /** The job that was submitted last: the tests run one after the other. */
    private String newestJob() throws InterruptedException {
        String newest = "";
        long start = 0;
        for (JsonNode job : cluster.rest().get("/jobs/overview").path("jobs")) {
            if (job.path("start-time").asLong() > start) {
                start = job.path("start-time").asLong();
                newest = job.path("jid").asText();
            }
        }
        return newest;
    }

    private TreeSet<Integer> parallelismOf(String job) throws InterruptedException {
        TreeSet<Integer> parallelism = new TreeSet<>();
        for (JsonNode task : cluster.rest().get("/jobs/" + job).path("vertices")) {
            parallelism.add(task.path("parallelism").asInt());
        }
        return parallelism;
    }

    private void awaitState(String job, String state) throws Exception {
        ClusterRest.await(state, () -> cluster.rest().state(job).equals(state));
    }
}
