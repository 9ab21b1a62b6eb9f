package io.customerreport.testing.trials;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Random arguments of one trial, among which the edges of each kind come far more often than by
 * chance: what a property does not hold for is mostly found there.
 */
public final class Draws {

    /** One number in this many is an edge. */
    private static final int EDGE_SHARE = 16;

    private static final double[] EDGES_OF_DOUBLES = {
        0.0,
        1.0,
        2.0,
        0.01,
        0.1,
        0x1p53,
        0x1p53 + 2,
        Double.MIN_VALUE,
        Math.nextDown(Double.MIN_NORMAL),
        Double.MIN_NORMAL,
        Math.nextDown(Double.MAX_VALUE),
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NaN,
        // A NaN that carries something.
        Double.longBitsToDouble(0x7ff0_0000_0000_0001L),
    };

    /** The first and last of each length in UTF-8, what JSON escapes, and what readers trip on. */
    private static final int[] EDGES_OF_CODE_POINTS = {
        0x00, 0x09, 0x0A, 0x0D, 0x1F, 0x20, '"', '\\', '/', 0x7F, 0x80, 0x85, 0xA0, 0x7FF, 0x800,
        0x2028, 0xD7FF, 0xE000, 0xFEFF, 0xFF5E, 0xFFFD, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF
    };

    private final SplittableRandom random;

    public Draws(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Any 64 bits, each as likely as any other. */
    public long bits() {
        return random.nextLong();
    }

    /** A number of any magnitude; the bounds, zero and what is beside them come often. */
    public long between(long min, long max) {
        if (random.nextInt(EDGE_SHARE) == 0) {
            return clamped(edge(min, max), min, max);
        }
        if (random.nextBoolean()) {
            long ofAnyMagnitude = random.nextLong() >> random.nextInt(Long.SIZE);
            if (ofAnyMagnitude >= min && ofAnyMagnitude <= max) {
                return ofAnyMagnitude;
            }
        }
        return uniform(min, max);
    }

    private long edge(long min, long max) {
        int beside = random.nextInt(3);
        return switch (random.nextInt(3)) {
            case 0 -> min + beside;
            case 1 -> max - beside;
            default -> random.nextBoolean() ? beside : -beside;
        };
    }

    private static long clamped(long n, long min, long max) {
        return Math.max(min, Math.min(max, n));
    }

    private long uniform(long min, long max) {
        // The bound excludes itself, and there is none above the largest.
        return max < Long.MAX_VALUE
                ? random.nextLong(min, max + 1)
                : min > Long.MIN_VALUE ? random.nextLong(min - 1, max) + 1 : random.nextLong();
    }

    /** As {@link #between(long, long)}. */
    public int between(int min, int max) {
        return (int) between((long) min, (long) max);
    }

    /** An integer of up to {@code bits} bits, of either sign. */
    public BigInteger integer(int bits) {
        int length = between(0, bits);
        byte[] magnitude = new byte[length / Byte.SIZE + 1];
        random.nextBytes(magnitude);
        BigInteger beyond = BigInteger.ONE.shiftLeft(length);
        BigInteger drawn = new BigInteger(1, magnitude).mod(beyond);
        return oneOf(drawn, drawn.negate(), beyond.subtract(BigInteger.ONE), beyond.negate());
    }

    /** Any double, also one that is not finite or no number; mostly of any bits. */
    public double anyDouble() {
        if (random.nextInt(EDGE_SHARE) > 0) {
            return Double.longBitsToDouble(bits());
        }
        double edge = EDGES_OF_DOUBLES[random.nextInt(EDGES_OF_DOUBLES.length)];
        return random.nextBoolean() ? edge : -edge;
    }

    public double finiteDouble() {
        double any = anyDouble();
        return Double.isFinite(any) ? any : finiteDouble();
    }

    /** The double nearest to a decimal of up to {@code scale} places, from -max to max. */
    public double decimal(long max, int scale) {
        if (random.nextInt(EDGE_SHARE) == 0) {
            return oneOf(0.0, -0.0, 1.0, -1.0, 0.01, -0.01, (double) max, (double) -max);
        }
        BigDecimal whole = BigDecimal.valueOf(oneOf(0L, between(1 - max, max - 1)));
        int places = between(0, scale);
        long unit = BigInteger.TEN.pow(places).longValueExact();
        return whole.add(BigDecimal.valueOf(between(1 - unit, unit - 1), places)).doubleValue();
    }

    /** A text of at most this many code points, from all of Unicode; no surrogate is alone. */
    public String text(int maxLength) {
        StringBuilder text = new StringBuilder();
        for (int length = size(0, maxLength); length > 0; length--) {
            text.appendCodePoint(codePoint());
        }
        return text.toString();
    }

    private int codePoint() {
        return switch (random.nextInt(5)) {
            case 0 -> EDGES_OF_CODE_POINTS[random.nextInt(EDGES_OF_CODE_POINTS.length)];
            case 1 -> random.nextInt(0x80);
            case 2 -> random.nextInt(0xD800);
            case 3 -> random.nextInt(0xE000, 0x10000);
            default -> random.nextInt(0x10000, Character.MAX_CODE_POINT + 1);
        };
    }

    /** A list of {@code min} to {@code max} elements; the shortest and the longest come often. */
    public <T> List<T> list(int min, int max, Supplier<T> element) {
        List<T> list = new ArrayList<>();
        for (int size = size(min, max); size > 0; size--) {
            list.add(element.get());
        }
        return list;
    }

    private int size(int min, int max) {
        return switch (random.nextInt(8)) {
            case 0 -> min;
            case 1 -> max;
            case 2, 3 -> random.nextInt(min, Math.min(max, min + 3) + 1);
            default -> random.nextInt(min, max + 1);
        };
    }

    @SafeVarargs
    public final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** What one of some kinds of arguments gives. */
    @SafeVarargs
    public final <T> T ofOneKind(Supplier<? extends T>... kinds) {
        return kinds[random.nextInt(kinds.length)].get();
    }
}
