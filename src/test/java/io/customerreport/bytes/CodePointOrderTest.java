package io.customerreport.bytes;

import static io.customerreport.bytes.CodePointOrder.BY_CODE_POINT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.testing.trials.Draws;
import io.customerreport.testing.trials.Property;
import io.customerreport.testing.trials.Trials;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CodePointOrderTest {

    @Test
    void orderIsThatOfTheUnsignedUtf8Bytes() {
        List<String> strings =
                List.of(
                        "",
                        "a",
                        "ab",
                        "b",
                        "a\u0000",
                        "\u007f",
                        "\u0080",
                        "\u00e9",
                        "\u0800",
                        "\ud7ff",
                        "\ue000",
                        "\uff5e",
                        "\uffff",
                        "\ud800\udc00",
                        "\ud83d\ude00",
                        "\ud83d\ude01",
                        "\udbff\udfff",
                        "a\uff5e",
                        "a\ud83d\ude00");

        for (String a : strings) {
            for (String b : strings) {
                assertThat(Integer.signum(BY_CODE_POINT.compare(a, b)))
                        .as("%s against %s", a, b)
                        .isEqualTo(
                                Integer.signum(
                                        Arrays.compareUnsigned(
                                                a.getBytes(UTF_8), b.getBytes(UTF_8))));
            }
        }
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
    void orderIsThatOfCodePointSequences(Trials trials) {
        trials.check(
                CodePointOrderTest::twoTexts,
                texts -> assertOrderOfCodePoints(texts.get(0), texts.get(1)));
    }

    /** The one is often the other's beginning, or begins as the other does. */
    private static List<String> twoTexts(Draws draws) {
        String common = draws.oneOf("", draws.text(20));
        return List.of(common + draws.text(255), common + draws.oneOf("", draws.text(255)));
    }

    private static void assertOrderOfCodePoints(String a, String b) {
        int order =
                Integer.signum(Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray()));

        assertThat(Integer.signum(BY_CODE_POINT.compare(a, b))).isEqualTo(order);
    }
}
