package io.customerreport.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.digest.Digests;
import io.customerreport.generate.HostileLog;
import io.customerreport.source.NdjsonSource;
import io.customerreport.source.files.InputFiles;
import io.customerreport.source.files.InputNames;
import io.customerreport.source.read.LineBlockFormat;
import io.customerreport.source.split.SplitSizes;
import io.customerreport.testing.TestCluster;
import io.customerreport.testing.input.CsvReports;
import io.customerreport.testing.input.Golden;
import io.customerreport.testing.pipeline.FailOnceFormat;
import io.customerreport.testing.pipeline.PipelineRun;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A task that fails between checkpoints leaves no trace in reports, rejects and counts. */
class PipelineRecoveryTest {

    @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.withSlots(3);

    /** Outlives the cluster, which may still be removing a job's checkpoints after its end. */
    @TempDir static Path folder;

    private Path log;
    private Path checkpoints;

    @BeforeEach
    void writeLog() throws Exception {
        log = folder.resolve("log.ndjson");
        try (OutputStream out = Files.newOutputStream(log)) {
            new HostileLog(7).writeTo(out, 4_000);
        }
        checkpoints = Files.createTempDirectory(folder, "checkpoints-");
    }

    @Test
    void failureBetweenCheckpointsChangesNothing() throws Exception {
        PipelineRun.Result undisturbed =
                new PipelineRun(folder.resolve("undisturbed")).digested().run(log);

        FailOnceFormat format = failOnce();
        PipelineRun disturbed =
                new PipelineRun(folder.resolve("disturbed"))
                        .digested()
                        .parallelism(3)
                        .source(source(format));
        checkpoint(disturbed.configuration());
        PipelineRun.Result result = disturbed.run();

        assertThat(format.hasFailed()).isTrue();
        assertThat(format.resumed()).isPositive();
        assertThat(result.reports()).isEqualTo(undisturbed.reports());
        assertThat(result.rejects()).isEqualTo(undisturbed.rejects());
        assertThat(Digests.facts(result.digest())).isEqualTo(Digests.facts(undisturbed.digest()));
        assertThat(result.counters()).isEqualTo(undisturbed.counters());
        assertThat(result.count("lines")).isEqualTo(4_000);
    }

    @Test
    void failureLeavesEachRowOfBothFilesOfCsvOnce() throws Exception {
        PipelineRun.Result asJson = new PipelineRun(folder.resolve("json")).run(log);

        FailOnceFormat format = failOnce();
        PipelineRun disturbed =
                new PipelineRun(folder.resolve("csv")).csv().parallelism(3).source(source(format));
        checkpoint(disturbed.configuration());
        disturbed.run();

        assertThat(format.hasFailed()).isTrue();
        assertThat(CsvReports.read(folder.resolve("csv/reports")))
                .isEqualTo(Golden.reports(asJson.reports()));
    }

    private FailOnceFormat failOnce() {
        return new FailOnceFormat(
                new LineBlockFormat(InputNames.absolute(), 64 << 20, 1_000), checkpoints);
    }

    private NdjsonSource source(FailOnceFormat format) {
        InputFiles files = InputFiles.resolve(List.of(log.toString()));
        return NdjsonSource.bounded(files.paths(), SplitSizes.all(100_000), format);
    }

    private void checkpoint(Configuration configuration) {
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    }
}
