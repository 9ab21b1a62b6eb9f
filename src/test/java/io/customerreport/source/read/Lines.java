package io.customerreport.source.read;

import io.customerreport.source.block.Damage;
import io.customerreport.source.block.LineBlock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.FileSourceSplitSerializer;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;

/** Reads splits to their lines, and says by the plainest means which lines those must be. */
public final class Lines {

    public static final String BOM = "\u00ef\u00bb\u00bf";

    /** A line without its line end, one char a byte; of an oversized one its beginning. */
    public record Line(long position, String text, boolean oversized, boolean truncated) {
        public Line(long position, String text, boolean oversized) {
            this(position, text, oversized, false);
        }
    }

    /** What reading gave. */
    public static final class Reading {
        public final List<Line> lines = new ArrayList<>();
        public final List<CheckpointedPosition> positions = new ArrayList<>();
        public long nextPosition = -1;

        /** How often a block stood where the one before said that the next would stand. */
        public int joints;

        public long sourceBytes;
        public long storedBytes;
        public final List<Damage> damages = new ArrayList<>();
        public int blocks;
        public int largestBlock;
    }

    private Lines() {}

    public static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The oracle: split on line ends. */
    public static List<Line> expected(String content, int ordinal, int maxLineBytes) {
        List<Line> lines = new ArrayList<>();
        long offset = content.startsWith(BOM) ? BOM.length() : 0;
        String[] pieces = content.substring((int) offset).split("\n", -1);
        boolean closed = pieces.length > 1 || content.isEmpty();
        for (int i = 0; i < pieces.length; i++) {
            boolean behindLastLineEnd = closed && i == pieces.length - 1 && pieces[i].isEmpty();
            if (!behindLastLineEnd) {
                boolean oversized = pieces[i].length() > maxLineBytes;
                String text =
                        oversized
                                ? pieces[i].substring(0, Math.min(65_536, pieces[i].length()))
                                : pieces[i];
                boolean truncated = oversized && text.length() < pieces[i].length();
                lines.add(new Line((long) ordinal << 40 | offset, text, oversized, truncated));
                offset += pieces[i].length() + 1;
            }
        }
        return lines;
    }

    /** Reads a split, starting anew from the last position after so many blocks. */
    public static Reading read(
            LineBlockFormat format, FileSourceSplit split, int blocksBetweenFailures)
            throws IOException {
        Reading reading = new Reading();
        FileSourceSplit current = split;
        while (true) {
            CheckpointedPosition failedAt =
                    readUntilFailure(format, current, blocksBetweenFailures, reading);
            if (failedAt == null) {
                return reading;
            }
            byte[] state =
                    FileSourceSplitSerializer.INSTANCE.serialize(
                            current.updateWithCheckpointedPosition(failedAt));
            current = FileSourceSplitSerializer.INSTANCE.deserialize(1, state);
        }
    }

    private static CheckpointedPosition readUntilFailure(
            LineBlockFormat format, FileSourceSplit split, int blocks, Reading reading)
            throws IOException {
        Configuration config = new Configuration();
        try (BulkFormat.Reader<LineBlock> reader =
                split.getReaderPosition().isPresent()
                        ? format.restoreReader(config, split)
                        : format.createReader(config, split)) {
            for (int i = 0; i < blocks; i++) {
                BulkFormat.RecordIterator<LineBlock> batch = reader.readBatch();
                if (batch == null) {
                    return null;
                }
                RecordAndPosition<LineBlock> next = batch.next();
                add(next.getRecord(), reading);
                CheckpointedPosition position =
                        new CheckpointedPosition(next.getOffset(), next.getRecordSkipCount());
                reading.positions.add(position);
                if (batch.next() != null) {
                    throw new AssertionError("a batch of more than one block");
                }
                batch.releaseBatch();
                if (i == blocks - 1) {
                    return position;
                }
            }
        }
        throw new AssertionError("no block asked for");
    }

    private static void add(LineBlock block, Reading reading) {
        reading.joints += reading.nextPosition == block.position ? 1 : 0;
        reading.nextPosition = block.nextPosition;
        reading.sourceBytes += block.sourceBytes;
        reading.storedBytes += block.storedBytes;
        reading.blocks++;
        reading.largestBlock = Math.max(reading.largestBlock, block.bytes.length);
        if (block.damage != null) {
            reading.damages.add(block.damage);
        } else {
            reading.lines.addAll(of(block));
        }
    }

    /** The lines of a block that is checked to be as it promises. */
    public static List<Line> of(LineBlock block) {
        if (block.bytes.length < block.end + LineBlock.PADDING) {
            throw new AssertionError("a block without padding");
        }
        if ((block.position & (1L << 40) - 1) != block.offset) {
            throw new AssertionError("position and offset differ");
        }
        if (block.oversizedLine) {
            return List.of(
                    new Line(
                            block.position,
                            text(block, block.start, block.end),
                            true,
                            block.truncated));
        }
        List<Line> lines = new ArrayList<>();
        int line = block.start;
        for (int i = block.start; i < block.end; i++) {
            if (block.bytes[i] == '\n') {
                long position = block.position + line - block.start;
                lines.add(new Line(position, text(block, line, i), false));
                line = i + 1;
            }
        }
        if (line != block.end || block.start == block.end) {
            throw new AssertionError("a block that is not whole lines");
        }
        return lines;
    }

    private static String text(LineBlock block, int from, int to) {
        return new String(block.bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
