package io.customerreport.generate;

/**
 * Pseudo-random numbers that are the same on every machine and Java version.
 *
 * <p>SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
 * The JDK's class of that algorithm does not promise how it forms bounded numbers, so this one is
 * spelled out. Not for cryptography.
 */
final class SplitMix64 {

    /** The odd integer nearest to 2^64 divided by the golden ratio. */
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    SplitMix64(long seed) {
        state = seed;
    }

    long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /**
     * A number from 0 up to but excluding {@code bound}, which is positive. 32 random bits times 31
     * bits fit a long; the bias of less than bound / 2^32 is accepted.
     */
    int below(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** A multiple of 2^-53 from 0.0 up to but excluding 1.0. */
    double unit() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    boolean chance(double share) {
        return unit() < share;
    }

    <T> T oneOf(T[] choices) {
        return choices[below(choices.length)];
    }

    /** A bijection of 64 bits in which every input bit sways every output bit. */
    static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
