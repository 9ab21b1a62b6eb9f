package io.customerreport.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.generate.HostileLog;
import io.customerreport.parse.EventRules;
import io.customerreport.testing.TestCluster;
import io.customerreport.testing.input.CsvReports;
import io.customerreport.testing.input.Golden;
import io.customerreport.testing.pipeline.PipelineRun;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reports as CSV: customers and days together are the reports as JSON. */
class CsvTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.withSlots(3);

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "basic, EXACT, STREAMING, 1",
        "hostile, EXACT, STREAMING, 3",
        "hostile, SEQUENTIAL, BATCH, 2"
    })
    void goldenAnswers(String name, Summation summation, RuntimeExecutionMode mode, int parallelism)
            throws Exception {
        new PipelineRun(folder)
                .rules(new EventRules(PipelineRun.FX, null, Golden.NOW_TS))
                .summation(summation)
                .mode(mode)
                .parallelism(parallelism)
                .csv()
                .run(Golden.input(name));

        assertThat(CsvReports.read(folder.resolve("reports")))
                .isEqualTo(Golden.expectedReports(name, summation));
    }

    @Test
    void hostileCustomersAndTypesAreTheSameAsInJson() throws Exception {
        Path generated = folder.resolve("generated.ndjson");
        try (OutputStream out = Files.newOutputStream(generated)) {
            new HostileLog(11).writeTo(out, 3_000);
        }
        List<String> texts =
                List.of(
                        ",",
                        "\"",
                        "\"\"",
                        "a,b",
                        "a\"b",
                        "\r",
                        "\n",
                        "\r\n",
                        "a\r\nb,\"c\"",
                        " ",
                        " a ",
                        "=1+1",
                        "'",
                        "#",
                        "\u0000",
                        "\ufeff",
                        "\u2028",
                        "é日😀",
                        "NULL",
                        "\\.",
                        "007",
                        "");
        Path written =
                Files.write(
                        folder.resolve("written.ndjson"),
                        texts.stream().flatMap(CsvTest::events).toList());
        PipelineRun.Result asJson =
                new PipelineRun(folder.resolve("json")).parallelism(3).run(generated, written);

        new PipelineRun(folder.resolve("csv")).parallelism(2).csv().run(generated, written);

        assertThat(CsvReports.read(folder.resolve("csv/reports")))
                .hasSizeGreaterThan(40)
                .isEqualTo(Golden.reports(asJson.reports()));
    }

    /** One of a customer of that name, and one of that type. */
    private static Stream<String> events(String text) {
        try {
            String json = JSON.writeValueAsString(text);
            String type = JSON.writeValueAsString("type of " + text);
            String event =
                    "{\"event_id\":\"e\",\"customer_id\":%s,\"event_type\":%s,\"ts\":1,\"amount\":0.1}";
            return text.isEmpty()
                    ? Stream.of(event.formatted("\"of no type\"", json))
                    : Stream.of(event.formatted(json, json), event.formatted(type, json));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
