package io.customerreport.source.read;

import io.customerreport.source.block.InputNotice;
import io.customerreport.source.block.LineBlock;
import io.customerreport.source.read.input.LineEnds;
import io.customerreport.source.read.input.SplitInput;
import io.customerreport.source.split.LinePosition;
import io.customerreport.source.split.Position;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of a range into blocks of whole lines.
 *
 * <p>A buffer is filled at once and cut after its last line end; what is left over is the beginning
 * of the next buffer. Only a line that is longer than a buffer makes that one buffer grow, up to
 * the limit for a line.
 *
 * <p>One thread reads; the blocks may be used by another one until they are released. At most the
 * limit for a line, or a block if that is longer, is held per buffer.
 */
final class LineBlockReader implements BlockReader {

    /** How much of an oversized line is handed on. */
    static final int OVERSIZED_BYTES = 65_536;

    private static final int MIN_SKIP_STEP = 4_096;

    private static final int BOM_BYTES = 3;

    private final SplitInput in;
    private final PooledBlock.Pool pool;
    private final String file;
    private final int ordinal;
    private final int blockBytes;
    private final int maxLineBytes;

    /** Whether a file that is cut off may be completed later. */
    private final boolean restAwaited;

    /** What was read beyond the last block: {@code [0, restBytes)}, owned by the reader. */
    private byte[] rest = new byte[0];

    private int restBytes;

    /** Byte offset of the next block. */
    private long nextOffset;

    /** Whether the last byte read is a {@code '\n'} that the file lacks. */
    private boolean lineEndAdded;

    /** Whether it was told that the file is damaged. */
    private boolean damageTold;

    LineBlockReader(
            SplitInput in,
            PooledBlock.Pool pool,
            String file,
            int ordinal,
            int blockBytes,
            int maxLineBytes,
            boolean restAwaited) {
        this.in = in;
        this.pool = pool;
        this.file = file;
        this.ordinal = ordinal;
        this.blockBytes = blockBytes;
        this.maxLineBytes = maxLineBytes;
        this.restAwaited = restAwaited;
        this.nextOffset = in.offset();
    }

    @Override
    public @Nullable PooledBlock next() throws IOException {
        PooledBlock pooled = pool.take();
        // A byte order mark is seen whole, or not there.
        pooled.ensureCapacity(Math.max(restBytes, BOM_BYTES));
        System.arraycopy(rest, 0, pooled.block.bytes, 0, restBytes);
        int length = restBytes;
        while (true) {
            length = fill(pooled, length);
            if (length == 0) {
                return end(pooled);
            }
            byte[] bytes = pooled.block.bytes;
            int start = nextOffset == 0 ? byteOrderMark(bytes, length) : 0;
            int end = endOfWholeLines(bytes, start, length);
            if (end > start) {
                return emit(pooled, start, end, end, length, 0);
            }
            if (length - start > maxLineBytes) {
                return readOversizedLine(pooled, start, length);
            }
            pooled.ensureCapacity(grown(pooled.capacity(), start));
        }
    }

    @Override
    public Position position() {
        return new Position(nextOffset, damageTold);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Reads as far as there is room, and ends the last line of the range if the file does not. */
    private int fill(PooledBlock pooled, int from) throws IOException {
        if (in.ended()) {
            return from;
        }
        byte[] bytes = pooled.block.bytes;
        int length = from + in.read(bytes, from, pooled.capacity() - from);
        if (in.ended() && length > 0 && lacksLineEnd(bytes, length)) {
            if (in.damage() != null) {
                // The damage may have taken a part of that line.
                return LineEnds.last(bytes, 0, length) + 1;
            }
            bytes[length++] = '\n';
            lineEndAdded = true;
        }
        return length;
    }

    /** After the last line there may be something to tell. */
    private @Nullable PooledBlock end(PooledBlock pooled) throws IOException {
        if (in.damage() == null || damageTold) {
            pooled.release();
            return null;
        }
        damageTold = true;
        restBytes = 0;
        LineBlock block = pooled.block;
        block.start = 0;
        block.end = 0;
        block.oversizedLine = false;
        block.truncated = false;
        block.file = file;
        block.offset = nextOffset;
        block.position = LinePosition.of(ordinal, nextOffset);
        block.nextPosition = block.position;
        block.sourceBytes = 0;
        block.storedBytes = in.storedBytes(0);
        block.damage = isRestAwaited() ? null : in.damage();
        block.message = isRestAwaited() ? cutOff() : null;
        return pooled;
    }

    private boolean isRestAwaited() {
        return restAwaited && in.isCutOff();
    }

    private InputNotice cutOff() {
        return new InputNotice(
                InputNotice.Kind.CUT_OFF,
                file,
                "is cut off after byte %d of its content; more of it is read when it has grown"
                        .formatted(nextOffset));
    }

    private boolean lacksLineEnd(byte[] bytes, int length) {
        return bytes[length - 1] != '\n';
    }

    private static int byteOrderMark(byte[] bytes, int length) {
        boolean present =
                length >= BOM_BYTES
                        && bytes[0] == (byte) 0xEF
                        && bytes[1] == (byte) 0xBB
                        && bytes[2] == (byte) 0xBF;
        return present ? BOM_BYTES : 0;
    }

    /**
     * End of the last line before any that is longer than the limit, {@code from} if there is none.
     *
     * <p>Lines are not counted one by one: if {@code maxLineBytes + 1} bytes hold a line end, no
     * line that ends in them is too long, and the search goes on after the last of them.
     */
    private int endOfWholeLines(byte[] bytes, int from, int to) {
        int line = from;
        while (to - line > maxLineBytes) {
            int lineEnd = LineEnds.last(bytes, line, line + maxLineBytes + 1);
            if (lineEnd < 0) {
                return line;
            }
            line = lineEnd + 1;
        }
        int lineEnd = LineEnds.last(bytes, line, to);
        return lineEnd < 0 ? line : lineEnd + 1;
    }

    private int grown(int capacity, int start) {
        // One byte more than the limit shows whether the line ends there or is too long.
        long enough = (long) start + maxLineBytes + 1;
        return (int) Math.max(capacity, Math.min(2L * capacity, enough));
    }

    private @Nullable PooledBlock readOversizedLine(PooledBlock pooled, int start, int filled)
            throws IOException {
        int length = filled;
        long dropped = 0;
        int lineEnd = LineEnds.first(pooled.block.bytes, start + maxLineBytes + 1, length);
        while (lineEnd < 0) {
            int kept = Math.min(length, start + OVERSIZED_BYTES);
            dropped += length - kept;
            pooled.ensureCapacity(kept + Math.max(blockBytes, MIN_SKIP_STEP));
            length = fill(pooled, kept);
            if (length < kept) {
                return end(pooled);
            }
            lineEnd = LineEnds.first(pooled.block.bytes, kept, length);
        }
        int end = Math.min(lineEnd, start + OVERSIZED_BYTES);
        emit(pooled, start, end, lineEnd + 1, length, dropped);
        pooled.block.oversizedLine = true;
        pooled.block.truncated = dropped > 0 || end < lineEnd;
        return pooled;
    }

    /**
     * Hands out {@code bytes[start, end)} and keeps {@code bytes[restStart, length)}.
     *
     * @param dropped how many bytes of the file between {@code start} and {@code restStart} are no
     *     longer in the buffer
     */
    private PooledBlock emit(
            PooledBlock pooled, int start, int end, int restStart, int length, long dropped)
            throws IOException {
        LineBlock block = pooled.block;
        block.start = start;
        block.end = end;
        block.oversizedLine = false;
        block.truncated = false;
        block.damage = null;
        block.message = null;
        block.file = file;
        block.offset = nextOffset + start;
        block.position = LinePosition.of(ordinal, block.offset);
        long following = nextOffset + restStart + dropped;
        if (lineEndAdded && restStart == length) {
            following--;
        }
        LinePosition.checkFileBytes(file, following);
        block.sourceBytes = following - nextOffset;
        block.storedBytes = in.storedBytes(block.sourceBytes);
        nextOffset = following;
        block.nextPosition = LinePosition.of(ordinal, nextOffset);
        keepRest(block.bytes, restStart, length);
        return pooled;
    }

    private void keepRest(byte[] bytes, int from, int to) {
        restBytes = to - from;
        if (rest.length < restBytes || rest.length > 2 * Math.max(restBytes, blockBytes)) {
            rest = new byte[restBytes];
        }
        System.arraycopy(bytes, from, rest, 0, restBytes);
    }
}
