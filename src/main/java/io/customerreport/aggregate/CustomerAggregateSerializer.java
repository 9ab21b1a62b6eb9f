package io.customerreport.aggregate;

import io.customerreport.bytes.Varint;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * The format of an aggregate as a whole, by hand and versioned: sequential state, and reports.
 *
 * <p>The length of the rest, a byte that tells how it sums, then what {@link
 * CustomerAggregate#write} writes. The snapshot stored beside the state carries {@link
 * #FORMAT_VERSION}; state of a version that this class does not know is refused when it is
 * restored.
 *
 * <p>An aggregate is written to and read from a buffer of the serializer's own, as a whole: many
 * small accesses to Flink's views, of which there are several kinds, took twice the time. So an
 * instance serves one thread, as Flink's serializers may.
 */
public final class CustomerAggregateSerializer extends TypeSerializer<CustomerAggregate> {

    static final int FORMAT_VERSION = 1;

    private static final long serialVersionUID = 1;

    private static final int EXACT = 0;
    private static final int SEQUENTIAL = 1;

    private static final int INITIAL_BUFFER = 1024;

    private transient @Nullable DataOutputSerializer written;
    private transient @Nullable DataInputDeserializer read;
    private transient byte @Nullable [] readBytes;

    @Override
    public CustomerAggregateSerializer duplicate() {
        return new CustomerAggregateSerializer();
    }

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
        if (written == null) {
            written = new DataOutputSerializer(INITIAL_BUFFER);
        }
        written.clear();
        written.writeByte(record instanceof ExactAggregate ? EXACT : SEQUENTIAL);
        record.write(written);
        Varint.write(target, written.length());
        target.write(written.getSharedBuffer(), 0, written.length());
    }

    @Override
    public CustomerAggregate deserialize(DataInputView source) throws IOException {
        int length = readWhole(source);
        read.setBuffer(readBytes, 0, length);
        int kind = read.readByte();
        CustomerAggregate record =
                switch (kind) {
                    case EXACT -> new ExactAggregate();
                    case SEQUENTIAL -> new SequentialAggregate();
                    default -> throw new IOException(kind + " is not a kind of customer aggregate");
                };
        record.read(read);
        return record;
    }

    /** Fills {@link #readBytes}; returns the length. */
    private int readWhole(DataInputView source) throws IOException {
        int length = Varint.readInt(source);
        if (readBytes == null || readBytes.length < length) {
            read = new DataInputDeserializer();
            readBytes = new byte[Math.max(INITIAL_BUFFER, length)];
        }
        source.readFully(readBytes, 0, length);
        return length;
    }

    @Override
    public CustomerAggregate deserialize(CustomerAggregate reuse, DataInputView source)
            throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = readWhole(source);
        Varint.write(target, length);
        target.write(readBytes, 0, length);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof CustomerAggregateSerializer;
    }

    @Override
    public int hashCode() {
        return CustomerAggregateSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<CustomerAggregate> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the format version in which state was written. */
    public static final class Snapshot extends FormatVersionSnapshot<CustomerAggregate> {
        public Snapshot() {
            super(FORMAT_VERSION);
        }

        @Override
        TypeSerializer<CustomerAggregate> serializerOf(int version) {
            return new CustomerAggregateSerializer();
        }
    }
}
