package io.customerreport.python;

import static io.customerreport.python.PythonStrings.BY_CODE_POINT;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.trials.Draws;
import io.customerreport.trials.Property;
import io.customerreport.trials.Trials;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonStringsTest {

    @Test
    void whiteSpaceIsWhatTheContractLists() {
        int[] listed =
                IntStream.of(
                                0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x1F, 0x20, 0x85,
                                0xA0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005,
                                0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x2028, 0x2029, 0x202F,
                                0x205F, 0x3000)
                        .toArray();

        int[] found =
                IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(PythonStrings::isWhitespace)
                        .toArray();

        assertThat(found).containsExactly(listed);
    }

    @Test
    void stripTakesWhiteSpaceFromBothEndsOnly() {
        assertThat(PythonStrings.strip("\u001c\u3000 c1 c2\u0085\n")).isEqualTo("c1 c2");
        assertThat(PythonStrings.strip("c1")).isEqualTo("c1");
        assertThat(PythonStrings.strip("\u2028\u00a0")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200b", "\ufeff", "\u0000", "\u180e", "\u001b", "\u007f"})
    void stripKeepsWhatIsNoWhiteSpaceInPython(String text) {
        assertThat(PythonStrings.strip(text)).isEqualTo(text);
    }

    @Test
    void textsAreOrderedByCodePointNotByUtf16Unit() {
        String fullWidthTilde = "\uff5e";
        String grin = "\ud83d\ude00";

        assertThat(fullWidthTilde.compareTo(grin)).isPositive();
        assertThat(BY_CODE_POINT.compare(fullWidthTilde, grin)).isNegative();
    }

    @Test
    void prefixComesFirst() {
        assertThat(BY_CODE_POINT.compare("view", "views")).isNegative();
        assertThat(BY_CODE_POINT.compare("", "")).isZero();
    }

    @Test
    void loneSurrogateComesBeforeEverythingBeyondIt() {
        assertThat(BY_CODE_POINT.compare("\ud83d", "\ud83d\ude00")).isNegative();
        assertThat(BY_CODE_POINT.compare("\ud83d", "\ue000")).isNegative();
    }

    @Property
    void orderIsThatOfCodePointSequencesAndOfUtf8Bytes(Trials trials) {
        trials.check(
                PythonStringsTest::twoTexts,
                texts -> assertOrderOfCodePoints(texts.get(0), texts.get(1)));
    }

    /** The one is often the other's beginning, or begins as the other does. */
    private static List<String> twoTexts(Draws draws) {
        String common = draws.oneOf("", draws.text(20));
        return List.of(common + draws.text(255), common + draws.oneOf("", draws.text(255)));
    }

    private static void assertOrderOfCodePoints(String a, String b) {
        byte[] utf8A = a.getBytes(StandardCharsets.UTF_8);
        byte[] utf8B = b.getBytes(StandardCharsets.UTF_8);

        int order =
                Integer.signum(Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray()));

        assertThat(Integer.signum(BY_CODE_POINT.compare(a, b))).isEqualTo(order);
        assertThat(Integer.signum(PythonStrings.compareCodePoints(utf8A, utf8B))).isEqualTo(order);
        assertThat(
                        Integer.signum(
                                PythonStrings.compareCodePoints(
                                        utf8A, 0, utf8A.length, utf8B, 0, utf8B.length)))
                .isEqualTo(order);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ud83d",
                "\ude00",
                "a\ud83d",
                "\ude00\ud83d",
                "\ud83d\ud83d\ude00",
                "\udc00a"
            })
    void surrogateWithoutItsOtherHalfIsLone(String text) {
        assertThat(PythonStrings.hasLoneSurrogate(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c1", "\ud83d\ude00", "\ud83d\ude00\ud800\udc00x", "\ue000\uffff"})
    void pairedSurrogatesAreNotLone(String text) {
        assertThat(PythonStrings.hasLoneSurrogate(text)).isFalse();
    }
}
