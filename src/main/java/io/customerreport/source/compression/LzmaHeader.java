package io.customerreport.source.compression;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.CorruptedInputException;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.UnsupportedOptionsException;

/**
 * The 13 bytes that a .lzma file begins with: properties, the size of the dictionary, and that of
 * the content.
 *
 * <p>They hold no signature. As in the xz utilities, what no compressor writes is none: a
 * dictionary of another size than 2^n or 2^n + 2^(n-1) bytes, or a content of 256 GiB and more.
 */
final class LzmaHeader {

    private static final int BYTES = 13;
    private static final long UNKNOWN = -1;
    private static final int ANY_DICTIONARY = -1;
    private static final long CONTENT_LIMIT = 1L << 38;

    /**
     * What nearly all such files begin with: the usual properties, and no dictionary below 64 KiB.
     */
    private static final byte[] USUAL = {0x5d, 0, 0};

    private LzmaHeader() {}

    static boolean isAt(byte[] head) {
        if (head.length < BYTES) {
            return false;
        }
        ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        int dictionary = header.getInt(1);
        long content = header.getLong(5);
        return isProperties(head[0] & 0xff)
                && (dictionary == ANY_DICTIONARY || isUsualSize(dictionary))
                && (content == UNKNOWN || content >= 0 && content < CONTENT_LIMIT);
    }

    /** Whether a file ends within what may be such a header. */
    static boolean isCutOff(byte[] head) {
        int shared = Math.min(head.length, USUAL.length);
        return head.length < BYTES && Arrays.equals(head, 0, shared, USUAL, 0, shared);
    }

    /** Why a file that begins so is not read; null if it is. */
    static @Nullable Refusal refusal(byte[] head) {
        if (!isAt(head)) {
            return null;
        }
        int dictionary = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(1);
        try {
            int needed = LZMAInputStream.getMemoryUsage(dictionary, head[0]);
            return needed <= Compression.MEMORY_KIB
                    ? null
                    : Refusal.memoryKib(needed, Compression.LZMA);
        } catch (UnsupportedOptionsException e) {
            return Refusal.memory("a dictionary of 2 GiB or more", Compression.LZMA);
        } catch (CorruptedInputException e) {
            // Whoever reads the file will say what is wrong with it.
            return null;
        }
    }

    /** (pb * 5 + lp) * 9 + lc, of which the last two are 4 together at most. */
    private static boolean isProperties(int properties) {
        int literals = properties % 9 + properties / 9 % 5;
        return properties < 9 * 5 * 5 && literals <= 4;
    }

    private static boolean isUsualSize(int dictionary) {
        int rest = dictionary ^ Integer.highestOneBit(dictionary);
        return dictionary != 0 && (rest == 0 || rest == Integer.highestOneBit(dictionary) >>> 1);
    }
}
