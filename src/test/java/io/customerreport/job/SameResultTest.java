package io.customerreport.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.count.RunCounters;
import io.customerreport.generate.HostileLog;
import io.customerreport.generate.PaymentLogGenerator;
import io.customerreport.generate.PaymentLogOptions;
import io.customerreport.testing.TestCluster;
import io.customerreport.testing.input.Compressed;
import io.customerreport.testing.pipeline.PipelineRun;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What must make no difference makes none: the order of lines (for exact sums), how they are spread
 * over files, how those are compressed, and how the work is divided.
 *
 * <p>Logs and differences are random: {@code -Dtest.seed=N} repeats a run.
 */
class SameResultTest {

    private static final int SLOTS = 3;
    private static final int VARIANTS = 4;

    @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.withSlots(SLOTS, 64);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final long seed = Long.getLong("test.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir Path folder;

    @BeforeEach
    void reportSeed(TestReporter reporter) {
        reporter.publishEntry("test.seed", Long.toString(seed));
    }

    @ParameterizedTest
    @EnumSource(Summation.class)
    void onlyTheLinesMatter(Summation summation) throws Exception {
        List<byte[]> lines = lines();
        Path whole = folder.resolve("whole.ndjson");
        Files.write(whole, joined(lines));
        PipelineRun.Result expected =
                new PipelineRun(folder.resolve("expected"))
                        .summation(summation)
                        .mode(RuntimeExecutionMode.BATCH)
                        .parallelism(1)
                        .run(whole);
        assertThat(expected.reports()).hasSizeGreaterThan(100);

        for (int variant = 0; variant < VARIANTS; variant++) {
            if (summation == Summation.EXACT) {
                Collections.shuffle(lines, random);
            }
            PipelineRun.Result other = run(variant, summation, lines);

            String what = "-Dtest.seed=%d, variant %d".formatted(seed, variant);
            assertThat(other.reports()).as(what).isEqualTo(expected.reports());
            assertThat(counts(other)).as(what).isEqualTo(counts(expected));
            assertThat(withoutPlaces(other)).as(what).isEqualTo(withoutPlaces(expected));
        }
    }

    private PipelineRun.Result run(int variant, Summation summation, List<byte[]> lines)
            throws Exception {
        boolean streaming = summation == Summation.EXACT && random.nextBoolean();
        return new PipelineRun(folder.resolve("out-" + variant))
                .summation(summation)
                .mode(streaming ? RuntimeExecutionMode.STREAMING : RuntimeExecutionMode.BATCH)
                .parallelism(1 + random.nextInt(SLOTS))
                .splitBytes(1L << 13 + random.nextInt(9))
                .blockBytes(1 << 5 + random.nextInt(12))
                .run(spread(variant, lines));
    }

    /** Writes the lines to one or more files, in the order of their names. */
    private Path spread(int variant, List<byte[]> lines) throws Exception {
        Path inputs = Files.createDirectory(folder.resolve("in-" + variant));
        int files = 1 + random.nextInt(5);
        int from = 0;
        for (int i = 0; i < files; i++) {
            int to =
                    i == files - 1
                            ? lines.size()
                            : from + random.nextInt((lines.size() - from) * 2 / (files - i) + 1);
            to = Math.min(to, lines.size());
            Compressed format = Compressed.values()[random.nextInt(Compressed.values().length)];
            Files.write(
                    inputs.resolve(i + ".ndjson" + format.ending),
                    format.of(joined(lines.subList(from, to))));
            from = to;
        }
        return inputs;
    }

    /** Lines of which none changes its meaning by becoming the first of a file. */
    private List<byte[]> lines() {
        PaymentLogOptions options = new PaymentLogOptions();
        options.events = 1_500;
        options.customers = 100;
        options.seed = random.nextInt(1 << 30);
        List<byte[]> lines = new ArrayList<>();
        byte[] log = new PaymentLogGenerator(options).toByteArray();
        for (int start = 0, end; start < log.length; start = end + 1) {
            end = start;
            while (log[end] != '\n') {
                end++;
            }
            lines.add(java.util.Arrays.copyOfRange(log, start, end));
        }
        HostileLog hostile = new HostileLog(random.nextInt(1 << 30));
        while (lines.size() < 3_000) {
            byte[] line = hostile.nextLine();
            if (line.length == 0 || line[0] != (byte) 0xEF) {
                lines.add(line);
            }
        }
        Collections.shuffle(lines, random);
        return lines;
    }

    private static byte[] joined(List<byte[]> lines) {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            log.writeBytes(line);
            log.write('\n');
        }
        return log.toByteArray();
    }

    private static Map<String, Object> counts(PipelineRun.Result result) {
        Map<String, Object> counts = new TreeMap<>(result.counters());
        counts.values().removeIf(value -> !(value instanceof Long));
        // How large the files are does depend on their compression.
        counts.remove(RunCounters.STORED_BYTES);
        return counts;
    }

    private static List<String> withoutPlaces(PipelineRun.Result result) throws Exception {
        List<String> rejects = new ArrayList<>();
        for (String row : result.rejects()) {
            var reject = JSON.readTree(row);
            rejects.add(reject.get("reason").textValue() + ' ' + reject.get("line").textValue());
        }
        Collections.sort(rejects);
        return rejects;
    }
}
