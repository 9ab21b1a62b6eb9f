package io.customerreport.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.testing.trials.Property;
import io.customerreport.testing.trials.Trials;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected values are those of CPython 3.11. */
class PythonFloatsTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                " 7 ,7.0",
                "\u20077\u3000,7.0",
                "\u00857,7.0",
                "\u000b7\f,7.0",
                "1_000.5,1000.5",
                "1e1_0,1e10",
                "5.,5.0",
                ".5,0.5",
                "+.5e1,5.0",
                "00012.50,12.5",
                "-0,-0.0",
                "10.1234567,10.1234567",
                "9007199254740993,9007199254740992.0",
                "2.4703282292062328e-324,4.9e-324",
                "2.4703282292062327e-324,0.0",
                "1e400,Infinity",
                "-1e400,-Infinity",
                "1e-400,0.0",
                "0e99999999999,0.0",
                "1e99999999999,Infinity",
                "\u0661\u0662.\u0665e\u0661,125.0",
                "\ud835\udfce\ud835\udfd7,9.0",
                "nan,NaN",
                "-NaN,NaN",
                "+INF,Infinity",
                "-iNfInItY,-Infinity",
            })
    void readsWhatPythonReads(String text, double expected) {
        assertSameBits(PythonFloats.parse(text), expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "+",
                "e5",
                "1e",
                "1e+",
                "1e5.5",
                "1.5.5",
                "- 1",
                "--1",
                "1 2",
                "1,5",
                "1f",
                "1d",
                "1F",
                "1D",
                "0x10",
                "0x1p3",
                "1__0",
                "_1",
                "1_",
                "1_.5",
                "1._5",
                "1_e5",
                "1e_5",
                "\u001c7",
                "7\u001f",
                "1\u200b",
                "1\u0000",
                "1\u066b5",
                "\u00bd",
                "\u00b2",
                "\u2212" + "3",
                "nan0",
                "infinit",
                "in_f",
                "Infinity_",
                "\u0131nf",
                "\ud800",
                "n/a"
            })
    void refusesWhatPythonRefuses(String text) {
        assertThatThrownBy(() -> PythonFloats.parse(text))
                .isInstanceOf(NumberFormatException.class);
    }

    @ParameterizedTest
    @CsvSource({
        // No ties: the doubles lie just above 2.5 and just below 0.5 and 3.5 millionths.
        "2.5e-6,3e-6",
        "3.5e-6,3e-6",
        "5e-7,0.0",
        "-5e-7,-0.0",
        "5.000000000000001e-7,1e-6",
        "1.5e-6,2e-6",
        // 1/128 = 7812.5 millionths and 3/128 = 23437.5 are exact ties.
        "0.0078125,0.007812",
        "0.0234375,0.023438",
        "-0.0078125,-0.007812",
        "0.1,0.1",
        "10.1234567,10.123457",
        "4503599627.3704955,4503599627.370496",
        "9007199254740993.0,9007199254740992.0",
        "1e300,1e300",
        "4.9e-324,0.0",
        "-4.9e-324,-0.0",
        "-0.0,-0.0",
        "NaN,NaN",
        "Infinity,Infinity",
        "-Infinity,-Infinity",
    })
    void roundsTheExactBinaryValue(double x, double expected) {
        assertSameBits(PythonFloats.round6(x), expected);
    }

    @Property(tries = 20_000)
    void roundingIsThatOfTheExactDecimalExpansion(Trials trials) {
        trials.check(Doubles::ofAnyKind, PythonFloatsTest::assertRoundsTheExactExpansion);
    }

    private static void assertRoundsTheExactExpansion(double x) {
        double expected =
                Math.copySign(
                        new BigDecimal(x).setScale(6, RoundingMode.HALF_EVEN).doubleValue(), x);

        assertSameBits(PythonFloats.round6(x), expected);
    }

    @Property
    void tiesGoToTheEvenMillionth(Trials trials) {
        trials.check(
                draws -> draws.between(Integer.MIN_VALUE, Integer.MAX_VALUE),
                PythonFloatsTest::assertTieGoesToTheEvenMillionth);
    }

    private static void assertTieGoesToTheEvenMillionth(int n) {
        double tie = (2L * n + 1) / 128.0;

        double rounded = PythonFloats.round6(tie);

        BigDecimal millionths = new BigDecimal(tie).movePointRight(6);
        BigDecimal even = millionths.setScale(0, RoundingMode.HALF_EVEN);
        assertThat(millionths.subtract(even).abs()).isEqualByComparingTo("0.5");
        assertThat(even.toBigInteger().testBit(0)).isFalse();
        assertSameBits(rounded, even.movePointLeft(6).doubleValue());
    }

    private static void assertSameBits(double actual, double expected) {
        assertThat(Double.doubleToLongBits(actual))
                .as("%s for %s", actual, expected)
                .isEqualTo(Double.doubleToLongBits(expected));
    }
}
