package io.customerreport.count;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.flink.api.common.accumulators.Accumulator;

/**
 * The first {@value #LIMIT} lines of each reason for which a line was not accepted, in the order of
 * files and offsets, of each line the beginning.
 *
 * <p>They tell what a log looks like of which much is rejected. At most 32 KiB a reason.
 */
public final class LineSamples
        implements Accumulator<LineSamples.Line, ArrayList<LineSamples.Line>> {

    /** The accumulator's name. */
    public static final String NAME = "line_samples";

    /** How many lines of a reason are kept. */
    public static final int LIMIT = 8;

    /** How many bytes of a line are kept. */
    public static final int MAX_BYTES = 4096;

    private static final long serialVersionUID = 1;

    private final ConcurrentSkipListMap<String, ConcurrentSkipListSet<Line>> byReason =
            new ConcurrentSkipListMap<>();

    /**
     * A line.
     *
     * @param reason why it was not accepted
     * @param file the file as the user spelled it
     * @param offset byte offset of the line's first byte
     * @param head its first bytes as they are, whatever their encoding
     * @param cut whether the line is longer
     */
    public record Line(String reason, String file, long offset, byte[] head, boolean cut)
            implements Comparable<Line>, Serializable {

        private static final Comparator<Line> ORDER =
                Comparator.comparing(Line::file)
                        .thenComparingLong(Line::offset)
                        .thenComparing(Line::reason);

        @Override
        public int compareTo(Line other) {
            return ORDER.compare(this, other);
        }

        /** Lines at the same place are the same line. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Line line && compareTo(line) == 0;
        }

        @Override
        public int hashCode() {
            return file.hashCode() * 31 + Long.hashCode(offset);
        }
    }

    /**
     * Adds the line {@code bytes[start, end)} if it is among the first; copies what is kept of it.
     *
     * @param cut whether the line goes on after {@code end}
     */
    public void add(
            String reason,
            String file,
            long offset,
            byte[] bytes,
            int start,
            int end,
            boolean cut) {
        if (wants(reason, file, offset)) {
            int kept = Math.min(end, start + MAX_BYTES);
            add(
                    new Line(
                            reason,
                            file,
                            offset,
                            Arrays.copyOfRange(bytes, start, kept),
                            cut || kept < end));
        }
    }

    private boolean wants(String reason, String file, long offset) {
        ConcurrentSkipListSet<Line> kept = byReason.get(reason);
        if (kept == null || kept.size() < LIMIT) {
            return true;
        }
        Line last = kept.last();
        int byFile = file.compareTo(last.file());
        return byFile < 0 || byFile == 0 && offset < last.offset();
    }

    @Override
    public void add(Line line) {
        ConcurrentSkipListSet<Line> kept =
                byReason.computeIfAbsent(line.reason(), absent -> new ConcurrentSkipListSet<>());
        kept.add(line);
        if (kept.size() > LIMIT) {
            kept.pollLast();
        }
    }

    /** The lines in the order of reasons, and of places within a reason. */
    @Override
    public ArrayList<Line> getLocalValue() {
        ArrayList<Line> lines = new ArrayList<>();
        byReason.values().forEach(lines::addAll);
        return lines;
    }

    @Override
    public void resetLocal() {
        byReason.clear();
    }

    @Override
    public void merge(Accumulator<Line, ArrayList<Line>> other) {
        List<Line> others = other.getLocalValue();
        others.forEach(this::add);
    }

    @Override
    public LineSamples clone() {
        LineSamples copy = new LineSamples();
        copy.merge(this);
        return copy;
    }
}
