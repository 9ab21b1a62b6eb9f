package io.customerreport.source.enumerate;

import io.customerreport.source.split.CombinedSplit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The splits that no reader has asked for yet: compressed files come first, the longest of them
 * before shorter ones, then the byte ranges of plain files in the order of the input.
 *
 * <p>Compressed files cannot be shared out, so a long one that comes last leaves all readers but
 * one idle. Ranges are of about one length; taken in order, files are read from front to back.
 */
final class PendingSplits {

    private static final Comparator<CombinedSplit> ORDER =
            Comparator.comparingLong(CombinedSplit::compressedBytes)
                    .reversed()
                    .thenComparingLong(CombinedSplit::rank);

    private final PriorityQueue<CombinedSplit> splits = new PriorityQueue<>(ORDER);

    void add(Collection<CombinedSplit> added) {
        splits.addAll(added);
    }

    /** The next one, or null. */
    @Nullable CombinedSplit poll() {
        return splits.poll();
    }

    int size() {
        return splits.size();
    }

    /** All of them, in no order. */
    List<CombinedSplit> toList() {
        return List.copyOf(splits);
    }
}
