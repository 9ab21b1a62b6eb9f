package io.customerreport.sum;

/** Rounding of long integers to doubles as IEEE 754 rounds: to the nearest, ties to even. */
final class Rounding {

    private Rounding() {}

    /**
     * The double nearest to {@code (top + s) * 2^exponent}, where {@code top} is unsigned and not
     * 0, and s is a fraction strictly between 0 and 1 if {@code sticky}, else 0. With {@code
     * sticky}, the highest bit of {@code top} must be set.
     *
     * <p>The result must not be subnormal unless it is exact; beyond the largest double it is
     * infinite.
     */
    static double nearest(long top, boolean sticky, int exponent) {
        int zeros = Long.numberOfLeadingZeros(top);
        long normal = top << zeros;
        long mantissa = normal >>> 11;
        long rest = normal & 0x7ff;
        boolean up = rest > 0x400 || rest == 0x400 && (sticky || (mantissa & 1) != 0);
        // At most 2^53, so the conversion is exact, and so is the scaling.
        return Math.scalb((double) (up ? mantissa + 1 : mantissa), exponent - zeros + 11);
    }
}
