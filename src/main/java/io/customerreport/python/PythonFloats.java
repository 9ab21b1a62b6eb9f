package io.customerreport.python;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Python's {@code float()}, {@code repr()} and {@code round(x, 6)}, to the last bit. */
public final class PythonFloats {

    /** No repr is longer: sign, 17 digits, point, {@code e-308} make 24. */
    public static final int MAX_REPR_BYTES = 26;

    private static final double MILLION = 1e6;

    /** Below it |x * 10^6| is at most 2^52, so that {@link #round6} need not leave doubles. */
    private static final double MAX_QUICKLY_ROUNDED = 0x1p52 / MILLION;

    private PythonFloats() {}

    /** The double as Python spells it: the shortest digits that parse back to the same bits. */
    public static String repr(double x) {
        return FloatRepr.of(x);
    }

    /**
     * Writes {@link #repr} in ASCII at {@code dst[at]} and after it.
     *
     * @param dst has {@link #MAX_REPR_BYTES} bytes to spare from {@code at} on
     * @return the index after the last byte written
     */
    public static int write(double x, byte[] dst, int at) {
        return FloatRepr.write(x, dst, at);
    }

    /**
     * {@code float(text)}: white space around it, a sign, decimal digits of any script, a point, an
     * exponent, underscores between digits, or {@code inf}, {@code infinity}, {@code nan} in any
     * case. What overflows is infinite.
     *
     * @throws NumberFormatException where Python raises ValueError
     */
    public static double parse(String text) {
        String number = NumericText.withoutUnderscores(NumericText.of(text));
        // Java reads every decimal literal of Python's as Python does, and others that are none.
        return isDecimalLiteral(number) ? Double.parseDouble(number) : parseNonFinite(number);
    }

    /**
     * {@code round(x, 6)}: the double nearest to the exact value of {@code x} rounded to six
     * decimals, ties to even. The sign of a zero, NaN and the infinities stay.
     */
    public static double round6(double x) {
        if (!(Math.abs(x) < MAX_QUICKLY_ROUNDED)) {
            return roundExactly(x);
        }
        // The exact product is v = p + e. e comes out exact when |p| >= 1/2, for nothing underflows
        // there, and |e| <= ulp(p) / 2 always. r is the integer nearest to p, and d = p - r is
        // exact: a multiple of ulp(p) that is no larger than p and 1/2.
        double p = x * MILLION;
        double r = Math.rint(p);
        double d = p - r;
        // |d| < 1/2 means |d| <= 1/2 - ulp(p), for ulp(p) divides 1/2; then |v - r| = |d + e| < 1/2
        // and r is nearest to v. With |d| = 1/2 (so |p| >= 1/2), the sign of e decides; if e = 0 it
        // is a tie, and rint has chosen the even one.
        if (Math.abs(d) == 0.5) {
            double e = Math.fma(x, MILLION, -p);
            if (d * e > 0) {
                r += 2 * d;
            }
        }
        // Both are exact in double, so that the quotient is the double nearest to the decimal.
        return r / MILLION;
    }

    private static double roundExactly(double x) {
        // From 2^52 on a double is an integer. A finite rest of at least 4.5e9 cannot round to 0.
        if (!(Math.abs(x) < 0x1p52)) {
            return x;
        }
        return new BigDecimal(x).setScale(6, RoundingMode.HALF_EVEN).doubleValue();
    }

    /** sign? (digits point? digits? | point digits) (e sign? digits)?, over ASCII. */
    private static boolean isDecimalLiteral(String number) {
        int start = NumericText.skipSign(number, 0);
        int at = skipDigits(number, start);
        int digits = at - start;
        if (at < number.length() && number.charAt(at) == '.') {
            int fraction = at + 1;
            at = skipDigits(number, fraction);
            digits += at - fraction;
        }
        if (digits == 0) {
            return false;
        }
        if (at < number.length() && (number.charAt(at) | 0x20) == 'e') {
            int exponent = NumericText.skipSign(number, at + 1);
            at = skipDigits(number, exponent);
            return at > exponent && at == number.length();
        }
        return at == number.length();
    }

    private static int skipDigits(String number, int at) {
        int end = at;
        while (end < number.length() && NumericText.isDigit(number.charAt(end))) {
            end++;
        }
        return end;
    }

    private static double parseNonFinite(String number) {
        int start = NumericText.skipSign(number, 0);
        String word = number.substring(start);
        if (word.equalsIgnoreCase("nan")) {
            // The sign decides which of two events is the smaller one.
            return Math.copySign(Double.NaN, number.startsWith("-") ? -1 : 1);
        }
        if (word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity")) {
            return number.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        throw new NumberFormatException("no decimal number");
    }
}
