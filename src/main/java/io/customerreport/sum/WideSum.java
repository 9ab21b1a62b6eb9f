package io.customerreport.sum;

import io.customerreport.bytes.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;

/**
 * The part of an exact sum that is out of the ordinary: tiny and huge doubles, NaN, infinities.
 *
 * <p>Finite doubles are added as integers in units of 2^-1074, of which every finite double is a
 * whole number (at most 2^2098), so the sum is exact and the same in any order. An addition costs a
 * few hundred nanoseconds and up to 270 bytes; payments seldom need one.
 */
public final class WideSum {

    /** A sum counts units of 2^-SCALE. */
    static final int SCALE = 1074;

    private static final int NAN = 1;
    private static final int POSITIVE_INFINITY = 2;
    private static final int NEGATIVE_INFINITY = 4;

    private BigInteger units = BigInteger.ZERO;
    private int specials;

    public void add(double x) {
        if (x - x == 0) {
            units = units.add(inUnits(x));
        } else if (x != x) {
            specials |= NAN;
        } else {
            specials |= x > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
        }
    }

    /** Adds the fixed-point sum {@code hi * 2^64 + (unsigned) lo}. */
    void add(long hi, long lo) {
        units = units.add(inUnits(hi, lo));
    }

    public void add(WideSum other) {
        units = units.add(other.units);
        specials |= other.specials;
    }

    WideSum copy() {
        WideSum copy = new WideSum();
        copy.add(this);
        return copy;
    }

    /** The value of this sum and the fixed-point sum together, rounded once. */
    double value(long hi, long lo) {
        if (specials != 0) {
            return switch (specials) {
                case POSITIVE_INFINITY -> Double.POSITIVE_INFINITY;
                case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
                default -> Double.NaN;
            };
        }
        BigInteger sum = units.add(inUnits(hi, lo));
        double magnitude = magnitude(sum.abs());
        return sum.signum() < 0 ? -magnitude : magnitude;
    }

    private static double magnitude(BigInteger units) {
        int drop = units.bitLength() - 64;
        if (drop <= 0) {
            long all = units.longValue();
            return all == 0 ? 0.0 : Rounding.nearest(all, false, -SCALE);
        }
        boolean sticky = units.getLowestSetBit() < drop;
        return Rounding.nearest(units.shiftRight(drop).longValue(), sticky, drop - SCALE);
    }

    private static BigInteger inUnits(double x) {
        long bits = Double.doubleToRawLongBits(x);
        int exponent = (int) (bits >>> 52 & 0x7ff);
        long fraction = bits & (1L << 52) - 1;
        long mantissa = exponent == 0 ? fraction : fraction | 1L << 52;
        return BigInteger.valueOf(bits < 0 ? -mantissa : mantissa)
                .shiftLeft(Math.max(exponent - 1, 0));
    }

    private static BigInteger inUnits(long hi, long lo) {
        BigInteger low = BigInteger.valueOf(lo & Long.MAX_VALUE);
        if (lo < 0) {
            low = low.setBit(63);
        }
        return BigInteger.valueOf(hi).shiftLeft(64).add(low).shiftLeft(SCALE - FixedPoint.SCALE);
    }

    void write(DataOutput out) throws IOException {
        byte[] bytes = units.toByteArray();
        out.writeByte(specials);
        Varint.write(out, bytes.length);
        out.write(bytes);
    }

    static WideSum read(DataInput in) throws IOException {
        WideSum sum = new WideSum();
        sum.specials = in.readByte();
        byte[] bytes = new byte[Varint.readInt(in)];
        in.readFully(bytes);
        sum.units = new BigInteger(bytes);
        return sum;
    }
}
