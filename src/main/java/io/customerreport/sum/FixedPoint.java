package io.customerreport.sum;

/**
 * Exact sums of ordinary doubles as 128-bit fixed-point integers, kept in pairs of longs.
 *
 * <p>A sum is the two's complement integer {@code words[at + 1] * 2^64 + (unsigned) words[at]} in
 * units of 2^-80. A double whose last bit weighs at least 2^-80 and whose magnitude is below 2^46
 * is such an integer, so adding it is an integer addition: exact, and the same in any order. In
 * money: every double from 3.8e-9 to 7.0e13, and sums up to 1.7e14. What does not fit is declined,
 * never rounded; {@link ExactSums} leaves it to {@link WideSum}.
 *
 * <p>A running compensation (two doubles, as in Kahan's or Shewchuk's sums) would need as many
 * bytes, but is neither exact in all cases nor the same representation in any order.
 */
public final class FixedPoint {

    /** Longs in a sum. */
    public static final int WORDS = 2;

    /** A sum counts units of 2^-SCALE. */
    static final int SCALE = 80;

    /**
     * A double with the biased exponent e is its 53-bit integer mantissa times 2^(e - 1075), that
     * is, times 2^(e - 995) units.
     */
    private static final int EXPONENT_OF_UNIT = 1075 - SCALE;

    /**
     * 73 keeps a shifted mantissa below 2^(53 + 73) = 2^126 units, so that it is a 128-bit integer
     * with a sign to spare.
     */
    private static final int MAX_SHIFT = 73;

    private static final long IMPLICIT_BIT = 1L << 52;

    private FixedPoint() {}

    /**
     * Adds {@code x}, or declines.
     *
     * @return whether the sum now includes {@code x}; if not, it is unchanged
     */
    public static boolean add(long[] words, int at, double x) {
        long bits = Double.doubleToRawLongBits(x);
        int shift = (int) (bits >>> 52 & 0x7ff) - EXPONENT_OF_UNIT;
        long mantissa = bits & IMPLICIT_BIT - 1 | IMPLICIT_BIT;
        if (shift < 0) {
            if (x == 0) {
                return true;
            }
            // Shorter mantissas reach below the unit's exponent (subnormals never do).
            if (Long.numberOfTrailingZeros(mantissa) < -shift) {
                return false;
            }
            mantissa >>= -shift;
            shift = 0;
        } else if (shift > MAX_SHIFT) {
            return false;
        }
        long sign = bits >> 63;
        long signed = (mantissa ^ sign) - sign;
        if (shift >= 64) {
            return add(words, at, signed << shift - 64, 0);
        }
        // In two steps, because a shift by 64 - 0 would be none.
        return add(words, at, signed >> 1 >> 63 - shift, signed << shift);
    }

    /** Adds the 128-bit integer {@code hi * 2^64 + (unsigned) lo}, or declines if it overflows. */
    static boolean add(long[] words, int at, long hi, long lo) {
        long sumLo = words[at] + lo;
        long carry = Long.compareUnsigned(sumLo, lo) < 0 ? 1 : 0;
        long before = words[at + 1];
        long sumHi = before + hi + carry;
        if (((before ^ sumHi) & (hi ^ sumHi)) < 0) {
            return false;
        }
        words[at] = sumLo;
        words[at + 1] = sumHi;
        return true;
    }

    /** The sum rounded once to the nearest double, ties to even; an exact zero is 0.0. */
    static double value(long hi, long lo) {
        long sign = hi >> 63;
        long magnitudeLo = (lo ^ sign) - sign;
        long magnitudeHi = (hi ^ sign) - sign - (sign != 0 && magnitudeLo != 0 ? 1 : 0);
        // -(hi:lo) is (~hi:~lo) + 1; the carry reaches the high word only when lo is 0.
        double magnitude = unsignedValue(magnitudeHi, magnitudeLo);
        return sign == 0 ? magnitude : -magnitude;
    }

    private static double unsignedValue(long hi, long lo) {
        if (hi == 0) {
            return lo == 0 ? 0.0 : Rounding.nearest(lo, false, -SCALE);
        }
        int zeros = Long.numberOfLeadingZeros(hi);
        long top = zeros == 0 ? hi : hi << zeros | lo >>> 64 - zeros;
        return Rounding.nearest(top, lo << zeros != 0, 64 - zeros - SCALE);
    }
}
