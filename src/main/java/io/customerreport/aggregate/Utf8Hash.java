package io.customerreport.aggregate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A hash of bytes that is the same in every process and version, as Flink's key groups need.
 *
 * <p>Eight bytes a step: {@code h = (h ^ word) * M}, folded by {@code h ^= h >>> 32} so that high
 * bits reach the low ones; the last one to seven bytes are a word padded with zeros, and the length
 * is the seed. Multiplication by an odd constant loses nothing, so ids that differ in one word
 * never collide on 64 bits. It does not resist keys chosen to collide; such keys cost time, not
 * results.
 */
final class Utf8Hash {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** 2^64 divided by the golden ratio, made odd (Knuth, TAOCP 3, 6.4). */
    private static final long M = 0x9E37_79B9_7F4A_7C15L;

    private Utf8Hash() {}

    static long hash64(byte[] bytes, int start, int length) {
        long hash = length * M;
        int at = start;
        int end = start + length;
        for (; at <= end - 8; at += 8) {
            hash = step(hash, (long) LONG.get(bytes, at));
        }
        if (at < end) {
            long word = 0;
            for (int shift = 0; at < end; at++, shift += 8) {
                word |= (bytes[at] & 0xffL) << shift;
            }
            hash = step(hash, word);
        }
        return hash;
    }

    private static long step(long hash, long word) {
        long mixed = (hash ^ word) * M;
        return mixed ^ mixed >>> 32;
    }

    static int hash32(byte[] bytes, int start, int length) {
        long hash = hash64(bytes, start, length);
        return (int) (hash ^ hash >>> 32);
    }
}
