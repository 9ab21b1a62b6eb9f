package io.customerreport.parse;

import static io.customerreport.parse.LineOutcome.ACCEPTED;
import static io.customerreport.parse.LineOutcome.BLANK;
import static io.customerreport.parse.LineOutcome.EVENT_TYPE_NOT_ALLOWED;
import static io.customerreport.parse.LineOutcome.FUTURE_TS;
import static io.customerreport.parse.LineOutcome.INVALID_CUSTOMER_ID;
import static io.customerreport.parse.LineOutcome.INVALID_EVENT_ID;
import static io.customerreport.parse.LineOutcome.INVALID_EVENT_TYPE;
import static io.customerreport.parse.LineOutcome.INVALID_TS;
import static io.customerreport.parse.LineOutcome.MALFORMED_JSON;
import static io.customerreport.parse.LineOutcome.MISSING_CUSTOMER_ID;
import static io.customerreport.parse.LineOutcome.MISSING_EVENT_ID;
import static io.customerreport.parse.LineOutcome.NON_POSITIVE_TS;
import static io.customerreport.parse.LineOutcome.NOT_AN_OBJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.python.PythonInts;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected readings are those of CPython 3.11. */
class JsonEventReaderTest {

    private static final long NOW = 1_767_225_600L;

    private static final Map<String, Double> FX =
            Map.of("EUR", 1.09, "None", 3.0, "1.5", 0.5, "", 2.0);

    private final JsonEventReader reader = new JsonEventReader(new EventRules(FX, null, NOW));
    private final Event event = new Event();

    @Test
    void eventIsFilledFromAnAcceptedLine() {
        byte[] line =
                utf8(
                        "x{\"event_id\":\"e1\",\"customer_id\":\"日本\",\"ts\":1735689600,"
                                + "\"event_type\":\"checkout\",\"amount\":25.5,"
                                + "\"currency\":\"EUR\"}x");

        LineOutcome outcome = reader.read(line, 1, line.length - 1, event);

        assertThat(outcome).isEqualTo(ACCEPTED);
        assertThat(customer()).isEqualTo("日本");
        assertThat(type()).isEqualTo("checkout");
        assertThat(event.ts).isEqualTo(1_735_689_600L);
        assertThat(event.usd).isEqualTo(25.5 * 1.09);
        assertThat(event.amountDefaulted).isFalse();
    }

    @Test
    void nothingIsCarriedOverFromTheLineBefore() {
        read("{'event_id':'e1','customer_id':'c1','ts':1,'event_type':'view','amount':'n/a'}");

        LineOutcome outcome = read("{'event_id':'e2','customer_id':'c2','ts':2}");

        assertThat(outcome).isEqualTo(ACCEPTED);
        assertThat(customer()).isEqualTo("c2");
        assertThat(type()).isEmpty();
        assertThat(event.usd).isZero();
        assertThat(event.amountDefaulted).isFalse();
        assertThat(read("{}")).isEqualTo(MISSING_EVENT_ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\r", "\u3000\u0085\u001c\u2028"})
    void lineOfPythonsWhiteSpaceIsBlank(String line) {
        assertThat(read(line)).isEqualTo(BLANK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "'text'", "1", "-0.5", "true", "null", "NaN", "-Infinity", "[]"})
    void jsonThatIsNoObjectIsToldFromWhatIsNoJson(String line) {
        assertThat(read(line)).isEqualTo(NOT_AN_OBJECT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{",
                "[1,",
                "[1",
                "{} x",
                "{}{}",
                "{},",
                "1 2",
                "[1]]",
                "{'a':1,}",
                "[1,]",
                "{'a'}",
                "{'a':}",
                "{a:1}",
                "{'a':1 'b':2}",
                "\ufeff{}",
                "{}\ufeff",
                "[\ufeff1]",
                "{}\u0000",
                "{}//c",
                "[/**/1]",
                "[\u00a01]",
                "[\u000b1]",
                "nan",
                "'\u0001'",
                "'\t'",
                "'\\x41'",
                "'\\''",
                "'\\u12'",
                "'\\u12g4'",
                "'\\",
                "'a"
            })
    void whatJsonLoadsRefusesIsMalformed(String line) {
        assertThat(read(line)).isEqualTo(MALFORMED_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01",
                "-01",
                "1.",
                "-",
                "+1",
                ".5",
                "1e",
                "1e+",
                "1.e5",
                "0x10",
                "1f",
                "1_0",
                "١",
                "INF",
                "-INF",
                "+INF",
                "+Infinity",
                "-NaN",
                "NAN",
                "infinity",
                "NaN1",
                "True"
            })
    void numbersThatJsonLoadsRefusesAreMalformedInIgnoredFieldsToo(String number) {
        assertThat(read(withField("metadata", "[" + number + "]"))).isEqualTo(MALFORMED_JSON);
        assertThat(read(withField("amount", number))).isEqualTo(MALFORMED_JSON);
        assertThat(read(number)).isEqualTo(MALFORMED_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0130", "\uff14", "\u0434", "\u0661"})
    void hexadecimalDigitsOfEscapesAreAscii(String digit) {
        assertThat(read(withField("metadata", "'\\u004" + digit + "'"))).isEqualTo(MALFORMED_JSON);
        assertThat(read("{'\\u" + digit + "041':1}")).isEqualTo(MALFORMED_JSON);
        assertThat(read(withField("metadata", "'\\\\u004" + digit + "'"))).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FF", "C080", "EDA080", "E282", "F4908080"})
    void bytesThatAreNoUtf8AreMalformed(String hex) {
        String quoted =
                HexFormat.of().formatHex(utf8(withField("metadata", "'?'").replace('\'', '"')));
        byte[] line = HexFormat.of().parseHex(quoted.replace("3f", hex));

        assertThat(reader.read(line, 0, line.length, event)).isEqualTo(MALFORMED_JSON);
    }

    @Test
    void integersHaveAtMost4300DigitsWhereverTheyStand() {
        String most = "1".repeat(PythonInts.MAX_DIGITS);

        assertThat(read(withField("metadata", "[-" + most + "]"))).isEqualTo(ACCEPTED);
        assertThat(read(withField("metadata", "[" + most + "1]"))).isEqualTo(MALFORMED_JSON);
        assertThat(read(withField("metadata", "[-" + most + "1]"))).isEqualTo(MALFORMED_JSON);
        assertThat(read(most + "1")).isEqualTo(MALFORMED_JSON);
        assertThat(read(withField("metadata", most + "1.5"))).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({"900,NOT_AN_OBJECT", "1101,MALFORMED_JSON", "1000000,MALFORMED_JSON"})
    void nestingIsReadTo900LevelsAndRefusedBeyond1100(int levels, LineOutcome expected) {
        assertThat(read("[".repeat(levels) + "]".repeat(levels))).isEqualTo(expected);
    }

    @Test
    void lineLongerThanTheParsersBufferIsReadWhole() {
        String padding = "é\\u00e9".repeat(50_000);

        LineOutcome outcome =
                read(
                        "{'metadata':['"
                                + padding
                                + "'],'event_id':'e1','ts':1,"
                                + "'customer_id':'"
                                + padding
                                + "'}");

        assertThat(outcome).isEqualTo(ACCEPTED);
        assertThat(customer()).isEqualTo("é".repeat(100_000));
    }

    @Test
    void keysHaveAnyLength() {
        assertThat(read("{'" + "k".repeat(200_000) + "':1,'event_id':''}"))
                .isEqualTo(MISSING_EVENT_ID);
    }

    @Test
    void keysMayBeEscapedAndTheLastOfDuplicatesWins() {
        LineOutcome outcome =
                read(
                        "{'event_id':'e1','customer_id':['x'],'ts':1,'\\u0063ustomer_id':'c1',"
                                + "'\\u0074s':7,'metadata':{'ts':9},'amount':5,'amount':[]}");

        assertThat(outcome).isEqualTo(ACCEPTED);
        assertThat(customer()).isEqualTo("c1");
        assertThat(event.ts).isEqualTo(7);
        assertThat(event.usd).isZero();
        assertThat(event.amountDefaulted).isFalse();
        assertThat(read(withField("customer_id", "{}"))).isEqualTo(INVALID_CUSTOMER_ID);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "'c1',c1",
                "12345,12345",
                "-0,0",
                "-12,-12",
                "1.0,1.0",
                "-0.0,-0.0",
                "1e16,1e+16",
                "1E5,100000.0",
                "1e-7,1e-07",
                "5e-324,5e-324",
                "1e400,inf",
                "-Infinity,-inf",
                "NaN,nan",
                "123456789012345678901234567890,123456789012345678901234567890",
                "true,True",
                "false,False",
                "null,None",
                "'\\ud83d\\ude00',😀",
                "'a\\u0000b',a\u0000b"
            })
    void idIsSpelledAsPythonsStrDoes(String json, String expected) {
        assertThat(read(withField("customer_id", json))).isEqualTo(ACCEPTED);
        assertThat(customer()).isEqualTo(expected);
        assertThat(read(withField("event_type", json))).isEqualTo(ACCEPTED);
        assertThat(type()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "[1]", "{'a':{}}", "'\\ud800'", "'\\ude00\\ud83d'"})
    void containersAndLoneSurrogatesAreNoText(String json) {
        assertThat(read(withField("event_id", json))).isEqualTo(INVALID_EVENT_ID);
        assertThat(read(withField("customer_id", json))).isEqualTo(INVALID_CUSTOMER_ID);
        assertThat(read(withField("event_type", json))).isEqualTo(INVALID_EVENT_TYPE);
        assertThat(read(withField("currency", json))).isEqualTo(ACCEPTED);
    }

    @Test
    void emptyIdsAreMissingButAnEmptyTypeIsAType() {
        assertThat(read(withField("event_id", "''"))).isEqualTo(MISSING_EVENT_ID);
        assertThat(read(withField("customer_id", "''"))).isEqualTo(MISSING_CUSTOMER_ID);
        assertThat(read(withField("event_type", "''"))).isEqualTo(ACCEPTED);
        assertThat(type()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "1735689600,1735689600", "1735689600.9,1735689600", "1.7e9,1700000000", "true,1",
                "'1735689600',1735689600", "' +1_000 ',1000", "'١٢',12", "1767225600.5,1767225600"
            })
    void tsIsReadAsPythonsIntDoes(String json, long expected) {
        assertThat(read(withField("ts", json))).isEqualTo(ACCEPTED);
        assertThat(event.ts).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "null,INVALID_TS",
                "[],INVALID_TS",
                "{},INVALID_TS",
                "'',INVALID_TS",
                "'1.5',INVALID_TS",
                "'1e9',INVALID_TS",
                "NaN,INVALID_TS",
                "1e400,INVALID_TS",
                "-Infinity,INVALID_TS",
                "'\\u001c7',INVALID_TS",
                "0,NON_POSITIVE_TS",
                "-1,NON_POSITIVE_TS",
                "0.9,NON_POSITIVE_TS",
                "-0.9,NON_POSITIVE_TS",
                "false,NON_POSITIVE_TS",
                "1e-400,NON_POSITIVE_TS",
                "-9223372036854775809,NON_POSITIVE_TS",
                "-1e300,NON_POSITIVE_TS",
                "1767225601,FUTURE_TS",
                "9223372036854775808,FUTURE_TS",
                "18446744073709551617,FUTURE_TS",
                "1e300,FUTURE_TS"
            })
    void tsThatIsNoTimeUntilNowIsRejected(String json, LineOutcome expected) {
        assertThat(read(withField("ts", json))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "null,0.0",
                "false,0.0",
                "true,1.0",
                "0,0.0",
                "-0,0.0",
                "-0.0,0.0",
                "-1e-400,0.0",
                "'',0.0",
                "[],0.0",
                "{},0.0",
                "'-0.0',-0.0",
                "'-0',-0.0",
                "5,5.0",
                "-3.25,-3.25",
                "'10.1234567',10.1234567",
                "' 1_000.5 ',1000.5",
                "'.5',0.5",
                "'１.５',1.5",
                "9007199254740993,9007199254740992.0",
                "1e400,Infinity",
                "NaN,NaN",
                "'nan',NaN",
                "'-infinity',-Infinity",
                "'1e400',Infinity",
                "-Infinity,-Infinity"
            })
    void amountIsReadAsPythonsFloatOfValueOrZero(String json, double expected) {
        assertThat(read(withField("amount", json))).isEqualTo(ACCEPTED);
        assertThat(Double.doubleToLongBits(event.usd)).isEqualTo(Double.doubleToLongBits(expected));
        assertThat(event.amountDefaulted).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'n/a'",
                "' '",
                "'1f'",
                "'0x1p3'",
                "'1,5'",
                "'\\ud800'",
                "[0]",
                "{'a':1}",
                "[[]]"
            })
    void amountThatDoesNotConvertIsZeroAndCounted(String json) {
        assertThat(read(withField("amount", json))).isEqualTo(ACCEPTED);
        assertThat(event.usd).isZero();
        assertThat(event.amountDefaulted).isTrue();
    }

    @Test
    void integerBeyondTheDoublesDoesNotBecomeInfinite() {
        String halfWayToTheNext =
                BigInteger.TWO.pow(1024).subtract(BigInteger.TWO.pow(970)).toString();
        String largestThatConverts =
                new BigInteger(halfWayToTheNext).subtract(BigInteger.ONE).toString();

        assertThat(read(withField("amount", halfWayToTheNext))).isEqualTo(ACCEPTED);
        assertThat(event.usd).isZero();
        assertThat(event.amountDefaulted).isTrue();
        assertThat(read(withField("amount", largestThatConverts))).isEqualTo(ACCEPTED);
        assertThat(event.usd).isEqualTo(Double.MAX_VALUE);
        assertThat(event.amountDefaulted).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "'EUR',1.09",
                "'eur',1.0",
                "'XXX',1.0",
                "null,3.0",
                "1.5,0.5",
                "1.50,0.5",
                "'',2.0",
                "[],1.0",
                "{'EUR':1},1.0",
                "'\\ud800',1.0",
                "true,1.0"
            })
    void currencyWithoutARateConvertsAtOne(String json, double rate) {
        assertThat(read(withField("amount", "10, 'currency':" + json))).isEqualTo(ACCEPTED);
        assertThat(event.usd).isEqualTo(10.0 * rate);
    }

    @Test
    void typesThatAreNotAllowedAreFilteredAfterAllOtherChecks() {
        JsonEventReader picky =
                new JsonEventReader(new EventRules(FX, Set.of("checkout", "None"), NOW));

        assertThat(read(picky, withField("event_type", "'view'")))
                .isEqualTo(EVENT_TYPE_NOT_ALLOWED);
        assertThat(read(picky, withField("event_type", "null"))).isEqualTo(ACCEPTED);
        assertThat(read(picky, withField("event_type", "[]"))).isEqualTo(INVALID_EVENT_TYPE);
        assertThat(read(picky, withField("ts", "0"))).isEqualTo(NON_POSITIVE_TS);
        assertThat(read(picky, withField("metadata", "1"))).isEqualTo(EVENT_TYPE_NOT_ALLOWED);
    }

    @Test
    void firstFailureInTheOrderOfTheContractDecides() {
        assertThat(read("{'event_id':[],'customer_id':[],'ts':[]}")).isEqualTo(INVALID_EVENT_ID);
        assertThat(read("{'customer_id':[],'ts':[]}")).isEqualTo(MISSING_EVENT_ID);
        assertThat(read("{'event_id':1,'customer_id':[],'ts':[]}")).isEqualTo(INVALID_CUSTOMER_ID);
        assertThat(read("{'event_id':1,'ts':[]}")).isEqualTo(MISSING_CUSTOMER_ID);
        assertThat(read("{'event_id':1,'customer_id':1,'ts':[],'event_type':[]}"))
                .isEqualTo(INVALID_TS);
        assertThat(read("{'event_id':1,'customer_id':1,'event_type':[]}"))
                .isEqualTo(NON_POSITIVE_TS);
        assertThat(read("{'event_id':1,'customer_id':1,'ts':1767225601,'event_type':[]}"))
                .isEqualTo(FUTURE_TS);
    }

    /** An event that would be accepted, but for the JSON put after the given key. */
    private static String withField(String name, String json) {
        return "{'event_id':'e1','customer_id':'c1','ts':1735689600,'event_type':'','currency':'USD','"
                + name
                + "':"
                + json
                + "}";
    }

    private LineOutcome read(String line) {
        return read(reader, line);
    }

    /** Single quotes stand for double ones, save after a backslash. */
    private LineOutcome read(JsonEventReader by, String line) {
        byte[] bytes = utf8(line.replaceAll("(?<!\\\\)'", "\""));
        return by.read(bytes, 0, bytes.length, event);
    }

    private String customer() {
        return new String(
                event.customer, event.customerStart, event.customerLength, StandardCharsets.UTF_8);
    }

    private String type() {
        return new String(event.type, event.typeStart, event.typeLength, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
