package io.customerreport.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.combine.ReportSchedule;
import io.customerreport.count.RunCounters;
import io.customerreport.parse.EventRules;
import io.customerreport.report.ReportSinks;
import io.customerreport.testing.EndedJob;
import io.customerreport.testing.Shared;
import io.customerreport.testing.TestCluster;
import io.customerreport.testing.pipeline.PipelineRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots of a job over files that appear while it runs, through failures and stops. */
@Timeout(120)
class SnapshotPipelineTest {

    /** One of the slots is for the bounded runs. */
    @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.withSlots(4);

    private static final String RUN = "0000beef";

    /** A time that no test lives to see. */
    private static final ReportSchedule NEVER = ReportSchedule.every(Duration.ofDays(36_500));

    /** Outlives the cluster, which may still be removing a job's checkpoints after its end. */
    @TempDir static Path folders;

    private final List<JobClient> jobs = new ArrayList<>();
    private Path folder;
    private Path inbox;
    private Path output;
    private Sink<Tuple2<String, KeyedAggregate>> rows;
    private Sink<Tuple2<String, KeyedAggregate>> days;

    @BeforeEach
    void makeFolders() throws Exception {
        folder = Files.createTempDirectory(folders, "test-");
        inbox = Files.createDirectory(folder.resolve("inbox"));
        output = folder.resolve("output");
        rows = ReportSinks.filedReports(output(), RUN, 2);
    }

    @AfterEach
    void endJobsOfAFailedTest() throws Exception {
        for (JobClient job : jobs) {
            EndedJob.cancel(job);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, ndjson", "3, ndjson", "2, csv"})
    void snapshotHoldsEachCustomerAsABoundedRunReportsIt(int parallelism, String format)
            throws Exception {
        boolean csv = format.equals("csv");
        if (csv) {
            rows = ReportSinks.filedCustomers(output(), RUN, 2);
            days = ReportSinks.filedDays(output(), RUN, 2);
        }
        drop("a.ndjson", 60, 40);
        JobClient job = start(NEVER, parallelism, null);
        awaitCurrent(bounded(csv));

        drop("b.ndjson", 90, 70);
        awaitCurrent(bounded(csv));
        drain(job);

        assertThat(current()).isEqualTo("snapshot-final");
        assertThat(rowsOf("snapshot-final")).isEqualTo(bounded(csv));
        assertThat(folder("snapshot-final")).contains("_SUCCESS").noneMatch(this::isHidden);
        assertThat(folder("").stream().filter(name -> name.startsWith("snapshot"))).hasSize(2);
        assertThat((Long) counters(job).get(RunCounters.SNAPSHOTS)).isGreaterThan(2);
    }

    @Test
    void changesSinceASnapshotLeadFromItToTheNextState() throws Exception {
        drop("a.ndjson", 30, 20);
        JobClient job = start(new ReportSchedule(100), 2, null);
        awaitCurrent(bounded(false));

        drain(job);

        // The oldest that is kept has all the rows there were; what left before is removed.
        String oldest =
                folder("").stream()
                        .filter(name -> name.startsWith("snapshot"))
                        .sorted()
                        .toList()
                        .get(0);
        assertThat(rowsOf(oldest)).isEqualTo(bounded(false));
        assertThat(folder("").stream().filter(name -> name.startsWith("changes")))
                .allMatch(
                        name ->
                                name.substring(8).compareTo(oldest.substring("snapshot-".length()))
                                        >= 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void failureBetweenBarrierAndCommitLosesAndDoublesNothing(boolean committed) throws Exception {
        rows = new FailingSink(rows, committed);
        drop("a.ndjson", 60, 40);
        JobClient job = start(new ReportSchedule(100), 2, null);
        awaitCurrent(bounded(false));
        await(() -> ((FailingSink) rows).failures() == FailingSink.MOST);

        drop("b.ndjson", 30, 50);
        awaitCurrent(bounded(false));
        drain(job);

        assertThat(rowsOf("snapshot-final")).isEqualTo(bounded(false));
    }

    @ParameterizedTest
    @CsvSource({"2, 3", "3, 1"})
    void savepointGoesOnWithSnapshotsInAnotherParallelism(int before, int after) throws Exception {
        drop("a.ndjson", 60, 40);
        JobClient first = start(new ReportSchedule(100), before, null);
        awaitCurrent(bounded(false));
        String savepoint = PipelineRun.stop(first, false, folder.resolve("savepoints"));
        String last = current();

        drop("b.ndjson", 90, 70);
        JobClient second = start(new ReportSchedule(100), after, savepoint);
        awaitCurrent(bounded(false));
        assertThat(current()).isGreaterThan(last);
        drain(second);

        assertThat(rowsOf("snapshot-final")).isEqualTo(bounded(false));
    }

    /** What a bounded run over the same files writes, sorted. */
    private List<String> bounded(boolean csv) throws Exception {
        Path[] files;
        try (Stream<Path> all = Files.list(inbox)) {
            files = all.toArray(Path[]::new);
        }
        PipelineRun run =
                new PipelineRun(Files.createTempDirectory(folder, "bounded"))
                        .rules(new EventRules(Map.of(), null, EventRules.MAX_NOW_TS))
                        .parallelism(1);
        return (csv ? run.csv() : run).run(files).reports().stream().distinct().toList();
    }

    private void awaitCurrent(List<String> expected) throws Exception {
        await(
                () -> {
                    try {
                        return expected.equals(rowsOf(current()));
                    } catch (IOException | UncheckedIOException e) {
                        // There is none yet, or it was removed just now.
                        return false;
                    }
                });
    }

    private String current() throws IOException {
        return Files.readString(output.resolve("_CURRENT")).strip();
    }

    /** The rows of all parts, sorted; with the names of CSV columns once. */
    private List<String> rowsOf(String name) throws IOException {
        List<String> found = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (String file : folder(name)) {
            if (isHidden(file) || file.startsWith("_")) {
                continue;
            }
            List<String> lines = Files.readAllLines(output.resolve(name).resolve(file));
            if (file.endsWith(".csv")) {
                columns.add(lines.remove(0));
            }
            found.addAll(lines);
        }
        found.addAll(columns.stream().distinct().toList());
        found.sort(null);
        return found;
    }

    private List<String> folder(String name) throws IOException {
        try (Stream<Path> files = Files.list(output.resolve(name))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private boolean isHidden(String name) {
        return name.startsWith(".");
    }

    private org.apache.flink.core.fs.Path output() {
        return new org.apache.flink.core.fs.Path(output.toUri());
    }

    private JobClient start(ReportSchedule schedule, int parallelism, String savepoint)
            throws Exception {
        Configuration configuration =
                WatchedPipeline.configuration(
                        folder.resolve("checkpoints"), Duration.ofMillis(50), savepoint);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY,
                rows instanceof FailingSink ? "fixed-delay" : "none");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, FailingSink.MOST);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
        JobClient job =
                WatchedPipeline.start(
                        configuration,
                        parallelism,
                        inbox,
                        schedule,
                        new Destinations(new Destinations.Snapshots(2, rows, days), null, false));
        jobs.add(job);
        return job;
    }

    private void drain(JobClient job) throws Exception {
        PipelineRun.stop(job, true, folder.resolve("savepoints"));
        job.getJobExecutionResult().get();
        ReportSinks.removeUnfinished(output());
    }

    private static Map<String, Object> counters(JobClient job) throws Exception {
        return job.getJobExecutionResult().get().getAllAccumulatorResults();
    }

    /** Events of so many customers, some of whom other files have, too. */
    private void drop(String name, int events, int customers) throws IOException {
        Path written =
                Files.write(
                        folder.resolve(name),
                        IntStream.range(0, events).mapToObj(i -> event(i, customers)).toList());
        Files.move(written, inbox.resolve(name));
    }

    private static String event(int number, int customers) {
        return "{\"event_id\":\"e\",\"customer_id\":\"c,%d\",\"ts\":%d,\"event_type\":\"view\",\"amount\":%d.1}"
                .formatted(number % customers, 1_700_000_000 + number * 10_000, number);
    }

    private void await(BooleanSupplier condition) throws Exception {
        CompletableFuture<?> end = jobs.get(jobs.size() - 1).getJobExecutionResult();
        while (!condition.getAsBoolean()) {
            if (end.isDone()) {
                throw new AssertionError("the job has ended: " + end.get());
            }
            Thread.sleep(20);
        }
    }

    /** Fails where a snapshot is committed, before or after that. */
    private static final class FailingSink
            implements Sink<Tuple2<String, KeyedAggregate>>,
                    SupportsCommitter<FileSinkCommittable> {

        static final int MOST = 3;

        private static final long serialVersionUID = 1;

        private final Sink<Tuple2<String, KeyedAggregate>> sink;
        private final boolean committed;
        private final Shared<AtomicInteger> failures = new Shared<>(new AtomicInteger());

        FailingSink(Sink<Tuple2<String, KeyedAggregate>> sink, boolean committed) {
            this.sink = sink;
            this.committed = committed;
        }

        int failures() {
            return Math.min(MOST, failures.get().get());
        }

        @SuppressWarnings("unchecked")
        private SupportsCommitter<FileSinkCommittable> committing() {
            return (SupportsCommitter<FileSinkCommittable>) sink;
        }

        @Override
        public SinkWriter<Tuple2<String, KeyedAggregate>> createWriter(WriterInitContext context)
                throws IOException {
            return sink.createWriter(context);
        }

        @Override
        public SimpleVersionedSerializer<FileSinkCommittable> getCommittableSerializer() {
            return committing().getCommittableSerializer();
        }

        @Override
        public Committer<FileSinkCommittable> createCommitter(CommitterInitContext context)
                throws IOException {
            Committer<FileSinkCommittable> committer = committing().createCommitter(context);
            return new Committer<>() {
                @Override
                public void commit(Collection<CommitRequest<FileSinkCommittable>> requests)
                        throws IOException, InterruptedException {
                    boolean fails =
                            requests.stream()
                                            .map(request -> request.getCommittable().getBucketId())
                                            .anyMatch(path -> path.contains("/"))
                                    && failures.get().getAndIncrement() < MOST;
                    if (!fails || committed) {
                        committer.commit(requests);
                    }
                    if (fails) {
                        throw new IOException("induced failure");
                    }
                }

                @Override
                public void close() {
                    // That of files has nothing to close.
                }
            };
        }
    }
}
