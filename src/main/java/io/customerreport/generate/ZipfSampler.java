package io.customerreport.generate;

/**
 * Draws ranks 1 to n, rank k with a probability proportional to k^-exponent, in constant expected
 * time and without a table.
 *
 * <p>Rejection-inversion: Hörmann, Derflinger, "Rejection-inversion to generate variates from
 * monotone discrete distributions", ACM TOMACS 6(3), 1996. The hat is the density x^-exponent,
 * whose integral H inverts in closed form; fewer than 1.2 draws are needed on average. StrictMath
 * throughout, so that the ranks are the same on every machine.
 */
final class ZipfSampler {

    private final int n;
    private final double exponent;

    /** 1 - exponent; H(x) = (x^t - 1) / t, which is ln x where t is 0. */
    private final double t;

    private final double hullAtOne;
    private final double hullAtEnd;

    /** Within this distance below its rank a point is always accepted: no need to compute H. */
    private final double squeeze;

    /**
     * @param n the number of ranks, at least 1
     * @param exponent at least 0; 0 draws uniformly
     */
    ZipfSampler(int n, double exponent) {
        this.n = n;
        this.exponent = exponent;
        this.t = 1.0 - exponent;
        // The first rank's whole mass, 1, ends at H(1.5): it is drawn without rejection.
        this.hullAtOne = integral(1.5) - 1.0;
        this.hullAtEnd = integral(n + 0.5);
        this.squeeze = 2.0 - inverseIntegral(integral(2.5) - mass(2.0));
    }

    int next(SplitMix64 random) {
        if (exponent == 0.0) {
            return 1 + random.below(n);
        }
        while (true) {
            double u = hullAtEnd + random.unit() * (hullAtOne - hullAtEnd);
            double x = inverseIntegral(u);
            int rank = (int) Math.max(1L, Math.min(n, Math.round(x)));
            if (rank - x <= squeeze || u >= integral(rank + 0.5) - mass(rank)) {
                return rank;
            }
        }
    }

    private double mass(double x) {
        return StrictMath.exp(-exponent * StrictMath.log(x));
    }

    private double integral(double x) {
        double log = StrictMath.log(x);
        return t == 0.0 ? log : StrictMath.expm1(t * log) / t;
    }

    private double inverseIntegral(double u) {
        return StrictMath.exp(t == 0.0 ? u : StrictMath.log1p(t * u) / t);
    }
}
