package io.customerreport.source.block;

import io.customerreport.types.RecordTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Carries blocks over an edge between operators that are not chained.
 *
 * <p>Only the bytes of the block itself travel; what arrives starts at 0 and is padded again.
 * Copies share nothing. Blocks are never kept in state.
 */
public final class LineBlockSerializer extends TypeSerializerSingleton<LineBlock> {

    public static final LineBlockSerializer INSTANCE = new LineBlockSerializer();

    public static final RecordTypeInfo<LineBlock> TYPE =
            new RecordTypeInfo<>(LineBlock.class, INSTANCE, false);

    private static final long serialVersionUID = 1L;

    private LineBlockSerializer() {}

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public LineBlock createInstance() {
        return LineBlock.empty();
    }

    @Override
    public LineBlock copy(LineBlock from) {
        return copy(from, createInstance());
    }

    @Override
    public LineBlock copy(LineBlock from, LineBlock reuse) {
        int length = from.end - from.start;
        allot(reuse, length);
        System.arraycopy(from.bytes, from.start, reuse.bytes, 0, length);
        reuse.file = from.file;
        reuse.offset = from.offset;
        reuse.position = from.position;
        reuse.nextPosition = from.nextPosition;
        reuse.oversizedLine = from.oversizedLine;
        reuse.truncated = from.truncated;
        reuse.damage = from.damage;
        reuse.message = from.message;
        reuse.sourceBytes = from.sourceBytes;
        reuse.storedBytes = from.storedBytes;
        return reuse;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(LineBlock block, DataOutputView target) throws IOException {
        target.writeInt(block.end - block.start);
        target.write(block.bytes, block.start, block.end - block.start);
        StringValue.writeString(block.file, target);
        target.writeLong(block.offset);
        target.writeLong(block.position);
        target.writeLong(block.nextPosition);
        target.writeBoolean(block.oversizedLine);
        target.writeBoolean(block.truncated);
        target.writeLong(block.sourceBytes);
        target.writeLong(block.storedBytes);
        target.writeBoolean(block.damage != null);
        if (block.damage != null) {
            target.writeLong(block.damage.offset());
            StringValue.writeString(block.damage.cause(), target);
        }
        InputMessage.write(block.message, target);
    }

    @Override
    public LineBlock deserialize(DataInputView source) throws IOException {
        return deserialize(createInstance(), source);
    }

    @Override
    public LineBlock deserialize(LineBlock reuse, DataInputView source) throws IOException {
        int length = source.readInt();
        allot(reuse, length);
        source.readFully(reuse.bytes, 0, length);
        reuse.file = StringValue.readString(source);
        reuse.offset = source.readLong();
        reuse.position = source.readLong();
        reuse.nextPosition = source.readLong();
        reuse.oversizedLine = source.readBoolean();
        reuse.truncated = source.readBoolean();
        reuse.sourceBytes = source.readLong();
        reuse.storedBytes = source.readLong();
        reuse.damage =
                source.readBoolean()
                        ? new Damage(reuse.file, source.readLong(), StringValue.readString(source))
                        : null;
        reuse.message = InputMessage.read(source);
        return reuse;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<LineBlock> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Makes {@code bytes[0, length)} the block's, padded. */
    private static void allot(LineBlock block, int length) {
        if (block.bytes.length < length + LineBlock.PADDING) {
            block.bytes = new byte[length + LineBlock.PADDING];
        }
        block.start = 0;
        block.end = length;
    }

    /** Says that the serializer has no parameters. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<LineBlock> {

        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
