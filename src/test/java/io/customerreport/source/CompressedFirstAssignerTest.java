package io.customerreport.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.Test;

final class CompressedFirstAssignerTest {

    @Test
    void longestCompressedFilesComeFirstThenRangesInOrderOfTheInput() {
        CompressedFirstAssigner assigner =
                new CompressedFirstAssigner(
                        List.of(
                                split(0, 1, "a", 100),
                                split(0, 0, "a", 100),
                                split(1, 0, "b.gz", 5),
                                split(1_000_000, 0, "z", 100),
                                split(2, 0, "c", 900),
                                split(3, 0, "d.zst", 50)));

        assertThat(assigner.remainingSplits()).hasSize(6);
        assertThat(drained(assigner))
                .containsExactly(
                        "000003-000000",
                        "000001-000000",
                        "000000-000000",
                        "000000-000001",
                        "000002-000000",
                        "1000000-000000");
        assertThat(assigner.remainingSplits()).isEmpty();
    }

    @Test
    void splitsThatComeBackTakeTheirPlaceAgain() {
        CompressedFirstAssigner assigner =
                new CompressedFirstAssigner(
                        List.of(split(0, 0, "a", 10), split(0, 1, "a", 10), split(0, 2, "a", 10)));
        FileSourceSplit first = assigner.getNext(null).orElseThrow();
        assigner.getNext("host");

        assigner.addSplits(List.of(first));

        assertThat(drained(assigner)).containsExactly("000000-000000", "000000-000002");
    }

    private static List<String> drained(CompressedFirstAssigner assigner) {
        List<String> ids = new ArrayList<>();
        for (Optional<FileSourceSplit> next = assigner.getNext(null);
                next.isPresent();
                next = assigner.getNext(null)) {
            ids.add(next.get().splitId());
        }
        return ids;
    }

    private static FileSourceSplit split(int ordinal, int index, String file, long length) {
        return new FileSourceSplit(
                LinePosition.splitId(ordinal, index),
                new Path("file:/" + file),
                index * 100L,
                length,
                0,
                1_000);
    }
}
