package io.customerreport.testing.input;

import io.customerreport.source.block.Damage;
import io.customerreport.source.block.LineBlock;
import io.customerreport.source.read.BlockReader;
import io.customerreport.source.read.LineBlockFormat;
import io.customerreport.source.read.PooledBlock;
import io.customerreport.source.split.FileRange;
import io.customerreport.source.split.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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
        public final List<Position> positions = new ArrayList<>();
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
            boolean afterLastLineEnd = closed && i == pieces.length - 1 && pieces[i].isEmpty();
            if (!afterLastLineEnd) {
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

    /** Reads a range, and begins again from the last position after this many blocks. */
    public static Reading read(LineBlockFormat format, FileRange range, int blocksBetweenFailures)
            throws IOException {
        Reading reading = new Reading();
        Position from = null;
        do {
            from = readUntilFailure(format, range, from, blocksBetweenFailures, reading);
        } while (from != null);
        return reading;
    }

    /** Reads what is left of a range. */
    public static Reading readFrom(LineBlockFormat format, FileRange range, Position from)
            throws IOException {
        Reading reading = new Reading();
        readUntilFailure(format, range, from, Integer.MAX_VALUE, reading);
        return reading;
    }

    private static Position readUntilFailure(
            LineBlockFormat format, FileRange range, Position from, int blocks, Reading reading)
            throws IOException {
        try (BlockReader reader = format.open(range, from)) {
            for (int i = 0; i < blocks; i++) {
                PooledBlock next = reader.next();
                if (next == null) {
                    return null;
                }
                add(next.block, reading);
                next.release();
                reading.positions.add(reader.position());
            }
            return reader.position();
        }
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
