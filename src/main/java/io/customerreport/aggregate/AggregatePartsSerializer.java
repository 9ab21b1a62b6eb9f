package io.customerreport.aggregate;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The format of a customer's state, by hand and versioned: the number of parts, their length in
 * bytes, then the parts.
 *
 * <p>The snapshot stored beside the state carries {@link #FORMAT_VERSION}; state of a version that
 * this class does not know is refused when it is restored.
 */
public final class AggregatePartsSerializer extends ImmutableSerializer<AggregateParts> {

    public static final AggregatePartsSerializer INSTANCE = new AggregatePartsSerializer();

    static final int FORMAT_VERSION = 1;

    private static final long serialVersionUID = 1;

    @Override
    public AggregateParts createInstance() {
        return AggregateParts.of(new ExactAggregate());
    }

    @Override
    public void serialize(AggregateParts record, DataOutputView target) throws IOException {
        target.writeByte(record.count());
        target.writeInt(record.bytes().length);
        target.write(record.bytes());
    }

    @Override
    public AggregateParts deserialize(DataInputView source) throws IOException {
        int count = source.readUnsignedByte();
        int length = source.readInt();
        if (count == 0 || count > AggregateParts.MAX_PARTS || length < 0) {
            throw new IOException(
                    count + " parts of " + length + " bytes are not a customer state");
        }
        byte[] bytes = new byte[length];
        source.readFully(bytes);
        return new AggregateParts(count, bytes);
    }

    @Override
    public TypeSerializerSnapshot<AggregateParts> snapshotConfiguration() {
        return new Snapshot();
    }

    /**
     * Names the format version in which state was written.
     *
     * <p>This class's name is part of the savepoint format: it must not move.
     */
    public static final class Snapshot extends FormatVersionSnapshot<AggregateParts> {
        public Snapshot() {
            super(FORMAT_VERSION);
        }

        @Override
        TypeSerializer<AggregateParts> serializerOf(int version) {
            return INSTANCE;
        }
    }
}
