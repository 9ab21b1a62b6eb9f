package io.customerreport.source.split;

import java.io.IOException;

/**
 * A line's place in the whole input as one number: the file's rank in path order in the upper bits,
 * the byte offset in the lower {@value #OFFSET_BITS}.
 *
 * <p>22 bits of rank and 40 of offset leave the sign bit alone, so positions compare as longs.
 */
public final class LinePosition {

    static final int OFFSET_BITS = 40;

    /** Every line starts before this offset: 1 TiB. */
    static final long MAX_FILE_BYTES = 1L << OFFSET_BITS;

    static final int MAX_FILES = 1 << 22;

    private LinePosition() {}

    /**
     * The rank of the file with this number, which is the number itself in an input that ends. The
     * ranks of a watched input begin again at 0 when they are used up: they order nothing there.
     */
    public static int ordinal(long number) {
        return (int) (number % MAX_FILES);
    }

    public static long of(int ordinal, long offset) {
        return (long) ordinal << OFFSET_BITS | offset;
    }

    public static void checkOrdinal(long ordinal) throws IOException {
        if (ordinal >= MAX_FILES) {
            throw new IOException(
                    "the input has more than " + MAX_FILES + " files, the most that can be read");
        }
    }

    public static void checkFileBytes(String file, long bytes) throws IOException {
        if (bytes > MAX_FILE_BYTES) {
            throw new IOException(
                    file + " has more than " + MAX_FILE_BYTES + " bytes, the most a file can have");
        }
    }
}
