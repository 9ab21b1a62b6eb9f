package io.customerreport.source.compression;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How much memory the first block of an xz file wants, by its header (the .xz file format, 3.1), so
 * that a run need not begin in order to find out.
 */
final class XzMemory {

    private static final int STREAM_HEADER = 12;
    private static final int LZMA2 = 0x21;

    private static final int LARGEST = 40;

    /** What the library needs beside the dictionary. */
    private static final int DECODER_KIB = 104;

    private XzMemory() {}

    /** Why a file that begins so is not read; null if it is, or does not say. */
    static @Nullable Refusal refusal(byte[] head) {
        int needed = kib(head);
        return needed <= Compression.MEMORY_KIB ? null : Refusal.memoryKib(needed, Compression.XZ);
    }

    private static int kib(byte[] head) {
        ByteBuffer header = ByteBuffer.wrap(head);
        try {
            // After the size of the header, of which 0 is an index: the file has no block.
            if (header.position(Math.min(STREAM_HEADER, head.length)).get() == 0) {
                return 0;
            }
            int flags = header.get();
            skipNumbers(header, (flags >> 6 & 1) + (flags >> 7 & 1));
            for (int filters = (flags & 3) + 1; filters > 0; filters--) {
                int id = header.get();
                int properties = header.get();
                if (id == LZMA2) {
                    return kib(header.get());
                }
                header.position(header.position() + properties);
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            // Whoever reads the file will say what is wrong with it.
        }
        return 0;
    }

    /**
     * Those of compressed and uncompressed size, of which each but the last byte has its top bit.
     */
    private static void skipNumbers(ByteBuffer header, int count) {
        for (int i = 0; i < count; i++) {
            while (header.get() < 0) {
                // The next byte belongs to it, too.
            }
        }
    }

    /** From 4 KiB to 4 GiB, in steps of a half and of a third; larger numbers are not defined. */
    private static int kib(int dictionary) {
        return dictionary < 0 || dictionary > LARGEST
                ? 0
                : DECODER_KIB + ((2 | dictionary & 1) << (dictionary >> 1) + 1);
    }
}
