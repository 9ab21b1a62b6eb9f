package io.customerreport.python;

import io.customerreport.testing.trials.Draws;

/** Finite doubles for properties: of every magnitude, and as payments have them. */
final class Doubles {

    /**
     * Where Python or Java change the form in which they spell a number, or this program its way.
     */
    private static final Double[] BOUNDS = {1e-6, 1e-4, 1e-3, 1e7, 1e9, 0x1p52 / 1e6, 1e16};

    private Doubles() {}

    static double ofAnyKind(Draws draws) {
        return draws.ofOneKind(
                draws::finiteDouble,
                () -> subnormal(draws),
                () -> nearMillionths(draws),
                () -> nearHalfMillionths(draws),
                () -> dyadic(draws),
                () -> nearBounds(draws),
                () -> draws.decimal(10_000_000_000_000L, 12));
    }

    private static double subnormal(Draws draws) {
        return Double.longBitsToDouble(draws.between(1, (1L << 52) - 1));
    }

    /** Decimals of up to six places, and what lies up to three steps beside them. */
    private static double nearMillionths(Draws draws) {
        return beside(draws, millionths(draws) / 1e6);
    }

    /**
     * What lies half-way between two millionths, as nearly as a double gets, or three steps off.
     */
    private static double nearHalfMillionths(Draws draws) {
        return beside(draws, (2 * millionths(draws) + 1) / 2e6);
    }

    /** Exact ties exist among these: n / 128 = 7812.5 n / 10^6. */
    private static double dyadic(Draws draws) {
        return draws.between(-(1L << 52), 1L << 52) / 128.0;
    }

    /** Up to a fifth more or less than a bound, and what lies just beside it. */
    private static double nearBounds(Draws draws) {
        return beside(
                draws,
                draws.oneOf(BOUNDS) * (1 + draws.between(-(1L << 52), 1L << 52) * 0x1p-52 / 5));
    }

    private static long millionths(Draws draws) {
        return draws.between(-(1L << 53), 1L << 53);
    }

    private static double beside(Draws draws, double x) {
        return x + draws.between(-3, 3) * Math.ulp(x);
    }
}
