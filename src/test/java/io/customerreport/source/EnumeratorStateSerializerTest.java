package io.customerreport.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.junit.jupiter.api.Test;

final class EnumeratorStateSerializerTest {

    private final EnumeratorStateSerializer serializer = new EnumeratorStateSerializer();

    @Test
    void stateComesBackAsItWas() throws IOException {
        Map<String, FileStamp> seen = new LinkedHashMap<>();
        seen.put("s3://bucket/a \\b:c\ud83d\ude00.gz", new FileStamp(-1, 0));
        seen.put("file:/x", new FileStamp(Long.MAX_VALUE, 7));
        CombinedSplit untouched = CombinedSplit.of(List.of(range(7_000_000, "s3://b", "/x:\\y")));
        CombinedSplit halfRead =
                CombinedSplit.of(List.of(range(1, "file:", "/a"), range(2, "file:", "/ä.gz")))
                        .resumedAt(1, new CheckpointedPosition(123, 1));
        EnumeratorState state =
                new EnumeratorState(List.of(untouched, halfRead), 7_000_001, -5, seen);

        EnumeratorState read = serializer.deserialize(1, serializer.serialize(state));

        assertThat(read.nextNumber()).isEqualTo(7_000_001);
        assertThat(read.horizon()).isEqualTo(-5);
        assertThat(read.seen()).containsExactlyEntriesOf(seen);
        assertThat(read.pending())
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(state.pending());
        assertThat(read.pending().get(0).ranges())
                .containsExactly(range(7_000_000, "s3://b", "/x:\\y"));
        assertThat(read.pending().get(0).ranges().get(0).file().toPath().toString())
                .isEqualTo("s3://b/x:\\y");
    }

    @Test
    void splitOfAThousandFilesTakesFewBytesAFile() throws IOException {
        List<FileRange> ranges = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            FileNode file =
                    new FileNode("file:", "/logs/2024/" + i, false, i % 700, 1_700_000L + i, null);
            ranges.add(FileRange.whole(i, file));
        }

        CombinedSplit split = CombinedSplit.of(ranges);

        assertThat(split.ranges()).isEqualTo(ranges);
        assertThat(new CombinedSplitSerializer().serialize(split).length).isLessThan(25_000);
    }

    @Test
    void unknownVersionIsRefused() throws IOException {
        byte[] bytes = serializer.serialize(EnumeratorState.START);

        assertThatThrownBy(() -> serializer.deserialize(2, bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("unknown version 2");
        assertThatThrownBy(() -> new CombinedSplitSerializer().deserialize(9, bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("unknown version 9");
    }

    private static FileRange range(long number, String system, String path) {
        FileNode file = new FileNode(system, path, false, 1_000, 1_700_000_000_000L, null);
        return new FileRange(number, 3, file, 100, 50);
    }
}
