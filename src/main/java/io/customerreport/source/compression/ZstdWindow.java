package io.customerreport.source.compression;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * How much of its content a zstd frame wants to be held in memory, by its header (RFC 8878,
 * 3.1.1.1).
 *
 * <p>The library says of a window that is too large only that it is.
 */
final class ZstdWindow {

    private static final int MAGIC = 0xFD2FB528;
    private static final int DESCRIPTOR = 4;

    private ZstdWindow() {}

    /** Why a file that begins so is not read; null if it is, or begins with no frame. */
    static @Nullable Refusal refusal(byte[] head) {
        long window = head.length < DESCRIPTOR + 2 ? 0 : bytes(head);
        return window <= Compression.MEMORY_KIB * 1024L
                ? null
                : Refusal.memory("a window of " + spell(window), Compression.ZSTD);
    }

    private static long bytes(byte[] head) {
        int descriptor = head[DESCRIPTOR];
        boolean wholeContent = (descriptor & 0x20) != 0;
        boolean contentUnknown = (descriptor & 0xe0) == 0;
        if (ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt() != MAGIC
                || wholeContent
                || !contentUnknown) {
            // Short content needs no window, however long the one is that it may use.
            return 0;
        }
        int window = head[DESCRIPTOR + 1] & 0xff;
        long base = 1L << 10 + (window >> 3);
        return base + (base >> 3) * (window & 7);
    }

    private static String spell(long bytes) {
        return bytes % (1 << 30) == 0 ? (bytes >> 30) + " GiB" : (bytes >> 20) + " MiB";
    }
}
