package io.customerreport.source.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.source.files.FileNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CombinedSplitSerializerTest {

    private static final FileNode FILE =
            new FileNode(FileNode.LOCAL, "/logs/a.ndjson", false, 1_000, 0, null);
    private static final CombinedSplit SPLIT =
            CombinedSplit.of(List.of(FileRange.whole(0, FILE), FileRange.whole(1, FILE)));

    private final CombinedSplitSerializer serializer = new CombinedSplitSerializer();

    @ParameterizedTest
    @CsvSource({"0, false, 0", "123, false, 0", "1099511627776, true, 1"})
    void positionIsItsOffsetAndWhetherDamageWasTold(long offset, boolean told, long written)
            throws IOException {
        CombinedSplit resumed = SPLIT.resumedAt(1, new Position(offset, told));

        byte[] bytes = serializer.serialize(resumed);

        ByteBuffer end = ByteBuffer.wrap(bytes, bytes.length - 21, 21);
        assertThat(end.getInt()).isEqualTo(1);
        assertThat(end.get()).isEqualTo((byte) 1);
        assertThat(end.getLong()).isEqualTo(offset);
        assertThat(end.getLong()).isEqualTo(written);
        assertThat(serializer.deserialize(2, bytes).position())
                .isEqualTo(new Position(offset, told));
    }

    @Test
    void rangeThatIsReadFromItsBeginningHasNoPosition() throws IOException {
        byte[] bytes = serializer.serialize(SPLIT);

        assertThat(Arrays.copyOfRange(bytes, bytes.length - 5, bytes.length)).containsOnly(0);
        assertThat(serializer.deserialize(2, bytes).position()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "5, 2", "5, -1"})
    void positionThatCannotBeIsRefused(long offset, long told) throws IOException {
        byte[] bytes = serializer.serialize(SPLIT.resumedAt(1, new Position(7, false)));
        ByteBuffer.wrap(bytes).putLong(bytes.length - 16, offset).putLong(bytes.length - 8, told);

        assertThatThrownBy(() -> serializer.deserialize(2, bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("unknown position: " + offset + ", " + told);
    }
}
