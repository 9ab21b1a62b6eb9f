package io.customerreport.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.combine.ReportSchedule;
import io.customerreport.count.RunCounters;
import io.customerreport.report.ReportSinks;
import io.customerreport.testing.EndedJob;
import io.customerreport.testing.TestCluster;
import io.customerreport.testing.input.CsvReports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A job over files that appear while it runs, stopped and taken up again. */
@Timeout(120)
class ContinuousPipelineTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = TestCluster.withSlots(3, heartbeats());

    private static final String RUN = "0000beef";

    private static final ReportSchedule OFTEN = new ReportSchedule(300);

    /** A time that no test lives to see. */
    private static final ReportSchedule NEVER = ReportSchedule.every(Duration.ofDays(36_500));

    private static final Pattern ROW =
            Pattern.compile(
                    "\\{\"customer_id\":\"([^\"]+)\",\"total_events\":(\\d+),\"total_spend_usd\":([^,]+),");

    /** Outlives the cluster, which may still be removing a job's checkpoints after its end. */
    @TempDir static Path folders;

    private final List<JobClient> jobs = new ArrayList<>();
    private Path folder;
    private Path inbox;
    private Path reports;
    private Destinations.Reports destination;

    /** Accumulators travel with them. */
    private static Configuration heartbeats() {
        Configuration configuration = new Configuration();
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(100));
        return configuration;
    }

    @BeforeEach
    void makeFolders() throws Exception {
        folder = Files.createTempDirectory(folders, "test-");
        inbox = Files.createDirectory(folder.resolve("inbox"));
        reports = folder.resolve("reports");
        destination = Destinations.rows(ReportSinks.reports(reports(), RUN));
    }

    @AfterEach
    void endJobsOfAFailedTest() throws Exception {
        for (JobClient job : jobs) {
            EndedJob.cancel(job);
        }
    }

    @Test
    void changedCustomersAreReportedWhileTheJobRunsAndNobodyElse() throws Exception {
        drop("a.ndjson", event("ada", 1.5), event("bob", 2.0));
        JobClient job = start(OFTEN, 2, null);
        await(() -> newest().equals(Map.of("ada", 1.5, "bob", 2.0)));

        drop("b.ndjson", event("ada", 4.0));
        await(() -> newest().equals(Map.of("ada", 5.5, "bob", 2.0)));
        drain(job);

        assertThat(rows()).hasSize(3);
        assertThat(newest()).isEqualTo(Map.of("ada", 5.5, "bob", 2.0));
        assertThat(hiddenFiles()).isEmpty();
    }

    @Test
    void drainedStopReportsEachPendingCustomerOnce() throws Exception {
        drop("a.ndjson", event("ada", 1.0), event("bob", 2.0), event("ada", 4.0));
        JobClient job = start(NEVER, 2, null);
        awaitAccepted(job, 3);
        assertThat(rows()).isEmpty();

        drain(job);

        assertThat(rows()).hasSize(2);
        assertThat(newest()).isEqualTo(Map.of("ada", 5.0, "bob", 2.0));
        assertThat(hiddenFiles()).isEmpty();
        assertThat(counters(job)).containsEntry(RunCounters.DRAINED, 2L);
    }

    @Test
    void savepointKeepsWhatIsPendingAndAnotherParallelismGoesOnWithIt() throws Exception {
        String[] events =
                IntStream.range(0, 50)
                        .mapToObj(i -> event("c" + i % 25, 1.0))
                        .toArray(String[]::new);
        drop("a.ndjson", events);
        JobClient first = start(NEVER, 2, null);
        awaitAccepted(first, 50);
        String savepoint = stop(first, false);
        assertThat(rows()).isEmpty();
        assertThat(counters(first)).containsEntry(RunCounters.DRAINED, 0L);

        drop("b.ndjson", event("c0", 1.0), event("new", 8.0));
        JobClient second = start(NEVER, 3, savepoint);
        awaitAccepted(second, 52);
        drain(second);

        assertThat(rows()).hasSize(26);
        assertThat(newest()).hasSize(26).containsEntry("c0", 3.0).containsEntry("new", 8.0);
        assertThat(newest().entrySet())
                .filteredOn(entry -> !List.of("c0", "new").contains(entry.getKey()))
                .allSatisfy(entry -> assertThat(entry.getValue()).isEqualTo(2.0));
        assertThat(counters(second)).containsEntry("customers", 26L).containsEntry("reports", 26L);
    }

    @Test
    void newestRowsOfCsvAreThoseWithTheMostEvents() throws Exception {
        destination =
                Destinations.csv(
                        ReportSinks.customers(reports(), RUN), ReportSinks.days(reports(), RUN));
        drop("a.ndjson", event("a,da", 1.5), event("bob", 2.0));
        JobClient job = start(OFTEN, 2, null);
        await(
                () ->
                        newestCsv("total_events", "total_spend_usd")
                                .equals(Map.of("a,da", "1.5", "bob", "2.0")));

        drop("b.ndjson", event("a,da", 4.0));
        await(() -> newestCsv("events", "spend_usd").equals(Map.of("a,da", "5.5", "bob", "2.0")));
        drain(job);

        assertThat(newestCsv("total_events", "total_spend_usd"))
                .isEqualTo(Map.of("a,da", "5.5", "bob", "2.0"));
        assertThat(CsvReports.rows(reports, "reports-")).hasSize(3);
        assertThat(CsvReports.rows(reports, "days-")).hasSize(3);
        assertThat(hiddenFiles()).isEmpty();
    }

    /** Of each customer what the row with the most events says; all events are of one day. */
    private Map<String, String> newestCsv(String events, String spend) {
        try {
            Map<String, String> newest = new TreeMap<>();
            Map<String, Long> most = new TreeMap<>();
            String prefix = events.equals("events") ? "days-" : "reports-";
            for (Map<String, String> row :
                    Files.isDirectory(reports)
                            ? CsvReports.rows(reports, prefix)
                            : List.<Map<String, String>>of()) {
                long count = Long.parseLong(row.get(events));
                if (most.merge(row.get("customer_id"), count, Math::max) == count) {
                    newest.put(row.get("customer_id"), row.get(spend));
                }
            }
            return newest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private org.apache.flink.core.fs.Path reports() {
        return new org.apache.flink.core.fs.Path(reports.toUri());
    }

    private JobClient start(ReportSchedule schedule, int parallelism, String savepoint)
            throws Exception {
        Configuration configuration =
                WatchedPipeline.configuration(
                        folder.resolve("checkpoints"), Duration.ofMillis(100), savepoint);
        JobClient job =
                WatchedPipeline.start(
                        configuration,
                        parallelism,
                        inbox,
                        schedule,
                        new Destinations(destination, null, false));
        jobs.add(job);
        return job;
    }

    private void drain(JobClient job) throws Exception {
        stop(job, true);
        job.getJobExecutionResult().get();
    }

    private String stop(JobClient job, boolean drained) throws Exception {
        // Flink refuses while a task is still starting.
        await(() -> isCheckpointed(job));
        return job.stopWithSavepoint(
                        drained,
                        folder.resolve("savepoints").toUri().toString(),
                        SavepointFormatType.CANONICAL)
                .get();
    }

    private boolean isCheckpointed(JobClient job) {
        Path checkpoints = folder.resolve("checkpoints").resolve(job.getJobID().toString());
        try (Stream<Path> files = Files.walk(checkpoints)) {
            return files.anyMatch(file -> file.endsWith("_metadata"));
        } catch (IOException | UncheckedIOException e) {
            // Not there yet, or one that is replaced meanwhile.
            return false;
        }
    }

    /** In the way that the documentation asks for: written elsewhere, then renamed. */
    private void drop(String name, String... lines) throws IOException {
        Path written = Files.write(folder.resolve(name), List.of(lines));
        Files.move(written, inbox.resolve(name));
    }

    private static String event(String customer, double amount) {
        return "{\"event_id\":\"e\",\"customer_id\":\"%s\",\"ts\":1700000000,\"amount\":%s}"
                .formatted(customer, amount);
    }

    private static Map<String, Object> counters(JobClient job) throws Exception {
        return job.getJobExecutionResult().get().getAllAccumulatorResults();
    }

    private static void awaitAccepted(JobClient job, long events) throws Exception {
        await(
                () -> {
                    try {
                        return job.getAccumulators().get().get("accepted") instanceof Long n
                                && n == events;
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                });
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(20);
        }
    }

    /** What the last row of each customer says: the one with most events. */
    private Map<String, Double> newest() {
        Map<String, Double> spend = new TreeMap<>();
        Map<String, Integer> events = new TreeMap<>();
        for (String row : rows()) {
            Matcher fields = ROW.matcher(row);
            assertThat(fields.lookingAt()).as(row).isTrue();
            String customer = fields.group(1);
            int count = Integer.parseInt(fields.group(2));
            if (count > events.getOrDefault(customer, 0)) {
                events.put(customer, count);
                spend.put(customer, Double.valueOf(fields.group(3)));
            }
        }
        return spend;
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (Path file : files()) {
            if (!isHidden(file)) {
                rows.addAll(lines(file));
            }
        }
        return rows;
    }

    private List<Path> hiddenFiles() {
        return files().stream().filter(ContinuousPipelineTest::isHidden).toList();
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private List<Path> files() {
        if (!Files.exists(reports)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(reports)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
