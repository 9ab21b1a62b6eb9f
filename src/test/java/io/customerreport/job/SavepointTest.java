package io.customerreport.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.parse.EventRules;
import io.customerreport.source.files.InputNames;
import io.customerreport.source.read.LineBlockFormat;
import io.customerreport.testing.TestCluster;
import io.customerreport.testing.input.Golden;
import io.customerreport.testing.pipeline.PipelineRun;
import io.customerreport.testing.pipeline.PipelineRun.Result;
import io.customerreport.testing.pipeline.PipelineRun.Savepoint;
import io.customerreport.testing.pipeline.SlowFormat;
import java.nio.file.Path;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A job that is stopped half way and goes on, into the same folders, leaves what an undisturbed one
 * leaves.
 */
class SavepointTest {

    @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.withSlots(4);

    private static final Path LOG = Golden.input("hostile").toAbsolutePath();
    private static final int MAX_PARALLELISM = 720;

    @TempDir Path folder;
    private Savepoint stopped;

    @BeforeEach
    void stopAtParallelism2() throws Exception {
        PipelineRun run = run("stopped").parallelism(2).splitBytes(100_000);
        run.configuration().set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        stopped =
                run.stopHalfWay(
                        new SlowFormat(
                                new LineBlockFormat(InputNames.absolute(), 64 << 20, 10_000), 50),
                        folder.resolve("savepoints"),
                        LOG.toUri().toString());

        assertThat(stopped.result().reports()).isEmpty();
        assertThat(stopped.result().rejects()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, hashmap, ", "4, rocksdb, ", "4, hashmap, " + MAX_PARALLELISM})
    void goesOnAtAnyParallelismAndOnAnyBackend(
            int parallelism, String backend, Integer maxParallelism) throws Exception {
        PipelineRun goneOn = run("stopped").parallelism(parallelism).from(stopped.path());
        goneOn.configuration().set(StateBackendOptions.STATE_BACKEND, backend);
        if (maxParallelism != null) {
            goneOn.configuration().set(PipelineOptions.MAX_PARALLELISM, maxParallelism);
        }

        Result result = goneOn.run(LOG);

        Result undisturbed = run("undisturbed").run(LOG);
        assertThat(result.reports()).isEqualTo(undisturbed.reports());
        assertThat(result.rejects()).isEqualTo(undisturbed.rejects());
        assertThat(result.counters()).isEqualTo(undisturbed.counters());
    }

    @Test
    void anotherMaximumOfParallelismIsRefused() {
        PipelineRun goneOn = run("stopped").from(stopped.path());
        goneOn.configuration().set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM / 2);

        assertThatThrownBy(() -> goneOn.run(LOG))
                .hasStackTraceContaining("max parallelism")
                .hasStackTraceContaining(String.valueOf(MAX_PARALLELISM));
    }

    private PipelineRun run(String name) {
        return new PipelineRun(folder.resolve(name))
                .rules(new EventRules(PipelineRun.FX, null, Golden.NOW_TS));
    }
}
