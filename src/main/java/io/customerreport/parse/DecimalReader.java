package io.customerreport.parse;

import static io.customerreport.parse.JsonScanner.DECLINED;
import static io.customerreport.parse.JsonScanner.isDigit;

import java.nio.charset.StandardCharsets;

/**
 * Reads a JSON number as the double nearest to it, as Python's {@code float} and {@code
 * int.__float__} do.
 *
 * <p>Correctly rounded always. A number without an exponent whose digits are at most 2^53 takes one
 * division (Clinger, "How to read floating point numbers accurately", 1990): its digits and a power
 * of ten up to 10^22 are both exact doubles, so the division alone rounds. With more digits, as in
 * the sums of programs that do not round, the quotient is taken with its remainder. Others are left
 * to {@link Double#parseDouble}, which reads every JSON number as RFC 8259 spells it correctly.
 * Integers beyond 18 digits are declined: Python treats the longest ones specially.
 */
final class DecimalReader {

    /** All that are exact: 5^22 is below 2^53, 5^23 is not. */
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22
    };

    /** Any integer of that many digits is below 2^63; more would overflow. */
    private static final int MAX_LONG_DIGITS = 18;

    private static final long MAX_EXACT_MANTISSA = 1L << 53;

    /** What is below it has room for one more digit. */
    private static final long MIN_FULL_MANTISSA = 100_000_000_000_000_000L;

    private double value;

    /** The number last read. */
    double value() {
        return value;
    }

    /** Reads the number that starts at {@code at}; returns the index after it, or declines. */
    int read(byte[] b, int at) {
        int start = at;
        boolean negative = b[at] == '-';
        if (negative) {
            at++;
        }
        int first = at;
        long mantissa = 0;
        while (isDigit(b[at])) {
            mantissa = mantissa * 10 + b[at++] - '0';
        }
        int digits = at - first;
        if (digits == 0 || b[first] == '0' && digits > 1) {
            return DECLINED;
        }
        if (b[at] != '.' && (b[at] | 0x20) != 'e') {
            if (digits > MAX_LONG_DIGITS) {
                return DECLINED;
            }
            value = negative ? -(double) mantissa : mantissa;
            return at;
        }
        int fractionDigits = 0;
        if (b[at] == '.') {
            int fraction = ++at;
            while (isDigit(b[at])) {
                mantissa = mantissa * 10 + b[at++] - '0';
            }
            fractionDigits = at - fraction;
            if (fractionDigits == 0) {
                return DECLINED;
            }
        }
        if ((b[at] | 0x20) == 'e') {
            return readExponent(b, start, at + 1);
        }
        // A mantissa of more digits has overflowed, perhaps unnoticed.
        if (digits + fractionDigits > MAX_LONG_DIGITS || mantissa > MAX_EXACT_MANTISSA) {
            double nearest = manyDigits(b, first, first + digits, at);
            value = nearest != nearest ? parse(b, start, at) : negative ? -nearest : nearest;
            return at;
        }
        double magnitude = mantissa / POWERS_OF_TEN[fractionDigits];
        value = negative ? -magnitude : magnitude;
        return at;
    }

    /**
     * The digits {@code b[first, end)}, whose point is at {@code point}, as the nearest double; NaN
     * if they are too many before the point, too small, or about halfway between two doubles.
     */
    private static double manyDigits(byte[] b, int first, int point, int end) {
        long mantissa = 0;
        int scale = 0;
        double rest = 0;
        double unit = 1;
        for (int at = first; at < end; at++) {
            if (at == point) {
                continue;
            }
            int digit = b[at] - '0';
            if (mantissa < MIN_FULL_MANTISSA) {
                mantissa = mantissa * 10 + digit;
                scale += at > point ? 1 : 0;
            } else {
                unit /= 10;
                rest += digit * unit;
            }
            if (at < point && unit < 1) {
                return Double.NaN;
            }
        }
        return scale < POWERS_OF_TEN.length
                ? quotient(mantissa, rest, POWERS_OF_TEN[scale])
                : Double.NaN;
    }

    /**
     * {@code (mantissa + rest) / divisor}, NaN if it may be about halfway between two doubles.
     *
     * @param mantissa below 10^18
     * @param rest below 1, with an error below 2^-48; 0 for a mantissa below 10^17
     * @param divisor a power of ten that is exact
     */
    private static double quotient(long mantissa, double rest, double divisor) {
        // high + low is the mantissa, |low| <= 64; the remainder of the first quotient q is exact,
        // at most divisor * ulp(q) / 2; and low + rest is at most 2 * divisor * ulp(q), as ulp(q)
        // is at least q * 2^-53. So the correction c is at most 2.5 ulp(q). Its error comes from
        // low + rest (2^-47) and rest (2^-48), which count only with a full mantissa, where
        // divisor * ulp(q) > 8; and from two roundings of c itself: together below 2^-48 ulp(q),
        // which is 2^-100 * q. If q + c rounds to the same double with four times that added or
        // taken away (not less, for c - slack is rounded too), then so does the exact value.
        double high = mantissa;
        double low = mantissa - (long) high;
        double q = high / divisor;
        double remainder = Math.fma(-q, divisor, high);
        double c = (remainder + (low + rest)) / divisor;
        double slack = q * 0x1p-98;
        double nearest = q + (c + slack);
        return nearest == q + (c - slack) ? nearest : Double.NaN;
    }

    private int readExponent(byte[] b, int start, int at) {
        if (b[at] == '-' || b[at] == '+') {
            at++;
        }
        int first = at;
        while (isDigit(b[at])) {
            at++;
        }
        if (at == first) {
            return DECLINED;
        }
        value = parse(b, start, at);
        return at;
    }

    private static double parse(byte[] b, int start, int end) {
        return Double.parseDouble(new String(b, start, end - start, StandardCharsets.ISO_8859_1));
    }
}
