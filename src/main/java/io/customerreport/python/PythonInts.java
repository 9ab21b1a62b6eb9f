package io.customerreport.python;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Python's {@code int()}: integers of any size, from texts and from floats. */
public final class PythonInts {

    /** The most digits that Python 3.11 converts between text and int, leading zeros counted. */
    public static final int MAX_DIGITS = 4300;

    private PythonInts() {}

    /**
     * {@code int(text)}: white space around it, a sign, decimal digits of any script, single
     * underscores between digits.
     *
     * @throws NumberFormatException where Python raises ValueError; more than {@link #MAX_DIGITS}
     *     digits are one such case, underscores not counted
     */
    public static BigInteger parse(String text) {
        String number = NumericText.withoutUnderscores(NumericText.of(text));
        int first = NumericText.skipSign(number, 0);
        int digits = number.length() - first;
        if (digits == 0 || digits > MAX_DIGITS) {
            throw new NumberFormatException("no integer of 1 to 4300 digits");
        }
        for (int i = first; i < number.length(); i++) {
            if (!NumericText.isDigit(number.charAt(i))) {
                throw new NumberFormatException("no decimal digit at " + i);
            }
        }
        return new BigInteger(number);
    }

    /**
     * {@code int(x)}: toward zero, exactly.
     *
     * @throws NumberFormatException for NaN and the infinities
     */
    public static BigInteger truncate(double x) {
        if (!Double.isFinite(x)) {
            throw new NumberFormatException("no integer: " + x);
        }
        // Every double below 2^63 in magnitude fits a long when it is truncated.
        return Math.abs(x) < 0x1p63
                ? BigInteger.valueOf((long) x)
                : new BigDecimal(x).toBigInteger();
    }
}
