package io.customerreport.bytes;

/**
 * A hash of bytes that is the same in every process and version, as Flink's key groups need.
 *
 * <p>Each {@link #step} takes eight bytes; the last one to seven are padded with zeros to a word,
 * and the length comes last. Multiplication by an odd constant loses nothing, so ids of the same
 * length that differ in one word never collide on 64 bits. A product's low bits depend on low bits
 * alone; a step folds the high ones into them, and the step of the length spreads those of the last
 * word, so that any bits of the result will do. It does not resist keys chosen to collide; such
 * keys cost time, not results.
 */
public final class Utf8Hash {

    /** 2^64 divided by the golden ratio, made odd (Knuth, TAOCP 3, 6.4). */
    private static final long M = 0x9E37_79B9_7F4A_7C15L;

    private Utf8Hash() {}

    public static long hash64(byte[] bytes, int start, int length) {
        long hash = 0;
        int at = start;
        int end = start + length;
        for (; at <= end - 8; at += 8) {
            hash = step(hash, (long) LittleEndian.LONG.get(bytes, at));
        }
        if (at < end) {
            hash = step(hash, word(bytes, at, end - at));
        }
        return step(hash, length);
    }

    /** The same hash, of bytes that stand in words padded with zeros. */
    public static long hash64(long[] words, int at, int length) {
        long hash = 0;
        for (int end = at + (length + 7 >>> 3); at < end; at++) {
            hash = step(hash, words[at]);
        }
        return step(hash, length);
    }

    /** The hash of a single word. */
    public static int hash32(long word) {
        return (int) step(step(0, word), 0);
    }

    public static long step(long hash, long word) {
        long mixed = (hash ^ word) * M;
        return mixed ^ mixed >>> 32;
    }

    public static int hash32(byte[] bytes, int start, int length) {
        return (int) hash64(bytes, start, length);
    }

    /** Up to eight bytes as a little-endian long, padded with zeros. */
    public static long word(byte[] bytes, int at, int length) {
        return length >= 8
                ? (long) LittleEndian.LONG.get(bytes, at)
                : partOfWord(bytes, at, length);
    }

    private static long partOfWord(byte[] bytes, int at, int length) {
        if (at + 8 <= bytes.length) {
            return (long) LittleEndian.LONG.get(bytes, at) & (1L << 8 * length) - 1;
        }
        long word = 0;
        for (int i = 0; i < length; i++) {
            word |= (bytes[at + i] & 0xffL) << 8 * i;
        }
        return word;
    }

    /** Writes {@code length} bytes from words. */
    public static void unpack(long[] words, int from, byte[] bytes, int at, int length) {
        for (int left = length; left > 0; left -= 8, at += 8) {
            unpack(words[from++], bytes, at, Math.min(left, 8));
        }
    }

    /** Writes the first {@code length} (at most eight) bytes of a word. */
    public static void unpack(long word, byte[] bytes, int at, int length) {
        if (length == 8) {
            LittleEndian.LONG.set(bytes, at, word);
        } else {
            unpackPart(word, bytes, at, length);
        }
    }

    private static void unpackPart(long word, byte[] bytes, int at, int length) {
        for (int i = 0; i < length; i++) {
            bytes[at + i] = (byte) (word >>> 8 * i);
        }
    }
}
