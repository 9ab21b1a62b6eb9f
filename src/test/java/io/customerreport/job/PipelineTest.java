package io.customerreport.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.digest.Digests;
import io.customerreport.digest.RunDigest;
import io.customerreport.generate.HostileLog;
import io.customerreport.parse.EventRules;
import io.customerreport.testing.TestCluster;
import io.customerreport.testing.input.Golden;
import io.customerreport.testing.pipeline.PipelineRun;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole graph on a MiniCluster: the golden answers, and the same bits however it is run. */
class PipelineTest {

    private static final int SLOTS = 4;

    @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.withSlots(SLOTS, 64);

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "basic, EXACT, STREAMING, 1, 1000000",
        "basic, EXACT, STREAMING, 2, 1",
        "basic, EXACT, STREAMING, 3, 7",
        "basic, EXACT, BATCH, 2, 100",
        "basic, SEQUENTIAL, BATCH, 1, 1000000",
        "basic, SEQUENTIAL, BATCH, 3, 7",
        "hostile, EXACT, STREAMING, 1, 1000000",
        "hostile, EXACT, STREAMING, 3, 997",
        "hostile, EXACT, BATCH, 2, 5000",
        "hostile, SEQUENTIAL, BATCH, 1, 1000000",
        "hostile, SEQUENTIAL, BATCH, 2, 1777",
    })
    void goldenAnswers(
            String name,
            Summation summation,
            RuntimeExecutionMode mode,
            int parallelism,
            long splitBytes)
            throws Exception {
        PipelineRun.Result result =
                new PipelineRun(folder)
                        .rules(new EventRules(PipelineRun.FX, null, Golden.NOW_TS))
                        .summation(summation)
                        .mode(mode)
                        .parallelism(parallelism)
                        .splitBytes(splitBytes)
                        .run(Golden.input(name));

        assertThat(Golden.reports(result.reports()))
                .isEqualTo(Golden.expectedReports(name, summation));
        assertThat(Golden.rejects(result.rejects())).isEqualTo(Golden.expectedRejects(name));
        Golden.expectedCounts(name)
                .forEach(
                        (counter, count) ->
                                assertThat(result.count(counter)).as(counter).isEqualTo(count));
        assertThat(result.count("bytes")).isEqualTo(Files.size(Golden.input(name)));
    }

    @ParameterizedTest
    @EnumSource(Summation.class)
    void sameRowsHoweverTheInputIsCutAndSpread(Summation summation) throws Exception {
        List<Path> files = hostileFiles(3, 3_000);
        RuntimeExecutionMode mode =
                summation == Summation.EXACT
                        ? RuntimeExecutionMode.STREAMING
                        : RuntimeExecutionMode.BATCH;
        PipelineRun.Result one =
                new PipelineRun(folder.resolve("one"))
                        .digested()
                        .summation(summation)
                        .mode(mode)
                        .parallelism(1)
                        .run(files.toArray(Path[]::new));

        PipelineRun.Result many =
                new PipelineRun(folder.resolve("many"))
                        .digested()
                        .summation(summation)
                        .mode(mode)
                        .parallelism(SLOTS)
                        .splitBytes(2_000)
                        .blockBytes(100)
                        .run(files.get(2), files.get(0), files.get(1));

        assertThat(many.reports()).isEqualTo(one.reports());
        assertThat(many.rejects()).isEqualTo(one.rejects());
        assertThat(Digests.facts(many.digest())).isEqualTo(Digests.facts(one.digest()));
        assertThat(RunDigest.of(one.digest()).customers()).isEqualTo(one.reports().size());
        assertThat(RunDigest.of(one.digest()).types().isExact()).isTrue();
        assertThat(one.reports()).hasSizeGreaterThan(10);
    }

    @Test
    void lineBeyondTheLimitIsRejectedWithItsBeginningAndReadingGoesOn() throws Exception {
        String good = "{\"event_id\":\"e\",\"customer_id\":\"c\",\"ts\":1}\n";
        String longLine = "x".repeat(200_000) + "\n";
        Path file = folder.resolve("log.ndjson");
        Files.writeString(file, good + longLine + good);

        PipelineRun.Result result =
                new PipelineRun(folder.resolve("out"))
                        .maxLineBytes(100_000)
                        .splitBytes(1_000)
                        .run(file);

        assertThat(result.reports()).singleElement().asString().contains("\"total_events\":2");
        assertThat(result.count("line_too_long")).isEqualTo(1);
        assertThat(result.count("bytes")).isEqualTo(Files.size(file));
        assertThat(result.rejects())
                .containsExactly(
                        "{\"reason\":\"line_too_long\",\"file\":\""
                                + file
                                + "\",\"offset\":"
                                + good.length()
                                + ",\"line\":\""
                                + "x".repeat(65_536)
                                + "\",\"truncated\":true}");
    }

    @Test
    void emptySetOfTypesFiltersEverything() throws Exception {
        PipelineRun.Result result =
                new PipelineRun(folder)
                        .rules(new EventRules(PipelineRun.FX, Set.of(), Golden.NOW_TS))
                        .run(Golden.input("basic"));

        assertThat(result.reports()).isEmpty();
        assertThat(result.count("event_type_not_allowed")).isEqualTo(16);
        assertThat(result.count("accepted")).isZero();
        assertThat(result.rejects()).hasSize(9);
    }

    @Test
    void byteOrderMarkAtTheStartIsNoPartOfTheFirstLine() throws Exception {
        Path file = folder.resolve("bom.ndjson");
        Files.write(file, "\uFEFFbad\n\uFEFF{}\n".getBytes(StandardCharsets.UTF_8));

        PipelineRun.Result result = new PipelineRun(folder.resolve("out")).splitBytes(2).run(file);

        Map<Long, String> expected = new TreeMap<>();
        expected.put(3L, "malformed_json bad");
        expected.put(7L, "malformed_json \uFEFF{}");
        assertThat(Golden.rejects(result.rejects())).isEqualTo(expected);
    }

    private List<Path> hostileFiles(int count, int lines) throws Exception {
        HostileLog log = new HostileLog(42);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            log.writeTo(bytes, lines);
            Path file = folder.resolve("hostile-" + i + ".ndjson");
            Files.write(file, bytes.toByteArray());
            files.add(file);
        }
        return files;
    }
}
