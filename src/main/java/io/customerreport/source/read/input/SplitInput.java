package io.customerreport.source.read.input;

import io.customerreport.source.block.Damage;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one range, from the first byte of its first line to the end of its last.
 *
 * <p>Offsets count bytes of the file, in a compressed file those of its content. Errors name the
 * file and the offset.
 */
public interface SplitInput extends Closeable {

    /** Stands for the offset at which reading goes on where it begins. */
    long NOT_RESUMED = -1;

    /**
     * Reads until {@code length} bytes are there or the range ends, whichever comes first.
     *
     * @return how many bytes were read
     */
    int read(byte[] buffer, int start, int length) throws IOException;

    /** Byte offset of the next byte that is read. */
    long offset();

    /**
     * How many bytes of the stored file the next {@code bytes} stand for, all of which have been
     * read; what a decompressor took in counts once.
     */
    default long storedBytes(long bytes) throws IOException {
        return bytes;
    }

    /** Whether nothing is left to read; only known after a read that came back short. */
    boolean ended();

    /** What made an input end early that has {@link #ended}; null for nothing. */
    default @Nullable Damage damage() {
        return null;
    }

    /**
     * Whether the {@link #damage} is that the stored bytes end where more were wanted: the file may
     * still be growing, or have been cut off, but none of its bytes is known to be wrong.
     */
    default boolean isCutOff() {
        return false;
    }
}
