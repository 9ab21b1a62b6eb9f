package io.customerreport.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBufferTest {

    private static final long SEED = 20_260_101L;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyCharacterParsesBackToItself() throws IOException {
        int chunk = 4_096;
        for (int from = 0; from <= Character.MAX_CODE_POINT; from += chunk) {
            StringBuilder text = new StringBuilder();
            for (int c = from; c < from + chunk; c++) {
                if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                    text.appendCodePoint(c);
                }
            }

            byte[] json = written(out -> out.string(utf8(text.toString())));

            assertThat(JSON.readTree(json).textValue()).isEqualTo(text.toString());
        }
    }

    @Test
    void quotesBackslashesAndControlCharactersAreEscaped() {
        for (char c = 0; c < ' '; c++) {
            assertThat(string("a" + c + "b")).isEqualTo("\"a\\u%04xb\"".formatted((int) c));
        }
        assertThat(string("\"")).isEqualTo("\"\\\"\"");
        assertThat(string("\\")).isEqualTo("\"\\\\\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/", "\u007f", "\u0080", "é", "\u2028", "\ufffd", "日本", "😀"})
    void otherCharactersStandAsTheyAre(String text) {
        assertThat(string(text)).isEqualTo('"' + text + '"');
    }

    @Test
    void integersAreSpelledInDecimal() {
        Random random = new Random(SEED);
        for (long power = 1; power > 0 && power <= 1_000_000_000_000_000_000L; power *= 10) {
            assertInteger(power - 1);
            assertInteger(power);
            assertInteger(power + 1);
        }
        for (int i = 0; i < 100_000; i++) {
            assertInteger(random.nextLong() >>> 1 + random.nextInt(63));
        }
        assertInteger(Long.MAX_VALUE);
        assertInteger(Integer.MAX_VALUE);
    }

    private static void assertInteger(long value) {
        assertThat(text(out -> out.integer(value))).isEqualTo(Long.toString(value));
    }

    @Test
    void finiteDoublesAreJsonNumbersThatParseBackToTheSameBits() throws IOException {
        Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            double ofAnySize = Double.longBitsToDouble(random.nextLong());
            double money = random.nextInt(1_000_000_000) / 100.0 * (random.nextBoolean() ? 1 : -1);

            assertParsesBack(Double.isFinite(ofAnySize) ? ofAnySize : 0.1);
            assertParsesBack(money);
        }
        for (double edge :
                new double[] {Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, 2e23, 1e16}) {
            assertParsesBack(edge);
            assertParsesBack(-edge);
        }
    }

    private static void assertParsesBack(double value) throws IOException {
        byte[] json = written(out -> out.number(value));

        assertThat(JSON.readTree(json).isNumber()).isTrue();
        assertThat(Double.doubleToRawLongBits(Double.parseDouble(ascii(json))))
                .isEqualTo(Double.doubleToRawLongBits(value));
    }

    @ParameterizedTest
    @CsvSource({
        "0.0,0.0",
        "-0.0,-0.0",
        "1,1.0",
        "33.9675,33.9675",
        "1e16,1e+16",
        "1e-5,1e-05",
        "NaN,\"NaN\"",
        "Infinity,\"Infinity\"",
        "-Infinity,\"-Infinity\"",
    })
    void doublesAreSpelledAsPythonDoesButForStringsWhereJsonHasNone(double value, String json) {
        assertThat(text(out -> out.number(value))).isEqualTo(json);
    }

    @Test
    void everyDayUntilTheYear9999IsSpelledAsTheCalendarDoes() {
        JsonBuffer out = new JsonBuffer(12);
        LocalDate date = LocalDate.EPOCH;
        for (int day = 0; date.getYear() < 10_000; day++, date = date.plusDays(1)) {
            out.clear();
            out.day(day);
            String spelled = ascii(out.toByteArray());
            // A plain comparison: three million assertions would take half a minute.
            if (!spelled.equals('"' + date.toString() + '"')) {
                assertThat(spelled).as("day " + day).isEqualTo('"' + date.toString() + '"');
            }
        }
    }

    @Test
    void bufferOfAnyCapacityGrowsAsNeeded() {
        assertGrows("{", out -> out.raw('{'));
        assertGrows("[]", out -> out.raw(JsonBuffer.ascii("[]")));
        assertGrows("\"\\u0001\"", out -> out.string(new byte[] {1}));
        assertGrows("\"a\\u0001\\\"b\"", out -> out.string(utf8("a\u0001\"b")));
        assertGrows("9223372036854775807", out -> out.integer(Long.MAX_VALUE));
        assertGrows("-5e-324", out -> out.number(-Double.MIN_VALUE));
        assertGrows("\"-Infinity\"", out -> out.number(Double.NEGATIVE_INFINITY));
        assertGrows("\"1970-01-01\"", out -> out.day(0));
    }

    private static void assertGrows(String expected, Consumer<JsonBuffer> writing) {
        for (int capacity = 0; capacity < 40; capacity++) {
            JsonBuffer out = new JsonBuffer(capacity);

            writing.accept(out);
            writing.accept(out);

            assertThat(ascii(out.toByteArray())).isEqualTo(expected + expected);
            assertThat(out.size()).isEqualTo(2 * expected.length());
        }
    }

    private static String string(String text) {
        return text(out -> out.string(utf8(text)));
    }

    private static String text(Consumer<JsonBuffer> writing) {
        return new String(written(writing), StandardCharsets.UTF_8);
    }

    private static byte[] written(Consumer<JsonBuffer> writing) {
        JsonBuffer out = new JsonBuffer(1);
        writing.accept(out);
        return out.toByteArray();
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
