package io.customerreport.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.bytes.CodePointOrder;
import io.customerreport.parse.EventRules;
import io.customerreport.testing.TestCluster;
import io.customerreport.testing.input.Golden;
import io.customerreport.testing.pipeline.PipelineRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonParser;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reports as one JSON document: what the Python program's function returns. */
class DocumentTest {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.withSlots(3);

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "basic, EXACT, STREAMING, 1",
        "hostile, EXACT, STREAMING, 3",
        "hostile, EXACT, BATCH, 2",
        "hostile, SEQUENTIAL, BATCH, 3"
    })
    void documentIsTheReturnValueOfThePythonFunction(
            String name, Summation summation, RuntimeExecutionMode mode, int parallelism)
            throws Exception {
        String document =
                document(
                        new PipelineRun(folder)
                                .rules(new EventRules(PipelineRun.FX, null, Golden.NOW_TS))
                                .summation(summation)
                                .mode(mode)
                                .parallelism(parallelism),
                        Golden.input(name));

        Map<String, JsonNode> reports = new TreeMap<>();
        List<String> customers = new ArrayList<>();
        JSON.readTree(document)
                .properties()
                .forEach(
                        report -> {
                            reports.put(report.getKey(), report.getValue());
                            customers.add(report.getKey());
                        });
        assertThat(reports).isEqualTo(Golden.expectedReports(name, summation));
        assertThat(customers).isSortedAccordingTo(CodePointOrder.BY_CODE_POINT);
    }

    @Test
    void documentWithoutCustomersIsAnEmptyObject() throws Exception {
        Path log = Files.writeString(folder.resolve("log.ndjson"), "\n{}\n");

        assertThat(document(new PipelineRun(folder), log)).isEqualTo("{}");
    }

    private String document(PipelineRun run, Path input) throws Exception {
        String document = String.join("\n", run.document().run(input).reports());
        assertThat(folder.resolve("reports"))
                .isDirectoryContaining(
                        file -> file.getFileName().toString().matches("reports-.*-0\\.json"));
        return document;
    }
}
