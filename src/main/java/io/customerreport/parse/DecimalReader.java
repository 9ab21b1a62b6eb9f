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
 * of ten up to 10^22 are both exact doubles, so the division alone rounds. Others are left to
 * {@link Double#parseDouble}, which reads every JSON number as RFC 8259 spells it correctly.
 * Integers beyond 18 digits are declined: Python treats the longest ones specially.
 */
final class DecimalReader {

    /** As many as a number of {@link #MAX_LONG_DIGITS} digits can have behind its point. */
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17
    };

    /** Any integer of that many digits is below 2^63; more would overflow. */
    private static final int MAX_LONG_DIGITS = 18;

    private static final long MAX_EXACT_MANTISSA = 1L << 53;

    private double value;

    /** The number last read. */
    double value() {
        return value;
    }

    /** Reads the number that starts at {@code at}; returns the index behind it, or declines. */
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
            value = parse(b, start, at);
            return at;
        }
        double magnitude = mantissa / POWERS_OF_TEN[fractionDigits];
        value = negative ? -magnitude : magnitude;
        return at;
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
