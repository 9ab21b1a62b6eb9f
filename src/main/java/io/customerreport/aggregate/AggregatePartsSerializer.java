package io.customerreport.aggregate;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The format of a customer's state, by hand and versioned: the number of parts, their length in
 * bytes, then the parts.
 *
 * <p>The snapshot stored beside the state carries {@link #FORMAT_VERSION}; state of a version that
 * this class does not know is refused when it is restored.
 */
public final class AggregatePartsSerializer extends TypeSerializerSingleton<AggregateParts> {

    public static final AggregatePartsSerializer INSTANCE = new AggregatePartsSerializer();

    static final int FORMAT_VERSION = 1;

    private static final long serialVersionUID = 1;

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public AggregateParts createInstance() {
        return AggregateParts.of(new ExactAggregate());
    }

    @Override
    public AggregateParts copy(AggregateParts from) {
        return from;
    }

    @Override
    public AggregateParts copy(AggregateParts from, AggregateParts reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
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
            throw new IOException(count + " parts of " + length + " bytes are no customer state");
        }
        byte[] bytes = new byte[length];
        source.readFully(bytes);
        return new AggregateParts(count, bytes);
    }

    @Override
    public AggregateParts deserialize(AggregateParts reuse, DataInputView source)
            throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<AggregateParts> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the format version in which state was written. */
    public static final class Snapshot implements TypeSerializerSnapshot<AggregateParts> {

        private int writtenVersion = FORMAT_VERSION;

        @Override
        public int getCurrentVersion() {
            return FORMAT_VERSION;
        }

        @Override
        public void writeSnapshot(DataOutputView out) {}

        @Override
        public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader)
                throws IOException {
            if (readVersion < 1 || readVersion > FORMAT_VERSION) {
                throw new IOException(
                        "customer state has format version "
                                + readVersion
                                + ", this program knows versions 1 to "
                                + FORMAT_VERSION);
            }
            writtenVersion = readVersion;
        }

        @Override
        public TypeSerializer<AggregateParts> restoreSerializer() {
            return INSTANCE;
        }

        @Override
        public TypeSerializerSchemaCompatibility<AggregateParts> resolveSchemaCompatibility(
                TypeSerializerSnapshot<AggregateParts> oldSnapshot) {
            return oldSnapshot instanceof Snapshot old && old.writtenVersion == writtenVersion
                    ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                    : TypeSerializerSchemaCompatibility.incompatible();
        }
    }
}
