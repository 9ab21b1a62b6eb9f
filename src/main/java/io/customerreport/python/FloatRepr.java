package io.customerreport.python;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.io.NumberOutput;

/**
 * Spells doubles as Python does: the shortest digits that parse back, the nearest of these, in
 * exponent form below 1e-4 and from 1e16.
 *
 * <p>Three tiers, one meaning: short decimals (most amounts), what Java lays out as Python does
 * (most sums), and the rest.
 */
final class FloatRepr {

    private static final long MILLION = 1_000_000;

    /** The least |x| that is not in exponent form. */
    private static final double MIN_POSITIONAL = 1e-4;

    /** Below it x * 10^6 has at most 15 digits, and so is far below 2^53. */
    private static final double MAX_SHORT = 1e9;

    /** Where Java's layout is not in exponent form either. */
    private static final double MIN_POSITIONAL_IN_JAVA = 1e-3;

    private static final double MAX_POSITIONAL_IN_JAVA = 1e7;

    private FloatRepr() {}

    static String of(double x) {
        byte[] ascii = new byte[PythonFloats.MAX_REPR_BYTES];
        return new String(ascii, 0, write(x, ascii, 0), StandardCharsets.ISO_8859_1);
    }

    static int write(double x, byte[] dst, int at) {
        double magnitude = Math.abs(x);
        if (magnitude >= MIN_POSITIONAL && magnitude < MAX_SHORT) {
            // If the decimal m / 10^6 rounds to x (which is what the division finds out, as both
            // are exact in double), it is the shortest spelling: it has at most 15 significant
            // digits (m = 10^15 would make x 10^9), and two different decimals of at most 15
            // digits never round to the same double, so that no shorter one rounds to x.
            double m = Math.rint(magnitude * MILLION);
            if (m / MILLION == magnitude) {
                return writeMillionths((long) m, dst, writeSign(x, dst, at));
            }
            if (magnitude >= MIN_POSITIONAL_IN_JAVA && magnitude < MAX_POSITIONAL_IN_JAVA) {
                return NumberOutput.outputDouble(x, dst, at);
            }
        }
        return writeAny(x, dst, at);
    }

    private static int writeMillionths(long m, byte[] dst, int at) {
        long whole = m / MILLION;
        int end = NumberOutput.outputLong(whole, dst, at);
        dst[end++] = '.';
        long fraction = m - whole * MILLION;
        long unit = MILLION / 10;
        do {
            dst[end++] = (byte) ('0' + fraction / unit);
            fraction %= unit;
            unit /= 10;
        } while (fraction != 0);
        return end;
    }

    private static int writeAny(double x, byte[] dst, int at) {
        if (!Double.isFinite(x)) {
            return writeAscii(x != x ? "nan" : x > 0 ? "inf" : "-inf", dst, at);
        }
        int start = writeSign(x, dst, at);
        String digits = x == 0 ? "0.0" : ShortestDecimal.of(Math.abs(x)).toPython();
        return writeAscii(digits, dst, start);
    }

    private static int writeSign(double x, byte[] dst, int at) {
        if (Double.doubleToRawLongBits(x) < 0) {
            dst[at] = '-';
            return at + 1;
        }
        return at;
    }

    private static int writeAscii(String ascii, byte[] dst, int at) {
        for (int i = 0; i < ascii.length(); i++) {
            dst[at + i] = (byte) ascii.charAt(i);
        }
        return at + ascii.length();
    }
}
