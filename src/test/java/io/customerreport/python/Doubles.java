package io.customerreport.python;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomDistribution;

/** Doubles for properties: of every magnitude, and as payments have them. */
final class Doubles {

    private Doubles() {}

    /** Every bit pattern of a finite double is as likely as any other. */
    static Arbitrary<Double> finite() {
        return Arbitraries.longs()
                .withDistribution(RandomDistribution.uniform())
                .map(Double::longBitsToDouble)
                .filter(Double::isFinite);
    }

    static Arbitrary<Double> subnormal() {
        return Arbitraries.longs().between(1, (1L << 52) - 1).map(Double::longBitsToDouble);
    }

    /** Decimals of up to six places, and what lies up to three steps beside them. */
    static Arbitrary<Double> nearMillionths() {
        return beside(millionths(), 1e6);
    }

    /**
     * What lies half-way between two millionths, as nearly as a double gets, or three steps off.
     */
    static Arbitrary<Double> nearHalfMillionths() {
        return beside(millionths().map(n -> 2 * n + 1), 2e6);
    }

    /** Exact ties exist among these: n / 128 = 7812.5 n / 10^6. */
    static Arbitrary<Double> dyadic() {
        return Arbitraries.longs().between(-(1L << 52), 1L << 52).map(n -> n / 128.0);
    }

    static Arbitrary<Double> amounts() {
        return Arbitraries.doubles().between(-1e13, 1e13).ofScale(12);
    }

    static Arbitrary<Double> ofAllKinds() {
        return Arbitraries.oneOf(
                finite(), subnormal(), nearMillionths(), nearHalfMillionths(), dyadic(), amounts());
    }

    private static Arbitrary<Long> millionths() {
        return Arbitraries.longs().between(-(1L << 53), 1L << 53);
    }

    private static Arbitrary<Double> beside(Arbitrary<Long> numerators, double denominator) {
        Arbitrary<Integer> steps = Arbitraries.integers().between(-3, 3);
        return numerators.flatMap(n -> steps.map(step -> step(n / denominator, step)));
    }

    private static double step(double x, int steps) {
        return x + steps * Math.ulp(x);
    }
}
