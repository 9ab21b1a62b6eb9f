package io.customerreport.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RejectTest {

    private static final int LIMIT = 64 * 1024;

    @Test
    void lineOfAtMost64KibIsKeptWhole() {
        Reject reject = reject("x".repeat(LIMIT));

        assertThat(reject.line).isEqualTo("x".repeat(LIMIT));
        assertThat(reject.truncated).isFalse();
    }

    @Test
    void longerLineIsCutThere() {
        Reject reject = reject("x".repeat(LIMIT) + "y");

        assertThat(reject.line).isEqualTo("x".repeat(LIMIT));
        assertThat(reject.truncated).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "€", "😀"})
    void characterOnTheBorderIsKeptWholeOrLeftOut(String character) {
        int length = character.getBytes(StandardCharsets.UTF_8).length;
        for (int inside = 0; inside <= length; inside++) {
            String before = "x".repeat(LIMIT - inside);

            Reject reject = reject(before + character + "yyyy");

            String expected = inside == length ? before + character : before;
            assertThat(reject.line).as(inside + " bytes inside").isEqualTo(expected);
            assertThat(reject.truncated).isTrue();
        }
    }

    /** A dot stands for U+FFFD. */
    @ParameterizedTest
    @CsvSource({"FF,.", "80,.", "808080,...", "E228,.(", "F8888080,....", "C3A980,é."})
    void bytesThatAreNoUtf8AreReplacedOnTheBorderToo(String hex, String expected) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        byte[] line = new byte[LIMIT + 10];
        Arrays.fill(line, (byte) 'x');
        System.arraycopy(bytes, 0, line, LIMIT - bytes.length, bytes.length);

        Reject reject = Reject.of("malformed_json", "log", 0, line, 0, line.length, false);

        assertThat(reject.line)
                .isEqualTo("x".repeat(LIMIT - bytes.length) + expected.replace('.', '\uFFFD'));
    }

    @Test
    void beginningOfAnOversizedLineIsTruncatedHoweverShort() {
        byte[] line = "__a€".getBytes(StandardCharsets.UTF_8);

        Reject whole = Reject.of("line_too_long", "log", 7, line, 2, 6, true);
        Reject split = Reject.of("line_too_long", "log", 7, line, 2, 5, true);

        assertThat(whole.line).isEqualTo("a€");
        assertThat(split.line).isEqualTo("a");
        assertThat(whole.truncated).isTrue();
        assertThat(split.truncated).isTrue();
    }

    @Test
    void nothingInFrontOfTheLineIsLookedAt() {
        Reject reject = Reject.of("line_too_long", "log", 0, new byte[] {(byte) 0x80}, 0, 1, true);

        assertThat(reject.line).isEqualTo("\uFFFD");
    }

    private static Reject reject(String line) {
        // Off the array's start, and not up to its end.
        byte[] bytes = ("__" + line + "\n").getBytes(StandardCharsets.UTF_8);
        return Reject.of("malformed_json", "log", 0, bytes, 2, bytes.length - 1, false);
    }
}
