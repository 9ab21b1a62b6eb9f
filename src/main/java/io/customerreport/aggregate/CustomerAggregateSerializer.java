package io.customerreport.aggregate;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The format of a customer's state, by hand and versioned.
 *
 * <p>A byte that tells how it sums, then what {@link CustomerAggregate#write} writes. The snapshot
 * stored beside the state carries {@link #FORMAT_VERSION}; state of a version that this class does
 * not know is refused when it is restored.
 */
public final class CustomerAggregateSerializer extends TypeSerializerSingleton<CustomerAggregate> {

    public static final CustomerAggregateSerializer INSTANCE = new CustomerAggregateSerializer();

    static final int FORMAT_VERSION = 1;

    private static final long serialVersionUID = 1;

    private static final int EXACT = 0;
    private static final int SEQUENTIAL = 1;

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public CustomerAggregate createInstance() {
        return new ExactAggregate();
    }

    @Override
    public CustomerAggregate copy(CustomerAggregate from) {
        return from.copy();
    }

    @Override
    public CustomerAggregate copy(CustomerAggregate from, CustomerAggregate reuse) {
        return from.copy();
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(CustomerAggregate record, DataOutputView target) throws IOException {
        target.writeByte(record instanceof ExactAggregate ? EXACT : SEQUENTIAL);
        record.write(target);
    }

    @Override
    public CustomerAggregate deserialize(DataInputView source) throws IOException {
        int kind = source.readByte();
        CustomerAggregate record =
                switch (kind) {
                    case EXACT -> new ExactAggregate();
                    case SEQUENTIAL -> new SequentialAggregate();
                    default -> throw new IOException(kind + " is no kind of customer aggregate");
                };
        record.read(source);
        return record;
    }

    @Override
    public CustomerAggregate deserialize(CustomerAggregate reuse, DataInputView source)
            throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<CustomerAggregate> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the format version in which state was written. */
    public static final class Snapshot implements TypeSerializerSnapshot<CustomerAggregate> {

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
        public TypeSerializer<CustomerAggregate> restoreSerializer() {
            return INSTANCE;
        }

        @Override
        public TypeSerializerSchemaCompatibility<CustomerAggregate> resolveSchemaCompatibility(
                TypeSerializerSnapshot<CustomerAggregate> oldSnapshot) {
            return oldSnapshot instanceof Snapshot old && old.writtenVersion == writtenVersion
                    ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                    : TypeSerializerSchemaCompatibility.incompatible();
        }
    }
}
