package io.customerreport.source.split;

import io.customerreport.source.block.InputMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.flink.api.connector.source.SourceSplit;
import org.jspecify.annotations.Nullable;

/**
 * Byte ranges that one reader reads one after another: a single one of a long file, or many short
 * files, so that asking for a split costs little beside reading it.
 *
 * <p>The ranges are kept compressed, as checkpoints hold them: names and times of many files differ
 * little, and a million files take some fifteen megabytes in memory, too.
 */
public final class CombinedSplit implements SourceSplit {

    private static final byte END = 0;

    /** A range without its file's key, as format version 1 has it. */
    private static final byte RANGE_OF_1_0 = 1;

    private static final byte RANGE = 2;
    private static final byte MESSAGE = 3;

    private final String id;
    private final long rank;
    private final long compressedBytes;
    private final byte[] deflated;
    private final int read;
    private final @Nullable Position position;

    /** The accessors say what each is. */
    CombinedSplit(
            String id,
            long rank,
            long compressedBytes,
            byte[] deflated,
            int read,
            @Nullable Position position) {
        this.id = id;
        this.rank = rank;
        this.compressedBytes = compressedBytes;
        this.deflated = deflated;
        this.read = read;
        this.position = position;
    }

    /** Unique in the input, and over all scans of a watched one. */
    @Override
    public String splitId() {
        return id;
    }

    /** Where the first range stands in the input. */
    public long rank() {
        return rank;
    }

    /** The size of compressed files, 0 for ranges of plain ones. */
    public long compressedBytes() {
        return compressedBytes;
    }

    /** The bytes that {@link #parts} reads. */
    byte[] deflated() {
        return deflated;
    }

    /** How many parts were read to their end. */
    public int read() {
        return read;
    }

    /** Where reading goes on in the range after these, null for its beginning. */
    public @Nullable Position position() {
        return position;
    }

    public CombinedSplit resumedAt(int partsRead, @Nullable Position next) {
        return new CombinedSplit(id, rank, compressedBytes, deflated, partsRead, next);
    }

    /** All parts, those that were read among them. */
    public List<SplitPart> parts() throws IOException {
        try (DataInputStream in =
                new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(deflated)))) {
            List<SplitPart> parts = new ArrayList<>();
            for (byte next = in.readByte(); next != END; next = in.readByte()) {
                parts.add(part(next, in));
            }
            return parts;
        }
    }

    private static SplitPart part(byte kind, DataInput in) throws IOException {
        return switch (kind) {
            case RANGE_OF_1_0 -> FileRange.read(in, false);
            case RANGE -> FileRange.read(in, true);
            case MESSAGE -> new SplitPart.Message(InputMessage.read(in));
            default -> throw new IOException("a part of a split of the unknown kind " + kind);
        };
    }

    @Override
    public String toString() {
        return "split " + id + ", from " + position + " of its file " + read;
    }

    /**
     * Messages that are handed on like records, so that each is counted once.
     *
     * @param number that no file of the input has
     */
    public static CombinedSplit ofMessages(long number, List<? extends InputMessage> messages) {
        List<SplitPart> parts = new ArrayList<>();
        messages.forEach(message -> parts.add(new SplitPart.Message(message)));
        return new CombinedSplit(FileRange.id(number, 0), 0, 0, deflate(parts), 0, null);
    }

    public static CombinedSplit of(List<FileRange> ranges) {
        FileRange first = ranges.get(0);
        return new CombinedSplit(
                first.id(),
                LinePosition.of(LinePosition.ordinal(first.number()), first.offset()),
                ranges.stream()
                        .filter(range -> range.file().isCompressed())
                        .mapToLong(FileRange::length)
                        .sum(),
                deflate(ranges),
                0,
                null);
    }

    private static byte[] deflate(List<? extends SplitPart> parts) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out =
                new DataOutputStream(new DeflaterOutputStream(bytes, deflater))) {
            for (SplitPart part : parts) {
                write(part, out);
            }
            out.writeByte(END);
        } catch (IOException e) {
            throw new UncheckedIOException("a split of impossible names", e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static void write(SplitPart part, DataOutputStream out) throws IOException {
        if (part instanceof FileRange range) {
            out.writeByte(RANGE);
            range.write(out);
        } else if (part instanceof SplitPart.Message told) {
            out.writeByte(MESSAGE);
            InputMessage.write(told.message(), out);
        }
    }
}
