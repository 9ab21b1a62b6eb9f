package io.customerreport.bytes;

/**
 * Eight bytes at a time in a long, the first byte lowest ("SIMD within a register").
 *
 * <p>The tests return a mask whose lowest set bit is bit 7 of the first byte that passes; bits
 * above that one may be wrong, because a subtraction borrows from the bytes above. So take {@link
 * #firstByte} and nothing else.
 */
public final class Swar {

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private Swar() {}

    public static long load(byte[] bytes, int at) {
        return (long) LittleEndian.LONG.get(bytes, at);
    }

    /**
     * Bytes that cannot simply be skipped in a JSON string: quote, backslash, control, non-ASCII.
     */
    public static long notPlain(long word) {
        // Each difference is negative in a byte that is looked for, and perhaps in bytes that are
        // not ASCII, which are looked for themselves.
        return ((word ^ 0x22 * ONES) - ONES
                        | (word ^ 0x5c * ONES) - ONES
                        | word - 0x20 * ONES
                        | word)
                & HIGH_BITS;
    }

    static long equalTo(byte b, long word) {
        long zero = word ^ (b & 0xff) * ONES;
        return zero - ONES & ~zero & HIGH_BITS;
    }

    /**
     * The index (0 to 7) of the first byte in a mask that is not 0.
     *
     * <p>Counted by a multiplication: below bit 0 of that byte, each byte before it has one bit of
     * {@link #ONES}, and their sum is the product's highest byte. {@code numberOfTrailingZeros} is
     * one instruction for C2 only; the quick compiler calls it as a method of eight branches.
     */
    public static int firstByte(long mask) {
        return (int) ((((mask & -mask) >>> 7) - 1 & ONES) * ONES >>> 56);
    }

    /**
     * The first {@code b} in {@code bytes[from, to)}, or {@code to}; reads up to 7 bytes beyond.
     */
    public static int indexOf(byte b, byte[] bytes, int from, int to) {
        for (int at = from; at < to; at += 8) {
            long mask = equalTo(b, load(bytes, at));
            if (mask != 0) {
                return Math.min(at + firstByte(mask), to);
            }
        }
        return to;
    }
}
