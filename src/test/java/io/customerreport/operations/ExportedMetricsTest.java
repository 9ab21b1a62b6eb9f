package io.customerreport.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.generate.PaymentLogGenerator;
import io.customerreport.generate.PaymentLogOptions;
import io.customerreport.parse.LineOutcome;
import io.customerreport.testing.operations.Expressions;
import io.customerreport.testing.operations.Scrape;
import io.customerreport.testing.operations.ScrapedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the reporter of flink-conf exports of a running job. */
class ExportedMetricsTest {

    private static final int EVENTS = 20_000;
    private static final String OPERATOR = "flink_taskmanager_job_task_operator_";

    @TempDir static Path folder;

    private static ScrapedRun run;
    private static Path log;
    private static Scrape scrape;

    @BeforeAll
    static void scrapeAJobThatHasReadItsInput() throws Exception {
        log = writeLog();
        // The last counter that is raised for a block of lines.
        long logBytes = Files.size(log);
        run = ScrapedRun.start(log.getParent(), folder);
        scrape =
                run.when(
                        seen ->
                                seen.sum(OPERATOR + "bytes") == logBytes
                                        && seen.sum(OPERATOR + "combine_ratio") > 0
                                        && seen.sum(
                                                        "flink_jobmanager_job_numberOfCompletedCheckpoints")
                                                > 0);
    }

    @AfterAll
    static void stop() throws Exception {
        if (run != null) {
            run.close();
        }
    }

    private static Path writeLog() throws IOException {
        PaymentLogOptions options = new PaymentLogOptions();
        options.events = EVENTS;
        options.customers = 100;
        options.malformed = 0.05;
        Path file = Files.createDirectory(folder.resolve("input")).resolve("log.ndjson");
        Files.write(file, new PaymentLogGenerator(options).toByteArray());
        // Long settled, so that the first scan takes it.
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        return file;
    }

    @Test
    void countersAreThoseOfTheInput() throws Exception {
        double rejected = scrape.sum(OPERATOR + "reason_rejected");

        assertThat(scrape.sum(OPERATOR + "bytes")).isEqualTo(Files.size(log));
        assertThat(scrape.sum(OPERATOR + "lines")).isEqualTo(EVENTS);
        assertThat(rejected).isPositive();
        assertThat(scrape.sum(OPERATOR + "accepted")).isPositive();
        assertThat(
                        rejected
                                + scrape.sum(OPERATOR + "accepted")
                                + scrape.sum(OPERATOR + "reason_filtered")
                                + scrape.sum(OPERATOR + "blank"))
                .isEqualTo(EVENTS);
    }

    @Test
    void everyReasonToRejectIsALabel() {
        assertThat(scrape.sumBy("reason", OPERATOR + "reason_rejected"))
                .containsOnlyKeys(LineOutcome.rejects().stream().map(LineOutcome::code).toList())
                .hasEntrySatisfying("malformed_json", count -> assertThat(count).isPositive())
                .containsEntry("line_too_long", 0.0);
    }

    @Test
    void gaugesTellWhatTheTiersTheCombinerAndTheEventsAreLike() {
        assertThat(scrape.named(OPERATOR + "fast_tier_share"))
                .isNotEmpty()
                .allSatisfy(share -> assertThat(share.value()).isBetween(0.0, 1.0))
                .anySatisfy(share -> assertThat(share.value()).isGreaterThan(0.8));
        assertThat(scrape.named(OPERATOR + "combine_ratio"))
                .anySatisfy(ratio -> assertThat(ratio.value()).isGreaterThan(2));
        assertThat(scrape.named(OPERATOR + "event_time_lag"))
                .anySatisfy(
                        lag ->
                                assertThat(lag.value())
                                        .isGreaterThan(Duration.ofDays(1).toMillis()));
    }

    @Test
    void customersThatWaitToBeReportedAreCounted() {
        assertThat(scrape.sum(OPERATOR + "pending_customers")).isBetween(1.0, 100.0);
    }

    @Test
    void whatIsWrittenToATableIsExportedBeforeThereIsAny() {
        for (String metric : List.of("rows", "batches", "retries", "seconds_waited")) {
            assertThat(scrape.named(OPERATOR + "table_" + metric))
                    .as(metric)
                    .isNotEmpty()
                    .allSatisfy(sample -> assertThat(sample.value()).isZero());
        }
    }

    @Test
    void lastGoodScanIsATimeInUnixSeconds() {
        String scan = "flink_jobmanager_job_operator_coordinator_enumerator_last_good_scan";

        assertThat(scrape.named(scan))
                .singleElement()
                .satisfies(
                        sample ->
                                assertThat(Instant.ofEpochSecond((long) sample.value()))
                                        .isBetween(
                                                Instant.now().minus(Duration.ofHours(1)),
                                                Instant.now()));
    }

    @Test
    void whatDashboardAndAlertsNameIsExported() throws IOException {
        for (String expression : expressions()) {
            assertThat(Expressions.metrics(expression)).as(expression).isNotEmpty();
            assertThat(scrape.names()).containsAll(Expressions.metrics(expression));
        }
    }

    @Test
    void whatDashboardAndAlertsGroupByIsALabel() throws IOException {
        for (String expression : expressions()) {
            for (String metric : Expressions.metrics(expression)) {
                assertThat(scrape.named(metric))
                        .as(expression)
                        .allSatisfy(
                                sample ->
                                        assertThat(sample.labels().keySet())
                                                .containsAll(Expressions.labels(expression)));
            }
        }
    }

    private static List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>(Expressions.ofAlerts());
        expressions.addAll(Expressions.ofDashboard());
        assertThat(expressions).hasSizeGreaterThan(20);
        return expressions;
    }
}
