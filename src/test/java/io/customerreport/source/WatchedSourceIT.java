package io.customerreport.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.source.block.InputNotice;
import io.customerreport.source.block.LineBlock;
import io.customerreport.source.enumerate.WatchRules;
import io.customerreport.source.files.InputFiles;
import io.customerreport.source.read.LineBlockFormat;
import io.customerreport.source.split.SplitSizes;
import io.customerreport.testing.EndedJob;
import io.customerreport.testing.Shared;
import io.customerreport.testing.TestCluster;
import io.customerreport.testing.input.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files that come while the job runs are read once in effect, and no file stops it. */
// That closing an iterator may be interrupted is Flink's.
@SuppressWarnings("try")
final class WatchedSourceIT {

    @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.withSlots(2);

    private static final WatchRules RULES =
            new WatchRules(
                    Duration.ofMillis(50),
                    Duration.ofMillis(100),
                    Duration.ofHours(1),
                    3,
                    WatchRules.Unfinished.SKIP,
                    false);

    /** Outlives the cluster, which may still be removing a job's checkpoints after its end. */
    @TempDir static Path folders;

    private Path folder;
    private Path logs;
    private JobClient job;

    @BeforeEach
    void createFolder() throws IOException {
        folder = Files.createTempDirectory(folders, "test-");
        logs = Files.createDirectory(folder.resolve("logs"));
    }

    @AfterEach
    void endJob() throws Exception {
        if (job != null) {
            EndedJob.cancel(job);
        }
    }

    @Test
    void newFilesAreReadOnceThroughAFailure() throws Exception {
        Configuration config = new Configuration();
        config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
        config.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        config.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        config.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        config.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        List<String> expected = new ArrayList<>(renamedIn("a.ndjson", 300));
        FailingOnLine failing = new FailingOnLine("c.ndjson 150", null);
        try (CloseableIterator<String> lines = run(config, 2, failing)) {
            List<String> read = next(lines, 300);

            expected.addAll(renamedIn("deep/b.ndjson", 50));
            read.addAll(next(lines, 50));
            expected.addAll(renamedIn("c.ndjson", 300));
            expected.addAll(renamedIn("d.ndjson", 50));
            read.addAll(next(lines, 350));

            assertThat(failing.failed.get()).isTrue();
            assertThat(read).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void fileThatVanishesOrShrinksIsGivenUpAndOthersAreRead() throws Exception {
        List<String> first = renamedIn("a.ndjson", 300);
        renamedIn("b.ndjson", 300);
        renamedIn("c.ndjson", 300);
        FailingOnLine held = new FailingOnLine(null, "a.ndjson 10");
        try (CloseableIterator<String> lines = run(new Configuration(), 1, held)) {
            List<String> read = next(lines, 1);
            Files.delete(logs.resolve("b.ndjson"));
            Files.write(logs.resolve("c.ndjson"), new byte[0]);
            held.goOn.get().countDown();

            read.addAll(next(lines, 299));
            List<String> last = renamedIn("d.ndjson", 5);

            assertThat(read).containsExactlyElementsOf(first);
            List<String> next = next(lines, 1);
            while (!next.contains(last.get(0))) {
                assertThat(next).containsOnly("ranges_given_up");
                next = next(lines, 1);
            }
            next.addAll(next(lines, 4));
            assertThat(next).containsExactlyElementsOf(last);
        }
    }

    private CloseableIterator<String> run(
            Configuration config, int parallelism, FailingOnLine lines) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
        env.setParallelism(parallelism);
        InputFiles input = InputFiles.watched(List.of(logs.toString()));
        CloseableIterator<String> collected =
                env.fromSource(
                                NdjsonSource.continuous(
                                        input.paths(),
                                        SplitSizes.all(1_000),
                                        new LineBlockFormat(input.names(), 1_000, 100),
                                        RULES),
                                WatermarkStrategy.noWatermarks(),
                                "NDJSON blocks")
                        .uid("source")
                        .flatMap(lines)
                        .returns(Types.STRING)
                        .collectAsync();
        job = env.executeAsync("watched source test");
        return collected;
    }

    private static List<String> next(CloseableIterator<String> lines, int count) {
        List<String> next = new ArrayList<>();
        while (next.size() < count && lines.hasNext()) {
            next.add(lines.next());
        }
        return next;
    }

    /** Writes lines under a hidden name and renames the file. */
    private List<String> renamedIn(String name, int count) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(name + " " + i);
        }
        Path hidden = logs.resolve(".written");
        Files.write(hidden, lines);
        Files.createDirectories(logs.resolve(name).getParent());
        Files.move(hidden, logs.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return lines;
    }

    /**
     * Slow, so that there is time for checkpoints; and held, so that there is time for the test.
     */
    private static final class FailingOnLine implements FlatMapFunction<LineBlock, String> {

        private static final long serialVersionUID = 1L;

        private final Shared<AtomicBoolean> failed = new Shared<>(new AtomicBoolean());

        /** What the held line waits for. */
        private final Shared<CountDownLatch> goOn = new Shared<>(new CountDownLatch(1));

        private final String failing;
        private final String held;

        /** Each of the two is null if there is no such line. */
        FailingOnLine(String failing, String held) {
            this.failing = failing;
            this.held = held;
        }

        @Override
        public void flatMap(LineBlock block, Collector<String> out) throws Exception {
            if (block.message != null) {
                if (block.message instanceof InputNotice notice) {
                    out.collect(notice.kind().code());
                }
                return;
            }
            Thread.sleep(5);
            for (Lines.Line line : Lines.of(block)) {
                if (line.text().equals(failing) && !failed.get().getAndSet(true)) {
                    throw new IllegalStateException("induced");
                }
                if (line.text().equals(held)) {
                    goOn.get().await();
                }
                out.collect(line.text());
            }
        }
    }
}
