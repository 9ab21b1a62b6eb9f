package io.customerreport.report;

import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.ExactAggregate;
import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.parse.Event;
import io.customerreport.testing.input.Csv;
import io.customerreport.testing.trials.Draws;
import io.customerreport.testing.trials.Property;
import io.customerreport.testing.trials.Trials;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvEncoderTest {

    private static final long NEW_YEAR_2025 = 1_735_689_600L;
    private static final long DAY = 86_400;

    private static final KeyedAggregate RECORD =
            record(
                    "c1",
                    event("c1", "checkout", NEW_YEAR_2025 + DAY, 10.5),
                    event("c1", "checkout", NEW_YEAR_2025, 0.1),
                    event("c1", "view", NEW_YEAR_2025 + 1, 0.2));

    @Test
    void customerIsOneRowBelowTheNamesOfItsFields() {
        assertThat(file(new CustomerCsvEncoder(), RECORD))
                .isEqualTo(
                        "customer_id,total_events,total_spend_usd,avg_ticket_usd,active_days,"
                                + "top_event_type,latest_event_ts,shard\r\n"
                                + "c1,3,10.8,5.3,2,checkout,1735776000,93\r\n");
    }

    @Test
    void eachDayIsARowWithASpendThatIsNotRounded() {
        assertThat(file(new DayCsvEncoder(), RECORD))
                .isEqualTo(
                        "customer_id,day,events,spend_usd\r\n"
                                + "c1,2025-01-01,2,0.30000000000000004\r\n"
                                + "c1,2025-01-02,1,10.5\r\n");
    }

    @Test
    void emptyTypeIsQuotedSinceDatabasesTakeABareOneForNull() {
        assertThat(file(new CustomerCsvEncoder(), record("c1", event("c1", "", 1, 1.0))))
                .contains(",1,\"\",1,");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void sumThatIsNotFiniteIsItsName(double sum) {
        assertThat(text(out -> CsvEncoder.number(sum, out))).isEqualTo(Double.toString(sum));
    }

    @Property
    void numberReadsBackToTheSameBits(Trials trials) {
        trials.check(
                Draws::anyDouble,
                x ->
                        assertThat(Double.parseDouble(text(out -> CsvEncoder.number(x, out))))
                                .isEqualTo(x));
    }

    @Property
    void textReadsBackBetweenItsNeighbours(Trials trials) {
        trials.check(
                draws -> draws.ofOneKind(() -> draws.text(20), () -> ofSpecialCharacters(draws)),
                text -> {
                    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                    JsonBuffer out = new JsonBuffer(1);
                    for (int row = 0; row < 2; row++) {
                        CsvEncoder.text(utf8, out);
                        out.raw(',');
                        CsvEncoder.text(utf8, out);
                        new DayCsvEncoder().end(out);
                    }

                    assertThat(Csv.read(out.toByteArray()))
                            .containsExactly(List.of(text, text), List.of(text, text));
                });
    }

    private static String ofSpecialCharacters(Draws draws) {
        return String.join(
                "",
                draws.list(
                        0,
                        8,
                        () -> draws.oneOf(",", "\"", "\r", "\n", "\r\n", " ", "=", "a", "é")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@x", "\t=1", "007", "1e5"})
    void whatASpreadsheetTakesForAFormulaOrANumberIsLeftAsItIs(String text) {
        String row = text(out -> CsvEncoder.text(text.getBytes(StandardCharsets.UTF_8), out));

        assertThat(Csv.read(row + "\r\n")).containsExactly(List.of(text));
    }

    private static String file(CsvEncoder encoder, KeyedAggregate record) {
        return text(
                out -> {
                    encoder.begin(out);
                    encoder.encode(record, out);
                    encoder.end(out);
                });
    }

    private static String text(Consumer<JsonBuffer> written) {
        JsonBuffer out = new JsonBuffer(1);
        written.accept(out);
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }

    private static KeyedAggregate record(String customer, Event... events) {
        CustomerAggregate aggregate = new ExactAggregate();
        for (Event event : events) {
            aggregate.add(event);
        }
        return new KeyedAggregate(
                CustomerId.wrap(customer.getBytes(StandardCharsets.UTF_8)), aggregate);
    }
}
