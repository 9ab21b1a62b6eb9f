package io.customerreport.parse;

import static io.customerreport.parse.EventField.AMOUNT;
import static io.customerreport.parse.EventField.CURRENCY;
import static io.customerreport.parse.EventField.CUSTOMER_ID;
import static io.customerreport.parse.EventField.EVENT_ID;
import static io.customerreport.parse.EventField.EVENT_TYPE;
import static io.customerreport.parse.EventField.TS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the options that tell of a log's shape mean, in whichever tier reads a line. */
class ShapedEventsTest {

    private static final long NOW = 1_767_225_600L;

    private final EventRules.Builder rules =
            EventRules.builder().nowTs(NOW).fxRates(Map.of("EUR", 2.0));

    private EventParser parser;

    private LineOutcome read(String line) {
        parser = new EventParser(rules.build());
        parser.parse(TierAgreement.padded(line.getBytes(StandardCharsets.UTF_8)), 0);
        return parser.outcome();
    }

    private static TsUnit unit(String spelled) {
        return Arrays.stream(TsUnit.values())
                .filter(unit -> unit.toString().equals(spelled))
                .findFirst()
                .orElseThrow();
    }

    private String customer() {
        Event event = parser.event();
        return new String(
                event.customer, event.customerStart, event.customerLength, StandardCharsets.UTF_8);
    }

    private void readProvidersEvents() {
        rules.field(EVENT_ID, "id")
                .field(CUSTOMER_ID, "/data/object/customer")
                .field(TS, "created")
                .field(EVENT_TYPE, "type")
                .field(AMOUNT, "/data/object/amount")
                .field(CURRENCY, "/data/object/currency")
                .amountUnit(AmountUnit.MINOR);
    }

    @Test
    void fieldsStandWhereTheirPathsLead() {
        readProvidersEvents();

        LineOutcome outcome =
                read(
                        "{\"id\":\"evt_1\",\"ts\":9,\"created\":1735689600,\"type\":\"charge\",\"data\":"
                                + "{\"object\":{\"customer\":\"cus_1\",\"amount\":1250,\"currency\":\"EUR\"}}}");

        assertThat(outcome).isEqualTo(LineOutcome.ACCEPTED);
        assertThat(customer()).isEqualTo("cus_1");
        assertThat(parser.event().ts).isEqualTo(1_735_689_600L);
        assertThat(parser.event().usd).isEqualTo(25.0);
        assertThat(parser.fastLines()).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{\"object\":{\"customer\":\"a\"}},\"data\":{}}",
                "{\"data\":{\"object\":{\"customer\":\"a\"},\"object\":7}}",
                "{\"data\":{\"object\":{\"customer\":\"a\",\"customer\":\"\"}}}",
                "{\"data\":[{\"object\":{\"customer\":\"a\"}}]}",
                "{\"data\":{\"object\":\"customer\"}}",
                "{\"customer_id\":\"a\",\"customer\":\"a\"}",
                "{\"data/object/customer\":\"a\"}",
            })
    void whatAPathDoesNotLeadToIsAbsent(String members) {
        readProvidersEvents();

        LineOutcome outcome = read("{\"id\":\"e\",\"created\":1735689600," + members.substring(1));

        assertThat(outcome).isEqualTo(LineOutcome.MISSING_CUSTOMER_ID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a/b | {\"a/b\":\"x\"}",
                "/a~1b | {\"a/b\":\"x\"}",
                "/m~0n | {\"m~n\":\"x\"}",
                "/~01 | {\"~1\":\"x\"}",
                "/0 | {\"0\":\"x\"}",
                "/a/1 | {\"a\":[7,\"x\"]}",
                "/a/1 | {\"a\":{\"1\":\"x\"}}",
                "/ | {\"\":\"x\"}",
                "/a/ | {\"a\":{\"\":\"x\"}}",
                "/é | {\"\\u00e9\":\"x\"}",
                "😀 | {\"\\ud83d\\ude00\":\"x\"}",
                "/a\"b | {\"a\\\"b\":\"x\"}",
                "/a/b | {\"a\":[],\"\\u0061\":{\"b\":\"x\"}}",
            })
    void pathIsANameOrAPointer(String where, String members) {
        rules.field(CUSTOMER_ID, where);

        LineOutcome outcome = read("{\"event_id\":1,\"ts\":1," + members.substring(1));

        assertThat(outcome).isEqualTo(LineOutcome.ACCEPTED);
        assertThat(customer()).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/01", "/a/-", "/a/-1", "/a/1e0", "/a/2", "/a/4294967297", "/a/b"})
    void whatIsNoIndexOfAnArrayLeadsNowhere(String where) {
        rules.field(CUSTOMER_ID, where);

        LineOutcome outcome = read("{\"event_id\":1,\"ts\":1,\"a\":[\"x\",\"y\"]}");

        assertThat(outcome).isEqualTo(LineOutcome.MISSING_CUSTOMER_ID);
    }

    @Test
    void oneValueMayBeSeveralFields() {
        rules.field(EVENT_ID, "id").field(CUSTOMER_ID, "id").field(EVENT_TYPE, "id");

        assertThat(read("{\"id\":\"x\",\"ts\":1}")).isEqualTo(LineOutcome.ACCEPTED);
        assertThat(customer()).isEqualTo("x");
        assertThat(read("{\"id\":[\"x\"],\"ts\":1}")).isEqualTo(LineOutcome.INVALID_EVENT_ID);
    }

    @Test
    void fieldMayBeAContainerThatHoldsAnother() {
        rules.field(AMOUNT, "/total").field(CURRENCY, "/total/currency");
        String head = "{\"event_id\":1,\"customer_id\":2,\"ts\":1,\"total\":";

        assertThat(read(head + "{\"currency\":\"EUR\"}}")).isEqualTo(LineOutcome.ACCEPTED);
        assertThat(parser.event().amountDefaulted).isTrue();
        assertThat(parser.event().rate).isNotEqualTo(Event.UNRATED);
        assertThat(read(head + "{}}")).isEqualTo(LineOutcome.ACCEPTED);
        assertThat(parser.event().amountDefaulted).isFalse();
        assertThat(read(head + "5}")).isEqualTo(LineOutcome.ACCEPTED);
        assertThat(parser.event().usd).isEqualTo(5.0);
    }

    @Test
    void syntaxErrorWhereNoPathLeadsSpoilsTheLine() {
        readProvidersEvents();

        assertThat(read("{\"id\":1,\"data\":{\"other\":{\"x\":01}}}"))
                .isEqualTo(LineOutcome.MALFORMED_JSON);
    }

    @Test
    void pathOfManyLevelsIsRead() {
        rules.field(CUSTOMER_ID, "/a".repeat(200));
        String line =
                "{\"event_id\":1,\"ts\":1,"
                        + "\"a\":{".repeat(199)
                        + "\"a\":\"x\""
                        + "}".repeat(200);

        assertThat(read(line)).isEqualTo(LineOutcome.ACCEPTED);
        assertThat(customer()).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource({
        "ms, 1735689600999, 1735689600",
        "ms, '\"1735689600999\"', 1735689600",
        "ms, 1735689600999.9, 1735689600",
        "us, 1735689600999999, 1735689600",
        "ns, 1735689600999999999, 1735689600",
        "ns, ' 1735689600999999999 ', 1735689600",
        "ms, '\" 1_735_689_600_999 \"', 1735689600",
        "iso8601, '\"2025-01-01T00:00:00Z\"', 1735689600",
        "iso8601, '\"2025-01-01t00:00:00.999999999z\"', 1735689600",
        "iso8601, '\"2025-01-01 00:00:00\"', 1735689600",
        "iso8601, '\"2025-01-01T05:30:00+05:30\"', 1735689600",
        "iso8601, '\"2024-12-31T19:00:00-05:00\"', 1735689600",
        "iso8601, '\"2025-01-01T00:00:0\\u0030Z\"', 1735689600",
        "iso8601, '\"2024-02-29T00:00:00Z\"', 1709164800",
        "iso8601, '\"2000-02-29T23:59:59-23:59\"', 951955139",
    })
    void timeIsReadInItsUnit(String unit, String json, long seconds) {
        rules.tsUnit(unit(unit));

        assertThat(read("{\"event_id\":1,\"customer_id\":2,\"ts\":" + json + "}"))
                .isEqualTo(LineOutcome.ACCEPTED);
        assertThat(parser.event().ts).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1735689600",
                "null",
                "[]",
                "\"\"",
                "\"2025-01-01\"",
                "\"2025-01-01T00:00Z\"",
                "\"2025-01-01T00:00:00+0530\"",
                "\"2025-01-01T00:00:00,5Z\"",
                "\"2025-01-01T00:00:00.Z\"",
                "\"2025-01-01T00:00:60Z\"",
                "\"2025-01-01T24:00:00Z\"",
                "\"2025-02-29T00:00:00Z\"",
                "\"1900-02-29T00:00:00Z\"",
                "\"2025-04-31T00:00:00Z\"",
                "\"2025-00-01T00:00:00Z\"",
                "\"2025-13-01T00:00:00Z\"",
                "\"2025-01-00T00:00:00Z\"",
                "\"0000-01-01T00:00:00Z\"",
                "\" 2025-01-01T00:00:00Z\"",
                "\"2025-01-01T00:00:00Z \"",
                "\"20250101T000000Z\"",
                "\"2025-01-01T00:00:00+24:00\"",
                "\"2025-01-01T00:00:00+00:60\"",
                "\"\u0662\u0660\u0662\u0665-01-01T00:00:00Z\"",
                "\"12025-01-01T00:00:00Z\""
            })
    void whatIsNoDateTimeOfRfc3339DoesNotConvert(String json) {
        rules.tsUnit(TsUnit.ISO_8601);

        assertThat(read("{\"event_id\":1,\"customer_id\":2,\"ts\":" + json + "}"))
                .isEqualTo(LineOutcome.INVALID_TS);
    }

    @ParameterizedTest
    @CsvSource({
        "ms, 999, NON_POSITIVE_TS",
        "ms, -1, NON_POSITIVE_TS",
        "ms, 1767225600999, ACCEPTED",
        "ms, 1767225601000, FUTURE_TS",
        "ns, 1e30, FUTURE_TS",
        "iso8601, '\"1970-01-01T00:00:00Z\"', NON_POSITIVE_TS",
        "iso8601, '\"1969-12-31T23:59:59Z\"', NON_POSITIVE_TS",
        "iso8601, '\"2026-01-01T00:00:00.9Z\"', ACCEPTED",
        "iso8601, '\"2026-01-01T00:00:01Z\"', FUTURE_TS",
    })
    void timesAreJudgedAsWholeSeconds(String unit, String json, LineOutcome outcome) {
        rules.tsUnit(unit(unit));

        assertThat(read("{\"event_id\":1,\"customer_id\":2,\"ts\":" + json + "}"))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s", "ms", "iso8601"})
    void absentTimeIsNoPositiveOne(String unit) {
        rules.tsUnit(unit(unit));

        assertThat(read("{\"event_id\":1,\"customer_id\":2}"))
                .isEqualTo(LineOutcome.NON_POSITIVE_TS);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"USD\"', 1250, 12.5",
        "'\"EUR\"', 1250, 25.0",
        "'\"eur\"', 1250, 12.5",
        "'\"JPY\"', 1250, 1250.0",
        "'\"jPy\"', 1250, 1250.0",
        "'\"KWD\"', 1250, 1.25",
        "'\"CLF\"', 1250, 0.125",
        "'\"ISK\"', 1250, 12.5",
        "'\"MGA\"', 1250, 125.0",
        "'\"points\"', 1250, 1250.0",
        "'\"p\\u006fints\"', 1250, 1250.0",
        "null, 1250, 12.5",
        "[], 1250, 12.5",
        "'\"\"', '\"1250\"', 12.5",
        "'\"€\"', 1250.5, 12.505",
        "'\"USD\"', '\" 1_250 \"', 12.5",
        "'\"USD\"', 1, 0.01",
    })
    void minorAmountIsDividedByItsCurrencysUnits(String currency, String amount, double usd) {
        rules.amountUnit(AmountUnit.MINOR)
                .minorDigits("ISK", 2)
                .minorDigits("MGA", 1)
                .minorDigits("POINTS", 0);

        read(
                "{\"event_id\":1,\"customer_id\":2,\"ts\":1,\"amount\":%s,\"currency\":%s}"
                        .formatted(amount, currency));

        assertThat(parser.event().usd).isEqualTo(usd);
    }

    @Test
    void periodIsCheckedBeforeTheTypeAndAfterItsText() {
        rules.since(100).until(200).eventTypes(java.util.Set.of("view"));
        String format = "{\"event_id\":1,\"customer_id\":2,\"ts\":%d,\"event_type\":%s}";

        assertThat(read(format.formatted(99, "\"click\""))).isEqualTo(LineOutcome.BEFORE_SINCE);
        assertThat(read(format.formatted(99, "[]"))).isEqualTo(LineOutcome.INVALID_EVENT_TYPE);
        assertThat(read(format.formatted(100, "\"view\""))).isEqualTo(LineOutcome.ACCEPTED);
        assertThat(read(format.formatted(199, "\"vi\\u0065w\""))).isEqualTo(LineOutcome.ACCEPTED);
        assertThat(read(format.formatted(200, "\"vi\\u0065w\"")))
                .isEqualTo(LineOutcome.AFTER_UNTIL);
        assertThat(read(format.formatted(100, "\"click\"")))
                .isEqualTo(LineOutcome.EVENT_TYPE_NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a~", "/a~2b", "/~/a"})
    void pointerWithAnUnknownEscapeIsRefused(String where) {
        assertThatThrownBy(() -> rules.field(TS, where))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a JSON Pointer");
    }

    @ParameterizedTest
    @CsvSource({"jpy,0", "'',0", "JPY,10", "JPY,-1", "J Y,0", "É,0"})
    void minorDigitsOfNoCurrencyAreRefused(String code, int digits) {
        assertThatThrownBy(() -> rules.minorDigits(code, digits))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(code);
    }
}
