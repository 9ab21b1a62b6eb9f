package io.customerreport.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import org.apache.flink.connector.file.src.util.CheckpointedPosition;

/**
 * Byte ranges that one reader reads one after another: a single one of a long file, or many short
 * files, so that asking for a split costs little beside reading it.
 *
 * <p>The ranges are kept compressed, as checkpoints hold them: names and times of many files differ
 * little, and a million files take some fifteen megabytes in memory, too.
 *
 * @param id unique in the input, and over all scans of a watched one
 * @param rank where the first range stands in the input
 * @param compressedBytes the size of compressed files, 0 for ranges of plain ones
 * @param deflated the ranges, see {@link #ranges}
 * @param read how many ranges were read to their end
 * @param position where reading goes on in the range behind these, null for its beginning
 */
record CombinedSplit(
        String id,
        long rank,
        long compressedBytes,
        byte[] deflated,
        int read,
        CheckpointedPosition position)
        implements SourceSplit {

    @Override
    public String splitId() {
        return id;
    }

    CombinedSplit resumedAt(int rangesRead, CheckpointedPosition next) {
        return new CombinedSplit(id, rank, compressedBytes, deflated, rangesRead, next);
    }

    /** All ranges, those that were read among them. */
    List<FileRange> ranges() throws IOException {
        try (DataInputStream in =
                new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(deflated)))) {
            List<FileRange> ranges = new ArrayList<>();
            while (in.readBoolean()) {
                ranges.add(FileRange.read(in));
            }
            return ranges;
        }
    }

    @Override
    public String toString() {
        return "split " + id + ", from " + position + " of its file " + read;
    }

    static CombinedSplit of(List<FileRange> ranges) {
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

    private static byte[] deflate(List<FileRange> ranges) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out =
                new DataOutputStream(new DeflaterOutputStream(bytes, deflater))) {
            for (FileRange range : ranges) {
                out.writeBoolean(true);
                range.write(out);
            }
            out.writeBoolean(false);
        } catch (IOException e) {
            throw new UncheckedIOException("a split of impossible names", e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }
}
