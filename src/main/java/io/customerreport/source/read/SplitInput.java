package io.customerreport.source.read;

import io.customerreport.source.block.Damage;
import java.io.Closeable;
import java.io.IOException;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;

/**
 * The bytes of one split, from the first byte of its first line to the end of its last.
 *
 * <p>Offsets count bytes of the file, in a compressed file those of its content. Errors name the
 * file and the offset.
 */
interface SplitInput extends Closeable {

    /** What {@link #resumedOffset} says of a split that is read from its beginning. */
    long NOT_RESUMED = CheckpointedPosition.NO_OFFSET;

    /** Records after the offset in a position that lies after the notice of damage. */
    int BEHIND_DAMAGE = 1;

    /** Whether all that a restored split holds was read, and that its file is damaged was told. */
    static boolean isBehindDamage(FileSourceSplit split) {
        return split.getReaderPosition()
                .filter(position -> position.getRecordsAfterOffset() == BEHIND_DAMAGE)
                .isPresent();
    }

    /** Byte offset of the line with which a restored split goes on, or {@link #NOT_RESUMED}. */
    static long resumedOffset(FileSourceSplit split) {
        CheckpointedPosition position = split.getReaderPosition().orElse(null);
        if (position == null) {
            return NOT_RESUMED;
        }
        if (position.getOffset() < 0 || position.getRecordsAfterOffset() > BEHIND_DAMAGE) {
            throw new IllegalStateException("no position of a line block reader: " + split);
        }
        return position.getOffset();
    }

    /**
     * Reads until {@code length} bytes are there or the split ends, whichever comes first.
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
    default Damage damage() {
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
