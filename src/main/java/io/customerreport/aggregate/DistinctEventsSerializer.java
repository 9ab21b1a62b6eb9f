package io.customerreport.aggregate;

import io.customerreport.bytes.Varint;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes events as they are packed; copies own their bytes. */
public final class DistinctEventsSerializer extends TypeSerializerSingleton<DistinctEvents> {

    public static final DistinctEventsSerializer INSTANCE = new DistinctEventsSerializer();

    private static final long serialVersionUID = 1;

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public DistinctEvents createInstance() {
        return new DistinctEvents(CustomerIdSerializer.INSTANCE.createInstance(), new byte[0], 0);
    }

    @Override
    public DistinctEvents copy(DistinctEvents from) {
        return copy(from, createInstance());
    }

    @Override
    public DistinctEvents copy(DistinctEvents from, DistinctEvents reuse) {
        reuse.customer = from.customer;
        reuse.bytes = Arrays.copyOf(from.bytes, from.length);
        reuse.length = from.length;
        return reuse;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(DistinctEvents record, DataOutputView target) throws IOException {
        CustomerIdSerializer.INSTANCE.serialize(record.customer, target);
        Varint.write(target, record.length);
        target.write(record.bytes, 0, record.length);
    }

    @Override
    public DistinctEvents deserialize(DataInputView source) throws IOException {
        return deserialize(createInstance(), source);
    }

    @Override
    public DistinctEvents deserialize(DistinctEvents reuse, DataInputView source)
            throws IOException {
        reuse.customer = CustomerIdSerializer.INSTANCE.deserialize(source);
        reuse.length = Varint.readInt(source);
        // Events that wait for others of their id keep the bytes.
        reuse.bytes = new byte[reuse.length];
        source.readFully(reuse.bytes);
        return reuse;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<DistinctEvents> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Records travel, they are never state: nothing to be compatible with. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<DistinctEvents> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
