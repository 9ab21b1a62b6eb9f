package io.customerreport.source.read;

import io.customerreport.source.block.Damage;
import io.customerreport.source.block.LineBlock;
import io.customerreport.source.compression.Compression;
import io.customerreport.source.compression.FileHead;
import io.customerreport.source.compression.Refusal;
import io.customerreport.source.files.InputNames;
import io.customerreport.source.files.Pipe;
import io.customerreport.source.read.input.HeadedStream;
import io.customerreport.source.read.input.LineEnds;
import io.customerreport.source.read.input.ListedFile;
import io.customerreport.source.read.input.PlainInput;
import io.customerreport.source.read.input.SalvagedInput;
import io.customerreport.source.read.input.SoundInput;
import io.customerreport.source.read.input.SplitInput;
import io.customerreport.source.split.FileRange;
import io.customerreport.source.split.LinePosition;
import io.customerreport.source.split.Position;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reads NDJSON files as blocks of whole lines.
 *
 * <h2>Ranges</h2>
 *
 * <p>A line belongs to the range that holds its first byte, so an uncompressed file may be cut
 * anywhere. A compressed file must be one range: the first bytes of a file say what it is, whatever
 * its name.
 *
 * <h2>What the blocks stand for</h2>
 *
 * <p>Every byte of a file is in the {@link LineBlock#sourceBytes} of exactly one block: a block
 * counts its lines with their line ends, the first one also a byte order mark. A file that holds
 * nothing but a byte order mark has one empty line; an empty file has none.
 *
 * <h2>Checkpointing</h2>
 *
 * <p>The position after a block is the byte offset of the next line. In a compressed file it counts
 * bytes of the content, which is decompressed again up to it.
 */
public final class LineBlockFormat implements BlockFormat {

    public static final int DEFAULT_BLOCK_BYTES = 1 << 20;
    public static final int DEFAULT_MAX_LINE_BYTES = 64 << 20;

    /** Blocks and lines are byte arrays, which end a little above this. */
    public static final int LARGEST_LIMIT = 1 << 30;

    private static final long serialVersionUID = 1L;

    private final InputNames names;
    private final int maxLineBytes;
    private final int blockBytes;
    private final boolean damagedFilesAllowed;

    /** Whether a compressed file that ends too early may be completed later. */
    private final boolean restAwaited;

    /** Shared by the readers of one task, so that buffers outlive a range. */
    private transient PooledBlock.Pool pool;

    /**
     * @param maxLineBytes a line longer than this, without its line end, is handed out as an {@link
     *     LineBlock#oversizedLine}
     * @param blockBytes how much is read at once; only a longer line makes a longer block
     */
    public LineBlockFormat(InputNames names, int maxLineBytes, int blockBytes) {
        this(names, maxLineBytes, blockBytes, false);
    }

    /**
     * Says what to do about compressed files that are cut off or damaged.
     *
     * @param damagedFilesAllowed whether their lines before the damage are handed out and then a
     *     block that tells of the {@link Damage}; else they are errors
     */
    public LineBlockFormat(
            InputNames names, int maxLineBytes, int blockBytes, boolean damagedFilesAllowed) {
        this(names, maxLineBytes, blockBytes, damagedFilesAllowed, false);
    }

    private LineBlockFormat(
            InputNames names,
            int maxLineBytes,
            int blockBytes,
            boolean damagedFilesAllowed,
            boolean restAwaited) {
        this.names = names;
        this.restAwaited = restAwaited;
        this.damagedFilesAllowed = damagedFilesAllowed;
        this.maxLineBytes = checkLimit("max line bytes", maxLineBytes);
        this.blockBytes = checkLimit("block bytes", blockBytes);
    }

    /**
     * For files that may still be written: a compressed one that ends too early is not an error.
     * Its lines up to there are handed out, and then a block with a notice; a range of it that
     * begins there, in bytes as they are stored, has the lines after these.
     */
    public LineBlockFormat awaitingRest() {
        return new LineBlockFormat(names, maxLineBytes, blockBytes, damagedFilesAllowed, true);
    }

    @Override
    public BlockReader open(FileRange range, @Nullable Position from) throws IOException {
        String file = names.spell(range.file().toPath());
        return new LineBlockReader(
                input(new ListedFile(file, range), from),
                pool(),
                file,
                LinePosition.ordinal(range.number()),
                blockBytes,
                maxLineBytes,
                restAwaited);
    }

    private SplitInput input(ListedFile file, @Nullable Position from) throws IOException {
        if (from != null && from.damageTold() && (damagedFilesAllowed || restAwaited)) {
            return new NothingLeft(from.offset());
        }
        if (file.isPipe()) {
            return pipe(file, from);
        }
        long resumed = from == null ? SplitInput.NOT_RESUMED : from.offset();
        FSDataInputStream in = open(file, resumed);
        try {
            return isWorthALook(file.range())
                    ? input(file, in, resumed)
                    : new PlainInput(in, file, resumed);
        } catch (IOException | RuntimeException e) {
            IOUtils.closeQuietly(in);
            throw e;
        }
    }

    /** What comes through a pipe, compressed or not. */
    private SplitInput pipe(ListedFile file, @Nullable Position from) throws IOException {
        if (from != null) {
            throw readBefore(file, null);
        }
        InputStream in;
        try {
            in = Pipe.open(file.path());
        } catch (IOException e) {
            throw readBefore(file, e);
        }
        try {
            FileHead head = FileHead.read(in, "");
            Refusal refusal = head.refusal();
            if (refusal != null) {
                throw file.refused(refusal);
            }
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head.bytes()), in);
            return new SalvagedInput(
                    () -> whole,
                    head.kind().compression(),
                    file,
                    Long.MAX_VALUE,
                    SplitInput.NOT_RESUMED);
        } catch (IOException | RuntimeException e) {
            IOUtils.closeQuietly(in);
            throw e;
        }
    }

    private static IOException readBefore(ListedFile file, @Nullable Exception cause) {
        return file.failure(
                "--input '"
                        + file.name()
                        + "' is a pipe, and cannot be read again from its beginning after a failure:"
                        + " write what comes to a file first",
                cause);
    }

    /**
     * The first range of a file says what all hold. Another looks for itself as well, unless that
     * is one more request of an object store: the job fails over the first.
     */
    private static boolean isWorthALook(FileRange range) {
        return range.offset() == 0 || range.file().isLocal();
    }

    private SplitInput input(ListedFile file, FSDataInputStream in, long resumed)
            throws IOException {
        FileRange range = file.range();
        FileHead head = head(file, in);
        Refusal refusal = head.refusal();
        if (refusal != null) {
            throw file.refused(refusal);
        }
        HeadedStream whole = new HeadedStream(in, head.bytes());
        Compression compression = head.kind().compression();
        if (compression == Compression.NONE) {
            return new PlainInput(whole, file, resumed);
        }
        if (range.offset() > 0 && !restAwaited || range.end() < range.file().bytes()) {
            throw file.refused(Refusal.inParts(compression));
        }
        long start = resumed;
        if (range.offset() > 0 && resumed == SplitInput.NOT_RESUMED) {
            start = endOfWholeLines(file, compression, range.offset());
        }
        Queue<InputStream> opened = new ArrayDeque<>(List.of(whole));
        SalvagedInput salvaged =
                new SalvagedInput(
                        () -> opened.isEmpty() ? open(file, resumed) : opened.remove(),
                        compression,
                        file,
                        range.file().bytes(),
                        start);
        return damagedFilesAllowed ? salvaged : new SoundInput(salvaged, file, restAwaited);
    }

    /**
     * How many bytes of the content were handed out when the file was stored no further than that.
     */
    private static long endOfWholeLines(ListedFile file, Compression compression, long storedEnd)
            throws IOException {
        byte[] buffer = new byte[1 << 16];
        long end = 0;
        try (SplitInput before =
                new SalvagedInput(
                        () -> open(file, SplitInput.NOT_RESUMED),
                        compression,
                        file,
                        storedEnd,
                        SplitInput.NOT_RESUMED)) {
            while (!before.ended()) {
                int n = before.read(buffer, 0, buffer.length);
                int lineEnd = LineEnds.last(buffer, 0, n);
                end = lineEnd < 0 ? end : before.offset() - n + lineEnd + 1;
            }
            return before.damage() == null ? before.offset() : end;
        }
    }

    private static FileHead head(ListedFile file, FSDataInputStream in) throws IOException {
        try {
            return FileHead.read(in, file.path().getName());
        } catch (IOException e) {
            throw file.failure("Cannot read " + file.name() + ": " + e.getMessage(), e);
        }
    }

    private static FSDataInputStream open(ListedFile file, long resumed) throws IOException {
        try {
            return file.path().getFileSystem().open(file.path());
        } catch (IOException e) {
            long offset = Math.max(file.range().offset(), resumed);
            throw file.failure(
                    "Cannot open "
                            + file.name()
                            + " to read it from byte "
                            + offset
                            + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /** The input of a range of which all was read before. */
    private record NothingLeft(long offset) implements SplitInput {

        @Override
        public int read(byte[] buffer, int start, int length) {
            return 0;
        }

        @Override
        public boolean ended() {
            return true;
        }

        @Override
        public void close() {}
    }

    private synchronized PooledBlock.Pool pool() {
        if (pool == null) {
            pool = new PooledBlock.Pool(blockBytes);
        }
        return pool;
    }

    private static int checkLimit(String what, int bytes) {
        if (bytes < 1 || bytes > LARGEST_LIMIT) {
            throw new IllegalArgumentException(
                    what + " must be from 1 to " + LARGEST_LIMIT + ", not " + bytes);
        }
        return bytes;
    }
}
