package io.customerreport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.bytes.Utf8;
import io.customerreport.job.Summation;
import io.customerreport.parse.AmountUnit;
import io.customerreport.parse.EventField;
import io.customerreport.parse.EventRules;
import io.customerreport.parse.TsUnit;
import io.customerreport.testing.input.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerReportsTest {

    private static final long NOW = Golden.NOW_TS;

    /** Lines that are no UTF-8 have no String form: they are left out, and rejects anyway. */
    @ParameterizedTest
    @CsvSource({"basic, 0", "hostile, 153"})
    void goldenReportsToTheBit(String name, int linesWithoutText) throws IOException {
        byte[] log = Files.readAllBytes(Golden.input(name));
        Map<Long, String> rejects = Golden.expectedRejects(name);
        List<String> lines = new ArrayList<>();
        int skipped = 0;
        for (int start = 0, end; start < log.length; start = end + 1) {
            end = lineEnd(log, start);
            if (Utf8.isValid(log, start, end)) {
                lines.add(new String(log, start, end - start, StandardCharsets.UTF_8));
            } else {
                assertThat(rejects.get((long) start)).startsWith("malformed_json ");
                skipped++;
            }
        }

        Map<String, CustomerReport> reports =
                CustomerReports.compute(lines, Golden.FX_RATES, null, NOW);

        assertThat(skipped).isEqualTo(linesWithoutText);
        Map<String, JsonNode> expected = Golden.expectedReports(name, Summation.SEQUENTIAL);
        assertThat(reports.keySet()).isEqualTo(expected.keySet());
        reports.forEach((customer, report) -> assertSame(report, expected.get(customer)));
    }

    @Test
    void withoutLinesThereAreNoReports() {
        assertThat(CustomerReports.compute(List.of(), Map.of(), null, NOW)).isEmpty();
        assertThat(CustomerReports.compute(List.of("", " \t", "\u3000"), Map.of(), null, NOW))
                .isEmpty();
    }

    @Test
    void customersComeInTheOrderOfTheirFirstEvents() {
        List<String> customers = List.of("zoe", "ada", "mia", "日本", "42", "bob", "eve", "kim");
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(payment("", "view"));
        customers.forEach(customer -> lines.add(payment(customer, "view")));
        lines.add(payment("eve", "view"));
        lines.add(payment("zoe", "view"));

        assertThat(compute(lines).keySet()).containsExactlyElementsOf(customers);
    }

    @Test
    void nullKeepsAllTypesAndAnEmptySetNone() {
        List<String> lines = List.of(payment("a", "view"), payment("b", "checkout"));

        assertThat(CustomerReports.compute(lines, Map.of(), null, NOW)).hasSize(2);
        assertThat(CustomerReports.compute(lines, Map.of(), Set.of("checkout"), NOW))
                .containsOnlyKeys("b");
        assertThat(CustomerReports.compute(lines, Map.of(), Set.of(), NOW)).isEmpty();
    }

    @Test
    void withoutNowTheClockDecidesWhatLiesInTheFuture() {
        long now = Instant.now().getEpochSecond();
        List<String> lines =
                List.of(
                        payment("past", "view").replace("1735689600", "" + (now - 1)),
                        payment("future", "view").replace("1735689600", "" + (now + 3_600)));

        assertThat(CustomerReports.compute(lines, Map.of(), null, null)).containsOnlyKeys("past");
    }

    @Test
    void nowBeyondTheYear9999IsRefused() {
        long lastSecond = EventRules.MAX_NOW_TS;
        List<String> lines = List.of(payment("a", "view").replace("1735689600", "" + lastSecond));

        assertThat(CustomerReports.compute(lines, Map.of(), null, lastSecond).get("a").byDay())
                .containsOnlyKeys(LocalDate.of(9999, 12, 31));
        assertThatThrownBy(() -> CustomerReports.compute(lines, Map.of(), null, lastSecond + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("253402300800")
                .hasMessageContaining("9999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\n\n \u0085"})
    void lineEndBehindALineIsWhiteSpace(String lineEnd) {
        assertThat(compute(List.of(payment("a", "view") + lineEnd))).containsOnlyKeys("a");
        assertThat(compute(List.of(lineEnd))).isEmpty();
    }

    @Test
    void lineFeedBetweenTokensIsWhiteSpaceAndInAStringAnError() {
        List<String> lines =
                List.of(
                        payment("a", "view").replace(",", ",\n"),
                        payment("b", "view\nclick"),
                        payment("c", "view") + "\n" + payment("d", "view"));

        assertThat(compute(lines)).containsOnlyKeys("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udfff", "\ude00\ud83d", "\ud83d"})
    void lineWithALoneSurrogateIsNoUnicodeText(String surrogate) {
        List<String> lines =
                List.of(payment("a" + surrogate, "view"), payment("b", "view") + surrogate);

        assertThat(compute(lines)).isEmpty();
    }

    @Test
    void pairOfSurrogatesIsACharacter() {
        assertThat(compute(List.of(payment("\ud83d\ude00", "view")))).containsOnlyKeys("😀");
    }

    @Test
    void logOfAnotherShapeIsReadByItsRules() {
        EventRules rules =
                EventRules.builder()
                        .field(EventField.EVENT_ID, "id")
                        .field(EventField.CUSTOMER_ID, "/data/customer")
                        .field(EventField.AMOUNT, "/data/amount")
                        .field(EventField.CURRENCY, "/data/currency")
                        .tsUnit(TsUnit.ISO_8601)
                        .amountUnit(AmountUnit.MINOR)
                        .fxRates(Map.of("eur", 2.0))
                        .nowTs(1_767_225_600L)
                        .build();
        String line =
                "{\"id\":1,\"ts\":\"2025-01-01T00:00:00Z\",\"data\":"
                        + "{\"customer\":\"ada\",\"amount\":1250,\"currency\":\"eur\"}}";

        Map<String, CustomerReport> reports = CustomerReports.compute(List.of(line), rules);

        assertThat(reports.get("ada").totalSpendUsd()).isEqualTo(25.0);
        assertThat(reports.get("ada").latestEventTs()).isEqualTo(1_735_689_600L);
    }

    @Test
    void byteOrderMarkIsNoPartOfALine() {
        assertThat(compute(List.of("\ufeff" + payment("a", "view")))).isEmpty();
    }

    private static Map<String, CustomerReport> compute(List<String> lines) {
        return CustomerReports.compute(lines, Map.of(), null, NOW);
    }

    private static String payment(String customer, String type) {
        return "{\"event_id\":\"e1\",\"customer_id\":\"%s\",\"ts\":1735689600,\"event_type\":\"%s\"}"
                .formatted(customer, type);
    }

    private static int lineEnd(byte[] log, int start) {
        int end = start;
        while (log[end] != '\n') {
            end++;
        }
        return end;
    }

    private static void assertSame(CustomerReport report, JsonNode expected) {
        assertThat(report.customerId()).isEqualTo(expected.get("customer_id").textValue());
        assertThat(report.totalEvents()).isEqualTo(expected.get("total_events").longValue());
        assertSameBits(report.totalSpendUsd(), expected.get("total_spend_usd"));
        assertSameBits(report.avgTicketUsd(), expected.get("avg_ticket_usd"));
        assertThat(report.activeDays()).isEqualTo(expected.get("active_days").intValue());
        assertThat(report.topEventType()).isEqualTo(expected.get("top_event_type").textValue());
        assertThat(report.latestEventTs()).isEqualTo(expected.get("latest_event_ts").longValue());
        assertThat(report.shard()).isEqualTo(expected.get("shard").intValue());
        JsonNode days = expected.get("by_day");
        List<String> dates = new ArrayList<>();
        days.fieldNames().forEachRemaining(dates::add);
        assertThat(report.byDay().keySet())
                .extracting(LocalDate::toString)
                .containsExactlyElementsOf(dates);
        report.byDay()
                .forEach(
                        (date, day) -> {
                            JsonNode expectedDay = days.get(date.toString());
                            assertThat(day.events())
                                    .isEqualTo(expectedDay.get("events").longValue());
                            assertSameBits(day.spendUsd(), expectedDay.get("spend_usd"));
                        });
    }

    /** Doubles that are not finite are strings there. */
    private static void assertSameBits(double actual, JsonNode expected) {
        double value =
                expected.isTextual()
                        ? Double.parseDouble(expected.textValue())
                        : expected.doubleValue();
        assertThat(Double.doubleToLongBits(actual)).isEqualTo(Double.doubleToLongBits(value));
    }
}
