package io.customerreport.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.testing.trials.Property;
import io.customerreport.testing.trials.Trials;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected values are those of CPython 3.11. */
class PythonIntsTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "1735689600,1735689600",
                "-100,-100",
                "+5,5",
                "-0,0",
                "007,7",
                " 7 ,7",
                "\t\u000b7\f,7",
                "\u20077\u3000,7",
                "\u00857,7",
                "1_000_000,1000000",
                "0_0,0",
                "\uff17,7",
                "\u0661\u0662,12",
                "\ud835\udfce\ud835\udfd7,9",
                "9223372036854775808,9223372036854775808",
            })
    void readsWhatPythonReads(String text, BigInteger expected) {
        assertThat(PythonInts.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+",
                "-",
                "+-1",
                "- 1",
                "1 2",
                "1.0",
                "1e5",
                "0x10",
                "1L",
                "_1",
                "1_",
                "1__0",
                "+_1",
                "\u001c7",
                "7\u001f",
                "1\u200b",
                "1\u0000",
                "\u00bd",
                "\u00b2",
                "\u2212" + "3",
                "\u4e00",
                "\uff21",
                "\ud800",
                "1\u007f",
                "soon",
                "nan",
                "?"
            })
    void refusesWhatPythonRefuses(String text) {
        assertThatThrownBy(() -> PythonInts.parse(text)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void countsDigitsWithLeadingZerosButWithoutUnderscoresAndSign() {
        String most = "1".repeat(PythonInts.MAX_DIGITS);

        assertThat(PythonInts.parse("-" + most)).isEqualTo(new BigInteger("-" + most));
        assertThat(PythonInts.parse("1" + "_1".repeat(PythonInts.MAX_DIGITS - 1)))
                .isEqualTo(new BigInteger(most));
        assertThat(PythonInts.parse("0".repeat(PythonInts.MAX_DIGITS - 1) + "1"))
                .isEqualTo(BigInteger.ONE);
        assertThatThrownBy(() -> PythonInts.parse(most + "1"))
                .isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> PythonInts.parse("0".repeat(PythonInts.MAX_DIGITS) + "1"))
                .isInstanceOf(NumberFormatException.class);
    }

    @Property
    void readsWhatBigIntegerSpells(Trials trials) {
        trials.check(
                draws -> draws.integer(200),
                value -> assertThat(PythonInts.parse(value.toString())).isEqualTo(value));
    }

    @ParameterizedTest
    @CsvSource({
        "1735689600.9,1735689600",
        "-0.9,0",
        "-1.9,-1",
        "0.0,0",
        "-0.0,0",
        "9223372036854775807.0,9223372036854775808",
        "-9223372036854775808.0,-9223372036854775808",
        "1e23,99999999999999991611392",
        "4.9e-324,0",
    })
    void truncatesTowardZero(double x, BigInteger expected) {
        assertThat(PythonInts.truncate(x)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void truncatesNoNumberThatIsNotFinite(double x) {
        assertThatThrownBy(() -> PythonInts.truncate(x)).isInstanceOf(NumberFormatException.class);
    }
}
