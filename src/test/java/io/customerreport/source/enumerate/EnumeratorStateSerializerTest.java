package io.customerreport.source.enumerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.source.block.InputNotice;
import io.customerreport.source.files.FileNode;
import io.customerreport.source.files.FileSample;
import io.customerreport.source.split.CombinedSplit;
import io.customerreport.source.split.CombinedSplitSerializer;
import io.customerreport.source.split.FileRange;
import io.customerreport.source.split.Position;
import io.customerreport.testing.input.Ranges;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EnumeratorStateSerializerTest {

    private final EnumeratorStateSerializer serializer = new EnumeratorStateSerializer();

    @Test
    void stateComesBackAsItWas() throws IOException {
        Map<String, SeenFile> files = new LinkedHashMap<>();
        remember(
                files,
                new SeenFile(
                        new FileNode("s3://bucket", "/a \\b:c\ud83d\ude00.gz", false, 0, -1, null),
                        99));
        FileSample sample = new FileSample(1L << 32, true, true, true);
        remember(
                files,
                new SeenFile(
                        new FileNode(
                                "file:",
                                "/x",
                                false,
                                7,
                                Long.MAX_VALUE,
                                "fe:1",
                                5L << 40,
                                -8,
                                sample),
                        0));
        InputNotice told = new InputNotice(InputNotice.Kind.SKIPPED, "logs/x", "is a pipe");
        SeenFiles.State seen = new SeenFiles.State(files, Set.of(told), -5);
        CombinedSplit untouched = CombinedSplit.of(List.of(range(7_000_000, "s3://b", "/x:\\y")));
        CombinedSplit halfRead =
                CombinedSplit.of(List.of(range(1, "file:", "/a"), range(2, "file:", "/ä.gz")))
                        .resumedAt(1, new Position(123, true));
        EnumeratorState state = new EnumeratorState(List.of(untouched, halfRead), 7_000_001, seen);

        EnumeratorState read = serializer.deserialize(2, serializer.serialize(state));

        assertThat(read.nextNumber()).isEqualTo(7_000_001);
        assertThat(read.seen()).isEqualTo(seen);
        assertThat(read.seen().files()).containsExactlyEntriesOf(files);
        assertThat(read.pending())
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(state.pending());
        assertThat(Ranges.of(read.pending().get(0)))
                .containsExactly(range(7_000_000, "s3://b", "/x:\\y"));
        assertThat(Ranges.of(read.pending().get(0)).get(0).file().toPath().toString())
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

        assertThat(Ranges.of(split)).isEqualTo(ranges);
        assertThat(new CombinedSplitSerializer().serialize(split).length).isLessThan(25_000);
    }

    @Test
    void unknownVersionIsRefused() throws IOException {
        byte[] bytes = serializer.serialize(EnumeratorState.START);

        assertThatThrownBy(() -> serializer.deserialize(3, bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("unknown version 3");
        assertThatThrownBy(() -> new CombinedSplitSerializer().deserialize(9, bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("unknown version 9");
    }

    private static void remember(Map<String, SeenFile> files, SeenFile file) {
        files.put(file.id(), file);
    }

    private static FileRange range(long number, String system, String path) {
        FileNode file =
                new FileNode(
                        system,
                        path,
                        false,
                        1_000,
                        1_700_000_000_000L,
                        "fe01:1a2b",
                        1_700_000_000_000_000_123L,
                        -77,
                        new FileSample(1L << 32 | number, true, false, true));
        return new FileRange(number, 3, file, 100, 50);
    }
}
