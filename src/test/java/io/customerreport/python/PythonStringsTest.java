package io.customerreport.python;

import static org.assertj.core.api.Assertions.assertThat;

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
