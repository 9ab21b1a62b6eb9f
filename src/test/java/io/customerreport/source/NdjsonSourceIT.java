package io.customerreport.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.source.block.LineBlock;
import io.customerreport.source.files.InputFiles;
import io.customerreport.source.read.LineBlockFormat;
import io.customerreport.source.split.LinePosition;
import io.customerreport.source.split.SplitSizes;
import io.customerreport.testing.Shared;
import io.customerreport.testing.TestCluster;
import io.customerreport.testing.input.Lines;
import io.customerreport.testing.input.Lines.Line;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NdjsonSourceIT {

    @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.withSlots(3);

    private static final int MAX_LINE_BYTES = 60;

    /** Outlives the cluster, which may still be removing a job's checkpoints after its end. */
    @TempDir static Path folders;

    private final List<Line> expected = new ArrayList<>();
    private Path folder;

    @BeforeEach
    void writeInput() throws IOException {
        folder = Files.createTempDirectory(folders, "test-");
        StringBuilder content = new StringBuilder(Lines.BOM);
        for (int i = 0; i < 300; i++) {
            content.append("{\"ts\":").append(i).append('}').append("\n\n".substring(i % 2));
        }
        content.append("x".repeat(200)).append("\nlast");
        Files.write(folder.resolve("a.ndjson"), Lines.bytes(content.toString()));
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(folder.resolve("b.ndjson.gz")))) {
            out.write(Lines.bytes(content.toString()));
        }
        expected.addAll(Lines.expected(content.toString(), 0, MAX_LINE_BYTES));
        expected.addAll(Lines.expected(content.toString(), 1, MAX_LINE_BYTES));
    }

    @ParameterizedTest
    @CsvSource({"STREAMING, true", "BATCH, true", "STREAMING, false", "BATCH, false"})
    void threeReadersHandOutEveryLineOfManySplitsOnce(RuntimeExecutionMode mode, boolean chained)
            throws Exception {
        Configuration config = new Configuration();
        config.set(ExecutionOptions.RUNTIME_MODE, mode);
        config.set(PipelineOptions.OPERATOR_CHAINING, chained);
        config.set(PipelineOptions.OBJECT_REUSE, chained);

        List<Line> lines = collect(config, new LinesOfBlocks());

        assertThat(lines).isEqualTo(expected);
    }

    @Test
    void linesAreHandedOutOnceInEffectAfterAFailure() throws Exception {
        Configuration config = recovering();

        FailingOnce failing = new FailingOnce(LinePosition.of(1, 2_000));

        List<Line> lines = collect(config, failing);

        assertThat(failing.hasFailed()).isTrue();
        assertThat(lines).isEqualTo(expected);
    }

    @Test
    void shortFilesThatShareASplitAreHandedOutOnceInEffectAfterAFailure() throws Exception {
        for (int i = 0; i < 200; i++) {
            String content = "x\ny" + i + "\n{\"ts\":" + i + "}";
            Files.write(folder.resolve(String.format("c%03d.ndjson", i)), Lines.bytes(content));
            expected.addAll(Lines.expected(content, 2 + i, MAX_LINE_BYTES));
        }
        Configuration config = recovering();

        FailingOnce failing = new FailingOnce(LinePosition.of(150, 0));

        List<Line> lines = collect(config, failing, NdjsonSource.SHORT_SPLITS);

        assertThat(failing.hasFailed()).isTrue();
        assertThat(lines).isEqualTo(expected);
    }

    private Configuration recovering() {
        Configuration config = new Configuration();
        config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
        config.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri() + "/_checkpoints");
        config.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        config.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        config.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        return config;
    }

    private List<Line> collect(Configuration config, FlatMapFunction<LineBlock, String> lines)
            throws Exception {
        return collect(config, lines, SplitSizes.all(100));
    }

    private List<Line> collect(
            Configuration config, FlatMapFunction<LineBlock, String> lines, SplitSizes sizes)
            throws Exception {
        config.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
        env.setParallelism(3);
        InputFiles input = InputFiles.resolve(List.of(folder.toString()));
        DataStream<String> stream =
                env.fromSource(
                                NdjsonSource.bounded(
                                        input.paths(),
                                        sizes,
                                        new LineBlockFormat(input.names(), MAX_LINE_BYTES, 40)),
                                WatermarkStrategy.noWatermarks(),
                                "NDJSON blocks")
                        .uid("source")
                        .flatMap(lines)
                        .returns(Types.STRING);
        List<Line> collected = new ArrayList<>();
        stream.executeAndCollect(100_000).forEach(row -> collected.add(parse(row)));
        collected.sort(Comparator.comparingLong(Line::position));
        return collected;
    }

    private static Line parse(String row) {
        String[] parts = row.split(" ", 3);
        return new Line(Long.parseLong(parts[0]), parts[2], Boolean.parseBoolean(parts[1]));
    }

    private static class LinesOfBlocks implements FlatMapFunction<LineBlock, String> {

        private static final long serialVersionUID = 1L;

        @Override
        public void flatMap(LineBlock block, Collector<String> out) throws Exception {
            for (Line line : Lines.of(block)) {
                out.collect(line.position() + " " + line.oversized() + " " + line.text());
            }
        }
    }

    /** Fails in the middle of the input, once checkpoints have had time to complete. */
    private static final class FailingOnce extends LinesOfBlocks {

        private static final long serialVersionUID = 1L;

        private final Shared<AtomicBoolean> failed = new Shared<>(new AtomicBoolean());
        private final long after;

        FailingOnce(long after) {
            this.after = after;
        }

        boolean hasFailed() {
            return failed.get().get();
        }

        @Override
        public void flatMap(LineBlock block, Collector<String> out) throws Exception {
            Thread.sleep(5);
            if (block.position > after && !failed.get().getAndSet(true)) {
                throw new IllegalStateException("induced");
            }
            super.flatMap(block, out);
        }
    }
}
