package io.customerreport.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.count.RunCounters;
import io.customerreport.testing.TestCluster;
import io.customerreport.testing.input.Golden;
import io.customerreport.testing.pipeline.KeptContinuousRun;
import io.customerreport.testing.pipeline.PipelineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A continuous job goes on from what an earlier version kept: pending customers, files that are
 * known, and byte ranges that were not read yet. {@link KeptSavepoint} says how such a savepoint is
 * written.
 */
@Timeout(60)
class KeptContinuousSavepointTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            TestCluster.withSlots(3, KeptSavepoint.heartbeats());

    /** Outlives the cluster, which may still be removing a job's checkpoints after its end. */
    @TempDir static Path folders;

    private Path folder;
    private KeptContinuousRun run;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory(folders, "test-");
    }

    @AfterEach
    void endJobOfAFailedTest() throws Exception {
        if (run != null) {
            run.end();
        }
    }

    static List<Path> savepoints() throws Exception {
        List<Path> all = KeptSavepoint.all("continuous");
        assertThat(all).isNotEmpty();
        return all;
    }

    @ParameterizedTest
    @MethodSource("savepoints")
    void filesThatWereReadAreNotReadAgainAndWhatWasPendingIsReported(Path savepoint)
            throws Exception {
        run = new KeptContinuousRun(folder);
        run.drop('a');
        run.drop('b');
        run.drop('c');

        JobClient job =
                run.start(
                        KeptContinuousRun.NEVER,
                        3,
                        KeptContinuousRun.format(),
                        savepoint.toUri().toString());
        while (KeptContinuousRun.count(job, RunCounters.LINES)
                < 3 * KeptContinuousRun.LINES_PER_FILE) {
            assertThat(job.getJobExecutionResult()).isNotDone();
            Thread.sleep(20);
        }
        PipelineRun.stop(job, true, folder.resolve("drained"));
        Map<String, Object> counts = job.getJobExecutionResult().get().getAllAccumulatorResults();

        Map<String, List<Long>> expected = KeptContinuousRun.totals("abc");
        Map<String, List<Long>> changed = new HashMap<>(expected);
        changed.keySet().retainAll(KeptContinuousRun.totals("bc").keySet());
        assertThat(run.newest()).isEqualTo(changed);
        assertThat(run.rows()).hasSameSizeAs(changed.keySet());
        assertThat(counts)
                .containsEntry(RunCounters.LINES, 3L * KeptContinuousRun.LINES_PER_FILE)
                .containsEntry(RunCounters.CUSTOMERS, (long) expected.size())
                .containsEntry(RunCounters.REPORTS, counts.get(RunCounters.CHANGES));
    }

    /** It would end at once, as if there were nothing more to read. */
    @ParameterizedTest
    @MethodSource("savepoints")
    void boundedJobDoesNotGoOnFromIt(Path savepoint) {
        PipelineRun bounded = KeptSavepoint.run(folder).from(savepoint.toUri().toString());
        bounded.configuration()
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
        bounded.configuration()
                .set(
                        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                        folder.resolve("checkpoints").toUri().toString());

        assertThatThrownBy(() -> bounded.run(Golden.input("basic")))
                .hasStackTraceContaining("can only be continued with --watch");
    }

    @ParameterizedTest
    @MethodSource("savepoints")
    void savepointWasTakenWithFilesAndCustomersHalfWay(Path savepoint) throws Exception {
        Map<String, Long> parsed = counts(savepoint, CustomerReportPipeline.PARSE_UID);
        Map<String, Long> reported = counts(savepoint, CustomerReportPipeline.REPORT_UID);

        assertThat(parsed.get(RunCounters.LINES))
                .isGreaterThan(KeptContinuousRun.LINES_PER_FILE)
                .isLessThan(2 * KeptContinuousRun.LINES_PER_FILE);
        assertThat(reported.get(RunCounters.REPORTS))
                .isGreaterThanOrEqualTo(KeptContinuousRun.totals("a").size())
                .isLessThan(reported.get(RunCounters.CHANGES));
    }

    /** What the subtasks of an operator had counted, without the job. */
    private static Map<String, Long> counts(Path savepoint, String uid) throws Exception {
        DataStream<Tuple2<String, Long>> counters =
                SavepointReader.read(
                                StreamExecutionEnvironment.getExecutionEnvironment(),
                                savepoint.toUri().toString(),
                                new HashMapStateBackend())
                        .readListState(
                                OperatorIdentifier.forUid(uid),
                                "counters",
                                Types.TUPLE(Types.STRING, Types.LONG));
        Map<String, Long> counts = new HashMap<>();
        counters.executeAndCollect(1_000)
                .forEach(count -> counts.merge(count.f0, count.f1, Long::sum));
        return counts;
    }
}
