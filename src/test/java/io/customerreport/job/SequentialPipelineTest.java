package io.customerreport.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.CustomerReport;
import io.customerreport.CustomerReports;
import io.customerreport.parse.EventRules;
import io.customerreport.source.NdjsonSource;
import io.customerreport.source.files.InputFiles;
import io.customerreport.source.files.InputNames;
import io.customerreport.source.read.LineBlockFormat;
import io.customerreport.source.split.SplitSizes;
import io.customerreport.testing.TestCluster;
import io.customerreport.testing.input.Golden;
import io.customerreport.testing.pipeline.FailOnceFormat;
import io.customerreport.testing.pipeline.PipelineRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sums in the order of the input, of amounts whose sum is another in any other order, against one
 * thread without Flink.
 */
class SequentialPipelineTest {

    private static final int SLOTS = 4;

    /** So little memory to sort in that the larger logs here are sorted on disk. */
    @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.withSlots(SLOTS, 8);

    @TempDir Path folder;

    private final Random random = new Random(20_260_101);
    private final List<String> lines = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "1, 1000000000, 65536",
        "1, 300, 100",
        "2, 1000000000, 1000",
        "2, 20000, 65536",
        "3, 777, 50",
        "4, 3000, 1000",
    })
    void sumsAreThoseOfOneThreadHoweverTheInputIsCutAndSpread(
            int parallelism, long splitBytes, int blockBytes) throws Exception {
        writeLog("a.ndjson", 1_000);
        writeLog("b.ndjson.gz", 1_500);
        writeLog("c.ndjson", 500);
        writeLog("d.ndjson", 1);

        PipelineRun.Result result =
                sequential("out")
                        .parallelism(parallelism)
                        .splitBytes(splitBytes)
                        .blockBytes(blockBytes)
                        .run(files.get(2), files.get(0), files.get(3), files.get(1));

        assertComputed(result);
    }

    @Test
    void customerWithMoreEventsThanARunHoldsKeepsTheirOrder() throws Exception {
        for (int i = 0; i < 30_000; i++) {
            lines.add(line("hot", i));
        }
        writeLog("a.ndjson", 1_000);

        assertComputed(sequential("out").run(files.get(0)));
    }

    @Test
    void runsThatAreSortedOnDiskKeepTheirOrder() throws Exception {
        writeLog("a.ndjson", 150_000);

        assertComputed(sequential("out").splitBytes(5_000).run(files.get(0)));
    }

    @Test
    void orderOutlivesOperatorsThatAreNotChained() throws Exception {
        writeLog("a.ndjson", 2_000);
        PipelineRun run = sequential("out").parallelism(3).splitBytes(2_000).blockBytes(500);
        run.configuration().set(PipelineOptions.OPERATOR_CHAINING, false);

        assertComputed(run.run(files.get(0)));
    }

    @Test
    void failureOfAReaderChangesNothing() throws Exception {
        writeLog("a.ndjson", 3_000);
        PipelineRun.Result undisturbed = sequential("undisturbed").run(files.get(0));
        FailOnceFormat format =
                new FailOnceFormat(new LineBlockFormat(InputNames.absolute(), 64 << 20, 1_000));
        PipelineRun disturbed = sequential("disturbed").parallelism(3).source(source(format));
        Configuration configuration = disturbed.configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));

        PipelineRun.Result result = disturbed.run();

        assertThat(format.hasFailed()).isTrue();
        assertThat(result.reports()).isEqualTo(undisturbed.reports());
        assertThat(result.rejects()).isEqualTo(undisturbed.rejects());
        assertThat(result.counters()).isEqualTo(undisturbed.counters());
        assertComputed(result);
    }

    private NdjsonSource source(FailOnceFormat format) {
        InputFiles input = InputFiles.resolve(List.of(files.get(0).toString()));
        return NdjsonSource.bounded(input.paths(), SplitSizes.all(10_000), format);
    }

    private PipelineRun sequential(String name) {
        return new PipelineRun(folder.resolve(name))
                .summation(Summation.SEQUENTIAL)
                .mode(RuntimeExecutionMode.BATCH);
    }

    /** Appends lines to the log, and writes those that are in no file yet. */
    private void writeLog(String name, int count) throws IOException {
        int from = files.isEmpty() ? 0 : lines.size();
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(50);
            lines.add(kind == 0 ? "" : kind == 1 ? "{\"no\":\"event\"}" : line(customer(), i));
        }
        String text = String.join("\n", lines.subList(from, lines.size())) + "\n";
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                OutputStream content = name.endsWith(".gz") ? new GZIPOutputStream(out) : out) {
            content.write(text.getBytes(StandardCharsets.UTF_8));
        }
        files.add(file);
    }

    /** A few customers in every split, and many with few events; ids that begin alike. */
    private String customer() {
        return random.nextBoolean() ? "c" + random.nextInt(4) : "customer-" + random.nextInt(300);
    }

    private String line(String customer, int i) {
        String[] amounts = {"1e16", "-1e16", "1", "0.1", "-0.0", "3.3", "1e-9", "\"7.7\""};
        String[] types = {"checkout", "view", "refund", "日本"};
        return "{\"event_id\":\"e%d\",\"customer_id\":\"%s\",\"ts\":%d,\"event_type\":\"%s\",\"amount\":%s,\"currency\":\"EUR\"}"
                .formatted(
                        i,
                        customer,
                        1_735_689_600L + random.nextInt(400_000),
                        types[random.nextInt(types.length)],
                        amounts[random.nextInt(amounts.length)]);
    }

    private void assertComputed(PipelineRun.Result result) throws IOException {
        Map<String, String> expected = new TreeMap<>();
        CustomerReports.compute(lines, PipelineRun.FX, null, EventRules.MAX_NOW_TS)
                .forEach((customer, report) -> expected.put(customer, spelled(report)));
        Map<String, String> actual = new TreeMap<>();
        Golden.reports(result.reports())
                .forEach((customer, report) -> actual.put(customer, spelled(report)));
        assertThat(actual.keySet()).hasSizeGreaterThan(0).isEqualTo(expected.keySet());
        actual.forEach(
                (customer, report) ->
                        assertThat(report).as(customer).isEqualTo(expected.get(customer)));
        assertThat(result.count("lines")).isEqualTo(lines.size());
    }

    private static String spelled(CustomerReport report) {
        List<String> days = new ArrayList<>();
        report.byDay()
                .forEach((day, of) -> days.add(day + " " + of.events() + " " + of.spendUsd()));
        return Stream.of(
                        report.totalEvents(),
                        report.totalSpendUsd(),
                        report.avgTicketUsd(),
                        report.activeDays(),
                        report.topEventType(),
                        report.latestEventTs(),
                        days,
                        report.shard())
                .toList()
                .toString();
    }

    private static String spelled(JsonNode report) {
        List<String> days = new ArrayList<>();
        for (Map.Entry<String, JsonNode> day : report.get("by_day").properties()) {
            JsonNode of = day.getValue();
            days.add(
                    day.getKey()
                            + " "
                            + of.get("events").longValue()
                            + " "
                            + of.get("spend_usd").doubleValue());
        }
        return Stream.of(
                        report.get("total_events").longValue(),
                        report.get("total_spend_usd").doubleValue(),
                        report.get("avg_ticket_usd").doubleValue(),
                        report.get("active_days").intValue(),
                        report.get("top_event_type").textValue(),
                        report.get("latest_event_ts").longValue(),
                        days,
                        report.get("shard").intValue())
                .toList()
                .toString();
    }
}
