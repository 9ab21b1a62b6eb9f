package io.customerreport.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.testing.trials.Draws;
import io.customerreport.testing.trials.Property;
import io.customerreport.testing.trials.Trials;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    private static final Integer[] EDGES = {
        0x00, 0x61, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED,
        0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF
    };

    private static final Integer[] CONTINUING = {0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "61",
                "7F",
                "C280",
                "DFBF",
                "E0A080",
                "ED9FBF",
                "EE8080",
                "EFBFBF",
                "F0908080",
                "F48FBFBF",
                "6162636465666768E697A5"
            })
    void wellFormedSequencesAreValid(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThat(Utf8.isValid(bytes, 0, bytes.length)).isTrue();
        assertThat(Utf8.decodeReplacing(bytes, 0, bytes.length))
                .isEqualTo(new String(bytes, StandardCharsets.UTF_8));
    }

    /** A dot stands for U+FFFD; the expected texts are CPython's. */
    @ParameterizedTest
    @CsvSource({
        "80,.",
        "C080,..",
        "C1BF,..",
        "C3,.",
        "C361,.a",
        "E08080,...",
        "E282,.",
        "E28261,.a",
        "EDA080,...",
        "EDA0BDEDB880,......",
        "F0808080,....",
        "F09F98,.",
        "F09F9861,.a",
        "F09F61,.a",
        "F0C3A9,.é",
        "F4908080,....",
        "F5808080,....",
        "61FF62,a.b",
        "FEFF,..",
    })
    void maximalSubpartOfAnIllFormedSequenceBecomesOneReplacement(String hex, String expected) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThat(Utf8.isValid(bytes, 0, bytes.length)).isFalse();
        assertThat(Utf8.decodeReplacing(bytes, 0, bytes.length))
                .isEqualTo(expected.replace('.', '\uFFFD'));
    }

    @Test
    void bytesOutsideTheRangeDoNotMatter() {
        byte[] bytes = HexFormat.of().parseHex("FFE697A5E697A5FF");

        assertThat(Utf8.isValid(bytes, 1, 7)).isTrue();
        assertThat(Utf8.isValid(bytes, 1, 6)).isFalse();
        assertThat(Utf8.decodeReplacing(bytes, 1, 6)).isEqualTo("日\uFFFD");
    }

    @Test
    void illFormedByteIsFoundAtEveryPlaceOfALongAsciiText() {
        for (int length = 1; length <= 24; length++) {
            for (int at = 0; at < length; at++) {
                byte[] bytes = "a".repeat(length).getBytes(StandardCharsets.US_ASCII);
                bytes[at] = (byte) 0xBF;

                assertThat(Utf8.isValid(bytes, 0, length)).isFalse();
                assertThat(Utf8.isValid(bytes, 0, at)).isTrue();
                assertThat(Utf8.isValid(bytes, at + 1, length)).isTrue();
            }
        }
    }

    @Test
    void rangeMustLieInTheArray() {
        assertThatThrownBy(() -> Utf8.isValid(new byte[3], 1, 4))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Utf8.decodeReplacing(new byte[3], -1, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Property(tries = 20_000)
    void agreesWithTheStrictDecoderOfTheJdk(Trials trials) {
        trials.check(Utf8Test::bytes, Utf8Test::assertAgreesWithTheJdk);
    }

    private static void assertAgreesWithTheJdk(byte[] bytes) {
        boolean valid = true;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            valid = false;
        }

        assertThat(Utf8.isValid(bytes, 0, bytes.length)).isEqualTo(valid);
    }

    @Property
    void everyUnicodeTextIsValidAndDecodesToItself(Trials trials) {
        trials.check(draws -> draws.text(20), Utf8Test::assertDecodesToItself);
    }

    private static void assertDecodesToItself(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(Utf8.isValid(bytes, 0, bytes.length)).isTrue();
        assertThat(Utf8.decodeReplacing(bytes, 0, bytes.length)).isEqualTo(text);
    }

    /** From the bytes at which something changes in UTF-8, in any order or as one sequence. */
    private static byte[] bytes(Draws draws) {
        List<Integer> bytes =
                draws.ofOneKind(
                        () -> draws.list(0, 12, () -> draws.oneOf(EDGES)),
                        () -> sequenceInAscii(draws));
        byte[] array = new byte[bytes.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = bytes.get(i).byteValue();
        }
        return array;
    }

    /** Any byte with what may continue it: long sequences hardly come by chance. */
    private static List<Integer> sequenceInAscii(Draws draws) {
        List<Integer> bytes = draws.list(0, 9, () -> 0x61);
        bytes.add(draws.oneOf(EDGES));
        bytes.addAll(draws.list(0, 3, () -> draws.oneOf(CONTINUING)));
        bytes.addAll(draws.list(0, 9, () -> 0x61));
        return bytes;
    }
}
