package io.customerreport.parse;

import static io.customerreport.parse.Payment.ordinary;
import static io.customerreport.parse.Payment.padded;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tier takes a line, and that the outcome is right whichever does. */
class EventParserTest {

    private static final long NOW = 1_767_225_600L;
    private static final Map<String, Double> FX = Map.of("EUR", 1.09, "", 2.0);

    private EventParser parser = new EventParser(new EventRules(FX, null, NOW));

    @Test
    void ordinaryPaymentIsReadInPlaceByTheFastTier() {
        byte[] bytes = padded(ordinary().line());

        int next = parser.parse(bytes, 0);

        assertThat(next).isEqualTo(ordinary().line().length() + 1);
        assertThat(parser.fastLines()).isEqualTo(1);
        assertThat(parser.outcome()).isEqualTo(LineOutcome.ACCEPTED);
        assertThat(parser.event().customer).isSameAs(bytes);
        assertThat(customer()).isEqualTo("ada");
        assertThat(type()).isEqualTo("view");
        assertThat(parser.event().ts).isEqualTo(Payment.TS);
        assertThat(parser.event().usd).isEqualTo(10.5 * 1.09);
        assertThat(parser.event().amountDefaulted).isFalse();
    }

    /** To Python, null as a text is None. */
    @Test
    void currencyThatIsNullHasTheRateOfNone() {
        byte[] line = padded(ordinary().with("currency", "null").line());
        parser.parse(line, 0);
        assertThat(parser.event().usd).isEqualTo(10.5);

        EventParser rich =
                new EventParser(new EventRules(Map.of("None", 2.0), null, EventRules.MAX_NOW_TS));
        rich.parse(line, 0);
        assertThat(rich.event().usd).isEqualTo(21.0);
        assertThat(rich.fastLines()).isEqualTo(1);
    }

    @Test
    void linesOfABlockAreReadOneBehindTheOther() {
        String fast = ordinary().line();
        String slow = ordinary().with("customer_id", "7.0").line();
        byte[] bytes = padded(fast + "\n" + slow + "\n\n" + fast);

        int second = parser.parse(bytes, 0);
        int third = parser.parse(bytes, second);
        assertThat(customer()).isEqualTo("7.0");
        int fourth = parser.parse(bytes, third);
        assertThat(parser.outcome()).isEqualTo(LineOutcome.BLANK);
        int end = parser.parse(bytes, fourth);

        assertThat(customer()).isEqualTo("ada");
        assertThat(second).isEqualTo(fast.length() + 1);
        assertThat(third).isEqualTo(second + slow.length() + 1);
        assertThat(fourth).isEqualTo(third + 1);
        assertThat(end).isEqualTo(fourth + fast.length() + 1);
        assertThat(parser.fastLines()).isEqualTo(2);
    }

    @Test
    void whatTheSlowTierDefaultedIsNotCarriedOverToTheFastOne() {
        read(ordinary().with("amount", "\"n/a\"").line());
        assertThat(parser.event().amountDefaulted).isTrue();

        read(ordinary().line());

        assertThat(parser.event().amountDefaulted).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "event_id,\"\",MISSING_EVENT_ID",
                "customer_id,\"\",MISSING_CUSTOMER_ID",
                "ts,0,NON_POSITIVE_TS",
                "ts,1767225601,FUTURE_TS",
                "ts,999999999999999999,FUTURE_TS",
            })
    void fastTierNeverRejects(String field, String json, LineOutcome outcome) {
        assertThat(read(ordinary().with(field, json).line())).isEqualTo(outcome);

        assertThat(parser.fastLines()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1", "1767225600"})
    void timesUntilNowAreInTime(long ts) {
        assertThat(read(ordinary().with("ts", Long.toString(ts)).line()))
                .isEqualTo(LineOutcome.ACCEPTED);

        assertThat(parser.event().ts).isEqualTo(ts);
        assertThat(parser.fastLines()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"event_id", "customer_id", "ts"})
    void paymentWithoutARequiredFieldIsLeftToTheSlowTier(String field) {
        assertThat(read(ordinary().without(field).line()).isReject()).isTrue();

        assertThat(parser.fastLines()).isZero();
    }

    @Test
    void optionalFieldsMayBeAbsent() {
        String line = ordinary().without("event_type").without("amount").line();

        assertThat(read(line)).isEqualTo(LineOutcome.ACCEPTED);

        assertThat(type()).isEmpty();
        assertThat(parser.event().usd).isZero();
        assertThat(parser.fastLines()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"\"EUR\",1.09", "\"eur\",1.0", "\"EUR \",1.0", "\"\",2.0", "\"日\",1.0"})
    void currencyWithoutARateConvertsAtOne(String currency, double rate) {
        read(ordinary().with("currency", currency).line());

        assertThat(parser.event().usd).isEqualTo(10.5 * rate);
        assertThat(parser.fastLines()).isEqualTo(1);
    }

    @Test
    void absentCurrencyHasTheRateOfTheEmptyOne() {
        read(ordinary().without("currency").line());

        assertThat(parser.event().usd).isEqualTo(10.5 * 2.0);
    }

    @Test
    void typesThatAreNotAllowedAreFilteredByTheFastTierToo() {
        parser = new EventParser(new EventRules(FX, Set.of("view", ""), NOW));

        assertThat(read(ordinary().line())).isEqualTo(LineOutcome.ACCEPTED);
        assertThat(read(ordinary().without("event_type").line())).isEqualTo(LineOutcome.ACCEPTED);
        assertThat(read(ordinary().with("event_type", "\"vie\"").line()))
                .isEqualTo(LineOutcome.EVENT_TYPE_NOT_ALLOWED);
        assertThat(read(ordinary().with("event_type", "\"views\"").line()))
                .isEqualTo(LineOutcome.EVENT_TYPE_NOT_ALLOWED);

        assertThat(parser.fastLines()).isEqualTo(4);
    }

    @Test
    void emptySetOfTypesFiltersEverything() {
        parser = new EventParser(new EventRules(FX, Set.of(), NOW));

        assertThat(read(ordinary().line())).isEqualTo(LineOutcome.EVENT_TYPE_NOT_ALLOWED);
        assertThat(read(ordinary().without("event_type").line()))
                .isEqualTo(LineOutcome.EVENT_TYPE_NOT_ALLOWED);
    }

    private LineOutcome read(String line) {
        parser.parse(padded(line), 0);
        return parser.outcome();
    }

    private String customer() {
        Event event = parser.event();
        return new String(
                event.customer, event.customerStart, event.customerLength, StandardCharsets.UTF_8);
    }

    private String type() {
        Event event = parser.event();
        return new String(event.type, event.typeStart, event.typeLength, StandardCharsets.UTF_8);
    }
}
