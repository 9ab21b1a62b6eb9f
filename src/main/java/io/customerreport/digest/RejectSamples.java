package io.customerreport.digest;

import io.customerreport.bytes.Varint;
import io.customerreport.count.LineSamples;
import io.customerreport.parse.Reject;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The first {@value #LIMIT} rejected lines of each reason in the order of files and offsets, of
 * each line the beginning; the same in any order of additions.
 *
 * <p>Unlike {@link LineSamples}, it knows how long a line is, and it is part of the digest's state,
 * whose operators savepoints name.
 */
public final class RejectSamples {

    static final int LIMIT = 3;

    /** How much of a line is kept. */
    static final int MAX_CODE_POINTS = 240;

    private static final Comparator<Sample> BY_PLACE =
            Comparator.comparing(Sample::file).thenComparingLong(Sample::offset);

    private final Map<String, TreeSet<Sample>> byReason = new TreeMap<>();

    /**
     * A rejected line.
     *
     * @param file as the user spelled it
     * @param offset byte offset of the line's first byte
     * @param head the beginning of the line
     * @param codePoints the length of the line
     * @param longer whether the line is longer than that, its end was not kept
     */
    public record Sample(String file, long offset, String head, int codePoints, boolean longer) {}

    void add(Reject reject) {
        TreeSet<Sample> samples = of(reject.reason);
        if (samples.size() == LIMIT && isAfter(reject, samples.last())) {
            return;
        }
        String line = reject.line;
        int codePoints = line.codePointCount(0, line.length());
        int end = line.offsetByCodePoints(0, Math.min(codePoints, MAX_CODE_POINTS));
        add(
                samples,
                new Sample(
                        reject.file,
                        reject.offset,
                        line.substring(0, end),
                        codePoints,
                        reject.truncated));
    }

    private static boolean isAfter(Reject reject, Sample last) {
        int byFile = reject.file.compareTo(last.file());
        return byFile > 0 || byFile == 0 && reject.offset > last.offset();
    }

    void merge(RejectSamples other) {
        other.byReason.forEach((reason, samples) -> samples.forEach(s -> add(of(reason), s)));
    }

    private TreeSet<Sample> of(String reason) {
        return byReason.computeIfAbsent(reason, absent -> new TreeSet<>(BY_PLACE));
    }

    private static void add(TreeSet<Sample> samples, Sample sample) {
        samples.add(sample);
        if (samples.size() > LIMIT) {
            samples.pollLast();
        }
    }

    /** The samples of a reason, none for one that did not occur. */
    public List<Sample> samples(String reason) {
        return byReason.containsKey(reason) ? List.copyOf(byReason.get(reason)) : List.of();
    }

    void write(DataOutput out) throws IOException {
        Varint.write(out, byReason.size());
        for (Map.Entry<String, TreeSet<Sample>> entry : byReason.entrySet()) {
            writeText(out, entry.getKey());
            Varint.write(out, entry.getValue().size());
            for (Sample sample : entry.getValue()) {
                writeText(out, sample.file());
                Varint.write(out, sample.offset());
                writeText(out, sample.head());
                Varint.write(out, sample.codePoints());
                out.writeBoolean(sample.longer());
            }
        }
    }

    static RejectSamples read(DataInput in) throws IOException {
        RejectSamples all = new RejectSamples();
        for (int reasons = Varint.readInt(in); reasons > 0; reasons--) {
            TreeSet<Sample> samples = all.of(readText(in));
            for (int n = Varint.readInt(in); n > 0; n--) {
                samples.add(
                        new Sample(
                                readText(in),
                                Varint.read(in),
                                readText(in),
                                Varint.readInt(in),
                                in.readBoolean()));
            }
        }
        return all;
    }

    private static void writeText(DataOutput out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        Varint.write(out, utf8.length);
        out.write(utf8);
    }

    private static String readText(DataInput in) throws IOException {
        byte[] utf8 = new byte[Varint.readInt(in)];
        in.readFully(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
