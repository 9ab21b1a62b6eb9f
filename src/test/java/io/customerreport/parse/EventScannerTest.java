package io.customerreport.parse;

import static io.customerreport.parse.Payment.ordinary;
import static io.customerreport.parse.Payment.padded;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fast tier takes, and what it leaves to the slow one. */
class EventScannerTest {

    private final EventScanner scanner = new EventScanner();

    private byte[] scanned;

    @Test
    void fieldsAreFoundInPlace() {
        assertTaken(ordinary().line());

        assertThat(scanner.eventIdLength).isEqualTo(2);
        assertThat(customer()).isEqualTo("ada");
        assertThat(text(scanner.typeStart, scanner.typeEnd)).isEqualTo("view");
        assertThat(text(scanner.currencyStart, scanner.currencyEnd)).isEqualTo("EUR");
        assertThat(scanner.ts).isEqualTo(Payment.TS);
        assertThat(scanner.amount).isEqualTo(10.5);
    }

    @Test
    void nothingIsCarriedOverFromTheLineBefore() {
        assertTaken(ordinary().line());
        assertTaken("{}");

        assertThat(scanner.eventIdLength).isZero();
        assertThat(customer()).isEmpty();
        assertThat(scanner.typeEnd).isEqualTo(scanner.typeStart);
        assertThat(scanner.currencyEnd).isEqualTo(scanner.currencyStart);
        assertThat(scanner.ts).isZero();
        assertThat(scanner.amount).isZero();
    }

    @Test
    void lineStartsAnywhereInTheBlock() {
        for (int start = 0; start < 17; start++) {
            scanned = padded("x".repeat(start) + ordinary().line());

            assertThat(scanner.scan(scanned, start))
                    .isEqualTo(start + ordinary().line().length() + 1);
            assertThat(customer()).isEqualTo("ada");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "\r", " \t\r  "})
    void blanksBetweenTokensAndAroundTheLineAreTaken(String blanks) {
        String spaced = ordinary().line().replaceAll("([{}:,])", blanks + "$1" + blanks);

        assertTaken(spaced);
        assertThat(customer()).isEqualTo("ada");
        assertThat(scanner.amount).isEqualTo(10.5);
        assertTaken(blanks + "{" + blanks + "}" + blanks);
    }

    @Test
    void lastOfDuplicateKeysWins() {
        String twice =
                "{\"event_id\":\"\",\"customer_id\":\"x\",\"ts\":1,\"event_type\":\"y\","
                        + "\"amount\":1,\"currency\":\"z\","
                        + ordinary().line().substring(1);

        assertTaken(twice);
        assertThat(scanner.eventIdLength).isEqualTo(2);
        assertThat(customer()).isEqualTo("ada");
        assertThat(text(scanner.typeStart, scanner.typeEnd)).isEqualTo("view");
        assertThat(text(scanner.currencyStart, scanner.currencyEnd)).isEqualTo("EUR");
        assertThat(scanner.ts).isEqualTo(Payment.TS);
        assertThat(scanner.amount).isEqualTo(10.5);
        assertTaken("{\"amount\":7,\"amount\":null}");
        assertThat(scanner.amount).isZero();
    }

    @Test
    void keysThatOnlyResembleAFieldAreIgnored() {
        for (String key :
                words(
                        "event_i event_idx event_ie customer customer_ customer_ix "
                                + "customer_id2 t tsx event_ty event_typ event_types event_typx "
                                + "amoun amounts amounx currenc currencyx currencz é EVENT_ID",
                        "")) {
            assertTaken(ordinary().with(key, "[1]").line());

            assertThat(scanner.eventIdLength).isEqualTo(2);
            assertThat(customer()).isEqualTo("ada");
            assertThat(scanner.ts).isEqualTo(Payment.TS);
            assertThat(scanner.amount).isEqualTo(10.5);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"text\"",
                "\"escaped \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u00e9 \\ud800\"",
                "\"é€😀\u007f\u2028\"",
                "true",
                "false",
                "null",
                "0",
                "-0.5e-7",
                "999999999999999999",
                "1.0000000000000000000000001",
                "[]",
                "{}",
                "[1, [2, {\"ts\" : 3}], \"\\u0074s\"]",
                "{\"a\":{\"b\":[{}]},\"customer_id\":7}"
            })
    void otherFieldsMayHoldAnything(String json) {
        assertTaken(ordinary().with("metadata", json).line());

        assertThat(customer()).isEqualTo("ada");
        assertThat(scanner.ts).isEqualTo(Payment.TS);
    }

    @Test
    void whatIsNoPlainJsonInAnotherFieldIsLeftToTheSlowTier() {
        for (String json :
                words(
                        "tru True nul nan NaN Infinity -Infinity - +1 .5 1. 01 -01 1e "
                                + "1e+ 1x 0x1 1_0 'a' [1,] [,1] [1} {\"a\":1] {\"a\"} {\"a\":} "
                                + "{a:1} {\"a\":1,} {1:2} [ { \"a \"\\x\" \"\\u12\" \"\\u12g4\" "
                                + "\"\t\" 1234567890123456789",
                        "[1 2]",
                        "\"\u0000\"",
                        "\"\u001f\"",
                        "")) {
            assertDeclined(ordinary().with("metadata", json).line());
        }
    }

    @ParameterizedTest
    @CsvSource({"63,true", "64,false", "65,false", "200,false"})
    void nestingIsTakenTo63Levels(int levels, boolean taken) {
        String arrays = "[".repeat(levels) + "]".repeat(levels);
        String objects = "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);

        assertThat(isTaken(ordinary().with("metadata", arrays).line())).isEqualTo(taken);
        assertThat(isTaken(ordinary().with("metadata", objects).line())).isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"event_id", "customer_id", "event_type", "currency"})
    void stringsWithoutEscapesAndWholeNumbersAreTakenAsText(String field) {
        for (String json :
                new String[] {"\"é日😀/'\"", "\"\"", "0", "7", "999999999999999999", "7 "}) {
            assertTaken(ordinary().with(field, json).line());
        }
        for (String json :
                new String[] {
                    "-7",
                    "07",
                    "00",
                    "1.5",
                    "7e1",
                    "1000000000000000000",
                    "true",
                    "nul",
                    "nulls",
                    "[]",
                    "{}",
                    "\"a\\u0062\"",
                    "\"\\\\\"",
                    "\"a\\",
                    "\"a\u0001",
                    "7\"",
                    "7 7",
                    "\"7",
                    "\"7\"7"
                }) {
            assertDeclined(ordinary().with(field, json).line());
        }
        assertThat(isTaken(ordinary().with(field, "null").line()))
                .isEqualTo(field.equals("currency"));
    }

    @Test
    void textOfAWholeNumberIsItsDigits() {
        assertTaken(ordinary().with("customer_id", "10113314").with("currency", "0").line());

        assertThat(customer()).isEqualTo("10113314");
        assertThat(text(scanner.currencyStart, scanner.currencyEnd)).isEqualTo("0");
    }

    @Test
    void currencyThatIsNullIsToldFromAText() {
        assertTaken("{\"currency\":null}");
        assertThat(scanner.currencyIsNull).isTrue();
        assertTaken("{\"currency\":null,\"currency\":\"EUR\"}");
        assertThat(scanner.currencyIsNull).isFalse();
        assertTaken("{\"currency\":\"EUR\",\"currency\":null}");
        assertThat(scanner.currencyIsNull).isTrue();
        assertTaken("{}");
        assertThat(scanner.currencyIsNull).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "7,7",
        "1735689600,1735689600",
        "999999999999999999,999999999999999999",
        "1735689600123456789,1735689600123456789",
        "9223372036854775807,9223372036854775807",
        "1735689600.0,1735689600",
        "1735689600.999,1735689600",
        "1735689600.99999999999,1735689601",
        "9007199254740993.0,9007199254740992",
        "0.5,0",
        "1.5e3,1500",
        "1.5e300,9223372036854775807",
        "'\"1735689600\"',1735689600",
        "'\"0\"',0",
        "'\"0017\"',17"
    })
    void tsIsTakenAsDigitsAsAStringOfDigitsOrWithAFraction(String json, long ts) {
        assertTaken(ordinary().with("ts", json).line());

        assertThat(scanner.ts).isEqualTo(ts);
    }

    @Test
    void otherTimesAreLeftToTheSlowTier() {
        for (String json :
                words(
                        "9223372036854775808 9999999999999999999 18446744073709551617 "
                                + "1e9 1E9 -1 -0 -1.5 01 00 01.5 1. 1.x +1 \"\" \"1.0\" \"1e3\" "
                                + "\"1_0\" \"-1\" \"+1\" \"10000000000000000000\" \"1 1\" "
                                + "true null [] NaN",
                        "\"1 1\"",
                        "\" 1\"",
                        "")) {
            assertDeclined(ordinary().with("ts", json).line());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "null,0.0",
        "0,0.0",
        "-0,0.0",
        "-0.0,0.0",
        "-0e5,0.0",
        "5,5.0",
        "-3.25,-3.25",
        "1e3,1000.0",
        "1E+2,100.0",
        "1e400,Infinity",
        "-1e400,-Infinity",
        "1e-400,0.0",
        "-1e-400,0.0",
        "999999999999999999,1e18",
        "'\"5\"',5.0",
        "'\"-3.25\"',-3.25",
        "'\"0\"',0.0",
        "'\"-0.0\"',-0.0",
        "'\"1e400\"',Infinity"
    })
    void amountIsTakenAsANumberAStringOfOneOrNull(String json, double amount) {
        assertTaken(ordinary().with("amount", json).line());

        assertThat(Double.doubleToRawLongBits(scanner.amount))
                .isEqualTo(Double.doubleToRawLongBits(amount));
    }

    @Test
    void otherAmountsAreLeftToTheSlowTier() {
        for (String json :
                words(
                        "\"\" \"+5\" \"05\" \".5\" \"5.\" \"1_0\" \"nan\" \"5 5\" \"5\"5 "
                                + "true false nul nulls [] {} NaN -Infinity 01 1. - 1e "
                                + "1000000000000000000",
                        "\"5 5\"",
                        "\" 5\"",
                        "")) {
            assertDeclined(ordinary().with("amount", json).line());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "null",
                "\"a\"",
                "{",
                "}",
                "{}}",
                "{}x",
                "{} {}",
                "{,}",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1,,\"b\":2}",
                "{:1}",
                "\u00a0{}",
                "{}\u0085",
                "\ufeff{}",
                "{}\f",
                "{\u000b}",
                "{}\u001c",
                "{}\u0000",
                "{\"a\\:1}",
                "{\"a\u0001:1}"
            })
    void whatIsNoPlainObjectIsLeftToTheSlowTier(String line) {
        assertDeclined(line);
    }

    @Test
    void keyWithAnEscapeMaySpellAFieldAndIsLeftToTheSlowTier() {
        assertDeclined(ordinary().with("\\u0074s", "1").line());
        assertDeclined(ordinary().with("metadata\\n", "1").line());
        assertTaken(ordinary().with("metadata", "{\"\\u0074s\":1}").line());
    }

    @Test
    void everyTruncationIsLeftToTheSlowTier() {
        String line = ordinary().with("metadata", "{\"sku\":[\"é\\u00e9\",1.5e3,true]}").line();
        for (int length = 0; length < line.length(); length++) {
            assertDeclined(line.substring(0, length));
        }
        assertTaken(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "BF",
                "C080",
                "C1BF",
                "C3",
                "E08080",
                "E282",
                "EDA080",
                "EDBFBF",
                "F0808080",
                "F09F98",
                "F4908080",
                "F5808080",
                "FF"
            })
    void bytesThatAreNoUtf8AreLeftToTheSlowTierWhereverTheyStand(String hex) {
        byte[] malformed = HexFormat.of().parseHex(hex);
        byte[] line =
                ordinary()
                        .with("customer_id", "\"é日😀\"")
                        .with("metadata", "{\"key\":\"valué\"}")
                        .line()
                        .getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at <= line.length; at++) {
            byte[] spoilt = Arrays.copyOf(line, line.length + malformed.length);
            System.arraycopy(malformed, 0, spoilt, at, malformed.length);
            System.arraycopy(line, at, spoilt, at + malformed.length, line.length - at);

            assertThat(scanner.scan(padded(spoilt), 0)).isEqualTo(JsonScanner.DECLINED);
        }
    }

    @Test
    void controlCharactersAreLeftToTheSlowTierWhereverTheyStand() {
        String line = ordinary().with("metadata", "\"a string of some length\"").line();
        for (char control = 0; control < ' '; control++) {
            boolean blank = control == '\t' || control == '\r' || control == '\n';
            for (int at = 1; at < line.length() && !blank; at++) {
                assertDeclined(line.substring(0, at) + control + line.substring(at));
            }
        }
    }

    /** The words of a text, and others that hold blanks or nothing. */
    private static List<String> words(String words, String... others) {
        List<String> all = new ArrayList<>(List.of(words.split(" ")));
        all.addAll(List.of(others));
        return all;
    }

    private void assertTaken(String line) {
        scanned = padded(line);
        assertThat(scanner.scan(scanned, 0)).as(line).isEqualTo(scanned.length - 8);
    }

    private void assertDeclined(String line) {
        assertThat(isTaken(line)).as(line).isFalse();
    }

    private boolean isTaken(String line) {
        return scanner.scan(padded(line), 0) != JsonScanner.DECLINED;
    }

    private String customer() {
        return text(scanner.customerStart, scanner.customerEnd);
    }

    private String text(int start, int end) {
        return new String(scanned, start, end - start, StandardCharsets.UTF_8);
    }
}
