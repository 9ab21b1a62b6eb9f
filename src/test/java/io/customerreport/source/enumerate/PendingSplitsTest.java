package io.customerreport.source.enumerate;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.source.files.FileNode;
import io.customerreport.source.split.CombinedSplit;
import io.customerreport.source.split.FileRange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PendingSplitsTest {

    @Test
    void longestCompressedFilesComeFirstThenRangesInOrderOfTheInput() {
        PendingSplits pending =
                pending(
                        List.of(
                                split(0, 1, "a", 100),
                                split(0, 0, "a", 100),
                                split(1, 0, "b.gz", 5),
                                split(1_000_000, 0, "z", 100),
                                split(2, 0, "c", 900),
                                split(3, 0, "d.zst", 50)));

        assertThat(pending.toList()).hasSize(6);
        assertThat(drained(pending))
                .containsExactly(
                        "000003-000000",
                        "000001-000000",
                        "000000-000000",
                        "000000-000001",
                        "000002-000000",
                        "1000000-000000");
        assertThat(pending.toList()).isEmpty();
    }

    @Test
    void splitsThatComeBackTakeTheirPlaceAgain() {
        PendingSplits pending =
                pending(List.of(split(0, 0, "a", 10), split(0, 1, "a", 10), split(0, 2, "a", 10)));
        CombinedSplit first = pending.poll();
        pending.poll();

        pending.add(List.of(first));

        assertThat(drained(pending)).containsExactly("000000-000000", "000000-000002");
    }

    private static PendingSplits pending(List<CombinedSplit> splits) {
        PendingSplits pending = new PendingSplits();
        pending.add(splits);
        return pending;
    }

    private static List<String> drained(PendingSplits pending) {
        List<String> ids = new ArrayList<>();
        for (CombinedSplit next = pending.poll(); next != null; next = pending.poll()) {
            ids.add(next.splitId());
        }
        return ids;
    }

    private static CombinedSplit split(long number, int index, String file, long length) {
        FileNode node = new FileNode(FileNode.LOCAL, "/" + file, false, 1_000, 0, null);
        return CombinedSplit.of(List.of(new FileRange(number, index, node, index * 100L, length)));
    }
}
