package io.customerreport.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;

/**
 * Gives whoever asks the next split: compressed files first, the longest of them before shorter
 * ones, then the byte ranges of plain files in the order of the input.
 *
 * <p>Compressed files cannot be shared out, so a long one that comes last leaves all readers but
 * one idle. Ranges are of one length; taken in order, files are read from front to back.
 */
final class CompressedFirstAssigner implements FileSplitAssigner {

    /**
     * A split with what it is ordered by.
     *
     * @param weight the length of a compressed file, 0 for byte ranges
     */
    private record Pending(FileSourceSplit split, long weight, int ordinal) {

        static final Comparator<Pending> ORDER =
                Comparator.comparingLong(Pending::weight)
                        .reversed()
                        .thenComparingInt(Pending::ordinal)
                        .thenComparingLong(pending -> pending.split.offset());

        static Pending of(FileSourceSplit split) {
            boolean plain = Compression.of(split.path().getName()) == Compression.NONE;
            return new Pending(
                    split, plain ? 0 : split.length(), LinePosition.ordinal(split.splitId()));
        }
    }

    private final PriorityQueue<Pending> pending = new PriorityQueue<>(Pending.ORDER);

    CompressedFirstAssigner(Collection<FileSourceSplit> splits) {
        addSplits(splits);
    }

    @Override
    public Optional<FileSourceSplit> getNext(String hostname) {
        return Optional.ofNullable(pending.poll()).map(Pending::split);
    }

    @Override
    public void addSplits(Collection<FileSourceSplit> newSplits) {
        newSplits.forEach(split -> pending.add(Pending.of(split)));
    }

    @Override
    public Collection<FileSourceSplit> remainingSplits() {
        return pending.stream().map(Pending::split).toList();
    }
}
