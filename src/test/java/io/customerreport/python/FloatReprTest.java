package io.customerreport.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.testing.trials.Property;
import io.customerreport.testing.trials.Trials;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected values are those of CPython 3.11. */
class FloatReprTest {

    @ParameterizedTest
    @CsvSource({
        "0.0,0.0",
        "-0.0,-0.0",
        "1.0,1.0",
        "-3.25,-3.25",
        "0.1,0.1",
        "0.30000000000000004,0.30000000000000004",
        "1234567.891,1234567.891",
        "12345678.9,12345678.9",
        "999999999.9999999,999999999.9999999",
        "1e9,1000000000.0",
        "1e15,1000000000000000.0",
        "9999999999999998.0,9999999999999998.0",
        "1e16,1e+16",
        "-1e16,-1e+16",
        "12345678901234567890.0,1.2345678901234567e+19",
        "2e23,2e+23",
        "1e-4,0.0001",
        "0.00012345,0.00012345",
        "9.999999999999999e-5,9.999999999999999e-05",
        "1e-7,1e-07",
        "4.9e-324,5e-324",
        "9.9e-324,1e-323",
        "1.5e-323,1.5e-323",
        "2.2250738585072014e-308,2.2250738585072014e-308",
        "1.7976931348623157e308,1.7976931348623157e+308",
        "NaN,nan",
        "Infinity,inf",
        "-Infinity,-inf",
    })
    void spellsDoublesAsPythonDoes(double x, String expected) {
        assertThat(PythonFloats.repr(x)).isEqualTo(expected);
    }

    @Test
    void writesAtTheGivenPlaceAndNothingBefore() {
        byte[] dst = new byte[3 + PythonFloats.MAX_REPR_BYTES];

        int end = PythonFloats.write(-25.5, dst, 3);

        assertThat(new String(dst, 0, end, StandardCharsets.US_ASCII)).isEqualTo("\0\0\0-25.5");
    }

    @Property(tries = 10_000)
    void parsesBackToTheSameBits(Trials trials) {
        trials.check(
                Doubles::ofAnyKind,
                x ->
                        assertThat(
                                        Double.doubleToRawLongBits(
                                                PythonFloats.parse(PythonFloats.repr(x))))
                                .isEqualTo(Double.doubleToRawLongBits(x)));
    }

    @Property(tries = 10_000)
    void noShorterDecimalParsesBack(Trials trials) {
        trials.check(Doubles::ofAnyKind, FloatReprTest::assertIsShortest);
    }

    private static void assertIsShortest(double x) {
        int digits = significantDigits(x);

        if (digits > 1) {
            BigDecimal exact = new BigDecimal(x);
            MathContext below = new MathContext(digits - 1, RoundingMode.FLOOR);
            MathContext above = new MathContext(digits - 1, RoundingMode.CEILING);
            assertThat(exact.round(below).doubleValue()).isNotEqualTo(x);
            assertThat(exact.round(above).doubleValue()).isNotEqualTo(x);
        }
    }

    @Property(tries = 10_000)
    void noDecimalOfThatLengthIsNearer(Trials trials) {
        trials.check(Doubles::ofAnyKind, FloatReprTest::assertIsNearest);
    }

    private static void assertIsNearest(double x) {
        BigDecimal exact = new BigDecimal(x);
        BigDecimal spelled = new BigDecimal(PythonFloats.repr(x));

        // Beside a power of two the nearest may lie where doubles are denser, and not parse back.
        BigDecimal nearest = exact.round(new MathContext(significantDigits(x)));
        if (nearest.doubleValue() == x) {
            assertThat(spelled.subtract(exact).abs())
                    .isEqualByComparingTo(nearest.subtract(exact).abs());
        }
    }

    @Property(tries = 10_000)
    void exponentFormIsForTheVerySmallAndTheVeryLarge(Trials trials) {
        trials.check(Doubles::ofAnyKind, FloatReprTest::assertIsInItsForm);
    }

    private static void assertIsInItsForm(double x) {
        boolean positional = x == 0 || (Math.abs(x) >= 1e-4 && Math.abs(x) < 1e16);

        assertThat(PythonFloats.repr(x))
                .matches(positional ? "-?\\d+\\.\\d+" : "-?\\d(\\.\\d+)?e[+-]\\d{2,3}");
    }

    @Property(tries = 10_000)
    void shortDecimalIsSpelledAsItIs(Trials trials) {
        trials.check(
                draws -> draws.between(100, 999_999_999_999_999L),
                FloatReprTest::assertIsSpelledAsItIs);
    }

    private static void assertIsSpelledAsItIs(long millionths) {
        BigDecimal decimal = BigDecimal.valueOf(millionths, 6).stripTrailingZeros();

        String spelled = PythonFloats.repr(decimal.doubleValue());

        assertThat(spelled)
                .isEqualTo(decimal.setScale(Math.max(1, decimal.scale())).toPlainString());
    }

    private static int significantDigits(double x) {
        return new BigDecimal(PythonFloats.repr(x)).stripTrailingZeros().precision();
    }
}
