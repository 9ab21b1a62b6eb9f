package io.customerreport.parse;

import static io.customerreport.parse.JsonScanner.DECLINED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class JsonScannerTest {

    private static final long SEED = 20_260_101L;
    private static final JsonFactory JSON = new JsonFactory();

    private static final String SPOILING = "{}[]:,\"\\01-+.eEtfn u\t\u0000é";

    private final Random random = new Random(SEED);

    @Test
    void valuesAreSkippedWhole() {
        for (int i = 0; i < 50_000; i++) {
            String value = value(1 + random.nextInt(6));

            assertThat(skip(value + ",")).as("%s, seed %d", value, SEED).isEqualTo(length(value));
        }
    }

    @Test
    void whatIsSkippedInASpoiltValueIsJson() {
        int skipped = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder spoilt = new StringBuilder(value(1 + random.nextInt(4)));
            char other = SPOILING.charAt(random.nextInt(SPOILING.length()));
            spoilt.setCharAt(random.nextInt(spoilt.length()), other);
            byte[] bytes = Payment.padded(spoilt.toString());

            int end = JsonScanner.skipValue(bytes, 0);

            if (end != DECLINED) {
                skipped++;
                String value = new String(bytes, 0, end, StandardCharsets.UTF_8);
                assertThat(isJson(value)).as("%s, seed %d", value, SEED).isTrue();
            }
        }
        assertThat(skipped).isBetween(10_000, 190_000);
    }

    @Test
    void endOfPlainTextIsFoundAtEveryPlace() {
        for (char end : new char[] {'"', '\\', 0, 1, '\n', '\u001f'}) {
            for (int length = 0; length < 30; length++) {
                String text = "azAZ09 !#[]~\u007f/".repeat(3).substring(0, length);

                assertThat(JsonScanner.skipText(Payment.padded(text + end + "\""), 0))
                        .isEqualTo(length);
            }
        }
    }

    @Test
    void charactersOfSeveralBytesAreSkippedAtEveryPlace() {
        for (String character : new String[] {"é", "€", "😀", "é€😀", "\u0080", "\uffff"}) {
            for (int at = 0; at < 20; at++) {
                String text = "x".repeat(at) + character + "x".repeat(at % 9);

                assertThat(JsonScanner.skipText(Payment.padded(text + '"'), 0))
                        .isEqualTo(length(text));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\\", "/", "b", "f", "n", "r", "t", "u0000", "uABCD", "uefAF"})
    void escapesOfJsonAreSkipped(String escape) {
        String string = "\"x\\" + escape + "y\"";

        assertThat(skip(string)).isEqualTo(string.length());
    }

    @Test
    void otherEscapesAreDeclined() {
        for (char c = 0; c < 0x180; c++) {
            if ("\"\\/bfnrtu".indexOf(c) < 0) {
                assertThat(skip("\"\\" + c + "\"")).as("escape of %d", (int) c).isEqualTo(DECLINED);
            }
            if (Character.digit(c, 16) < 0 || c > 0x7f) {
                for (int at = 0; at < 4; at++) {
                    String digits = "0000".substring(0, at) + c + "0000".substring(at + 1);
                    assertThat(skip("\"\\u" + digits + "\"")).as(digits).isEqualTo(DECLINED);
                }
            }
        }
    }

    @Test
    void lineEndIsNeverPassed() {
        for (int i = 0; i < 20_000; i++) {
            String value = value(1 + random.nextInt(4));
            int cut = random.nextInt(value.length());
            byte[] bytes =
                    (value.substring(0, cut) + '\n' + value.substring(cut))
                            .getBytes(StandardCharsets.UTF_8);
            int lineEnd = length(value.substring(0, cut));

            int end = JsonScanner.skipValue(Arrays.copyOf(bytes, bytes.length + 9), 0);

            assertThat(end).as(value).isLessThanOrEqualTo(lineEnd);
        }
    }

    private static int skip(String text) {
        return JsonScanner.skipValue(Payment.padded(text), 0);
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** A random JSON value of what the scanner takes. */
    private String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 4)) {
            case 0 -> pick("true", "false", "null");
            case 1 -> string();
            case 2, 3 -> number();
            case 4, 5 -> members('{', '}', depth);
            default -> members('[', ']', depth);
        };
    }

    private String members(char open, char close, int depth) {
        StringBuilder members = new StringBuilder().append(open).append(blank());
        for (int n = random.nextInt(4), i = 0; i < n; i++) {
            members.append(i > 0 ? "," + blank() : "");
            members.append(open == '{' ? string() + blank() + ":" + blank() : "");
            members.append(value(depth - 1)).append(blank());
        }
        return members.append(close).toString();
    }

    private String string() {
        StringBuilder string = new StringBuilder("\"");
        for (int n = random.nextInt(12); n > 0; n--) {
            string.append(pick("a", "card-4242", "é", "日", "😀", "\\n", "\\u00e9", "\\\"", "\\\\"));
        }
        return string.append('"').toString();
    }

    private String number() {
        return pick("", "-")
                + pick("0", "7", "10", "123456789012345678")
                + pick("", "", ".0", ".00025")
                + pick("", "", "e5", "E-07", "e+10");
    }

    private String blank() {
        return pick("", "", " ", "\t", "\r ");
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static boolean isJson(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }
}
