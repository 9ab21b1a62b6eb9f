package io.customerreport.source.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.source.split.LinePosition;
import io.customerreport.testing.input.Lines;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.testutils.DeeplyEqualsChecker;
import org.junit.jupiter.api.Test;

final class LineBlockSerializerTest extends SerializerTestBase<LineBlock> {

    LineBlockSerializerTest() {
        super(
                new DeeplyEqualsChecker()
                        .withCustomCheck(
                                (a, b) -> a instanceof LineBlock && b instanceof LineBlock,
                                (a, b, checker) -> same((LineBlock) a, (LineBlock) b)));
    }

    @Override
    protected TypeSerializer<LineBlock> createSerializer() {
        return LineBlockSerializer.TYPE.createSerializer(new SerializerConfigImpl());
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<LineBlock> getTypeClass() {
        return LineBlock.class;
    }

    @Override
    protected LineBlock[] getTestData() {
        return new LineBlock[] {
            block("{\"ts\":1}\n", 0, "logs/a.ndjson", 0),
            block("{\"ts\":1}\n{\"ts\":2}\n", 3, "z\u00fcrich/\ud83d\ude00.ndjson", 1L << 39),
            block("x".repeat(70_000), 17, "f".repeat(70_000), 5),
            damaged(),
            LineBlock.of(new InputNotice(InputNotice.Kind.SKIPPED, "logs/x", "is a pipe")),
            LineBlock.of(new InputStanding(5, 4, 3, List.of("logs/y", "z\u00fcrich")))
        };
    }

    @Test
    void paddingIsThereAfterDeserialisation() throws Exception {
        for (LineBlock block : getTestData()) {
            DataOutputSerializer out = new DataOutputSerializer(16);
            getSerializer().serialize(block, out);

            LineBlock read =
                    getSerializer().deserialize(new DataInputDeserializer(out.getSharedBuffer()));

            assertThat(read.bytes.length).isGreaterThanOrEqualTo(read.end + LineBlock.PADDING);
        }
    }

    @Test
    void copiesShareNoBytesAndArePadded() {
        LineBlock block = getTestData()[1];

        LineBlock copy = getSerializer().copy(block);
        Arrays.fill(block.bytes, (byte) 0);

        assertThat(same(copy, getTestData()[1])).isTrue();
        assertThat(copy.bytes.length).isGreaterThanOrEqualTo(copy.end + LineBlock.PADDING);
    }

    @Test
    void reusedBlockKeepsItsBufferWhenItIsLargeEnough() {
        LineBlock reuse = getSerializer().copy(getTestData()[2]);
        byte[] buffer = reuse.bytes;

        LineBlock copy = getSerializer().copy(getTestData()[0], reuse);

        assertThat(copy.bytes).isSameAs(buffer);
        assertThat(same(copy, getTestData()[0])).isTrue();
    }

    private static LineBlock block(String text, int start, String file, long offset) {
        LineBlock block = new LineBlock();
        byte[] bytes = Lines.bytes("#".repeat(start) + text);
        block.bytes = Arrays.copyOf(bytes, bytes.length + LineBlock.PADDING);
        block.start = start;
        block.end = bytes.length;
        block.file = file;
        block.offset = offset;
        block.position = LinePosition.of(12, offset);
        block.nextPosition = LinePosition.of(12, offset + 99);
        block.oversizedLine = !text.endsWith("\n");
        block.truncated = block.oversizedLine;
        block.sourceBytes = text.length() + 3L;
        block.storedBytes = text.length() / 2;
        return block;
    }

    private static LineBlock damaged() {
        LineBlock block = block("", 0, "logs/a.gz", 100);
        block.damage = new Damage("logs/a.gz", 90, "Corrupt GZIP trailer");
        return block;
    }

    private static boolean same(LineBlock a, LineBlock b) {
        return Arrays.equals(a.bytes, a.start, a.end, b.bytes, b.start, b.end)
                && a.file.equals(b.file)
                && a.offset == b.offset
                && a.position == b.position
                && a.nextPosition == b.nextPosition
                && a.oversizedLine == b.oversizedLine
                && a.truncated == b.truncated
                && Objects.equals(a.damage, b.damage)
                && Objects.equals(a.message, b.message)
                && a.sourceBytes == b.sourceBytes
                && a.storedBytes == b.storedBytes;
    }
}
