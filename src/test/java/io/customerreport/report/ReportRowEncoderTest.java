package io.customerreport.report;

import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.ExactAggregate;
import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.parse.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ReportRowEncoderTest {

    private static final long NEW_YEAR_2025 = 1_735_689_600L;
    private static final long DAY = 86_400;

    private final ReportRowEncoder encoder = new ReportRowEncoder();

    @Test
    void rowIsSpelledWithoutBlanksAndWithItsDaysInOrder() {
        String row =
                row(
                        "c1",
                        event("c1", "checkout", NEW_YEAR_2025 + DAY, 10.5),
                        event("c1", "checkout", NEW_YEAR_2025, 0.1),
                        event("c1", "view", NEW_YEAR_2025 + 1, 0.2));

        assertThat(row)
                .isEqualTo(
                        "{\"customer_id\":\"c1\",\"total_events\":3,\"total_spend_usd\":10.8,"
                                + "\"avg_ticket_usd\":5.3,\"active_days\":2,"
                                + "\"top_event_type\":\"checkout\",\"latest_event_ts\":1735776000,"
                                + "\"by_day\":{\"2025-01-01\":{\"events\":2,"
                                + "\"spend_usd\":0.30000000000000004},"
                                + "\"2025-01-02\":{\"events\":1,\"spend_usd\":10.5}},"
                                + "\"shard\":93}");
    }

    @Test
    void fieldsAreThoseOfTheContractInItsOrder() throws IOException {
        List<String> fields = new ArrayList<>();
        json("c1", event("c1", "view", 1, 1.0)).fieldNames().forEachRemaining(fields::add);

        assertThat(fields).hasSize(9).isEqualTo(fieldsOfTheContract());
    }

    /** The first column of the table below the heading "Reports". */
    private static List<String> fieldsOfTheContract() throws IOException {
        String contract = Files.readString(Path.of("docs/contract.md"));
        int reports = contract.indexOf("\n## Reports\n");
        String section = contract.substring(reports, contract.indexOf("\n## ", reports + 1));
        List<String> fields = new ArrayList<>();
        Matcher row = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE).matcher(section);
        while (row.find()) {
            fields.add(row.group(1));
        }
        return fields;
    }

    @Test
    void totalsAreRoundedToSixDecimalsAndDaysAreNot() throws IOException {
        JsonNode report = json("c1", event("c1", "checkout", 1, 1.23456789));

        assertThat(report.get("total_spend_usd").doubleValue()).isEqualTo(1.234568);
        assertThat(report.get("avg_ticket_usd").doubleValue()).isEqualTo(1.234568);
        assertThat(report.at("/by_day/1970-01-01/spend_usd").doubleValue()).isEqualTo(1.23456789);
    }

    @Test
    void sumsThatAreNotFiniteAreStrings() throws IOException {
        JsonNode infinite = json("c1", event("c1", "checkout", 1, Double.POSITIVE_INFINITY));
        JsonNode negative = json("c1", event("c1", "view", 1, Double.NEGATIVE_INFINITY));
        JsonNode undefined = json("c1", event("c1", "view", 1, Double.NaN));

        assertThat(infinite.get("total_spend_usd").textValue()).isEqualTo("Infinity");
        assertThat(infinite.get("avg_ticket_usd").textValue()).isEqualTo("Infinity");
        assertThat(negative.at("/by_day/1970-01-01/spend_usd").textValue()).isEqualTo("-Infinity");
        assertThat(undefined.get("total_spend_usd").textValue()).isEqualTo("NaN");
    }

    @Test
    void idsAndTypesAreEscaped() throws IOException {
        String id = "\"\\\u0000\u001f\u007f\u2028é日😀";
        String type = "</script>\r\n" + id;

        JsonNode report = json(id, event(id, type, 1, 1.0));

        assertThat(report.get("customer_id").textValue()).isEqualTo(id);
        assertThat(report.get("top_event_type").textValue()).isEqualTo(type);
    }

    @Test
    void rowsFollowEachOtherInABuffer() {
        JsonBuffer out = new JsonBuffer(1);
        KeyedAggregate record = record("c1", event("c1", "view", 1, 1.0));

        encoder.encode(record, out);
        String once = text(out);
        encoder.encode(record, out);

        assertThat(text(out)).isEqualTo(once + once);
    }

    private JsonNode json(String customer, Event... events) throws IOException {
        return new ObjectMapper().readTree(row(customer, events));
    }

    private String row(String customer, Event... events) {
        JsonBuffer out = new JsonBuffer(1);
        encoder.encode(record(customer, events), out);
        return text(out);
    }

    private static KeyedAggregate record(String customer, Event... events) {
        CustomerAggregate aggregate = new ExactAggregate();
        for (Event event : events) {
            aggregate.add(event);
        }
        byte[] utf8 = customer.getBytes(StandardCharsets.UTF_8);
        return new KeyedAggregate(CustomerId.copyOf(utf8, 0, utf8.length), aggregate);
    }

    private static String text(JsonBuffer out) {
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }
}
