package io.customerreport.aggregate;

import io.customerreport.bytes.Varint;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a sequence as it is packed; copies own their bytes. */
public final class EventSequenceSerializer extends TypeSerializerSingleton<EventSequence> {

    public static final EventSequenceSerializer INSTANCE = new EventSequenceSerializer();

    private static final long serialVersionUID = 1;

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public EventSequence createInstance() {
        return new EventSequence(CustomerIdSerializer.INSTANCE.createInstance(), new byte[0]);
    }

    @Override
    public EventSequence copy(EventSequence from) {
        return copy(from, createInstance());
    }

    @Override
    public EventSequence copy(EventSequence from, EventSequence reuse) {
        reuse.customer = from.customer;
        reuse.latestTs = from.latestTs;
        reuse.bytes = Arrays.copyOf(from.bytes, from.length);
        reuse.eventBytes = from.eventBytes;
        reuse.length = from.length;
        return reuse;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(EventSequence record, DataOutputView target) throws IOException {
        CustomerIdSerializer.INSTANCE.serialize(record.customer, target);
        Varint.write(target, record.latestTs);
        Varint.write(target, record.eventBytes);
        Varint.write(target, record.length);
        target.write(record.bytes, 0, record.length);
    }

    @Override
    public EventSequence deserialize(DataInputView source) throws IOException {
        return deserialize(createInstance(), source);
    }

    @Override
    public EventSequence deserialize(EventSequence reuse, DataInputView source) throws IOException {
        reuse.customer = CustomerIdSerializer.INSTANCE.deserialize(source);
        reuse.latestTs = Varint.read(source);
        reuse.eventBytes = Varint.readInt(source);
        reuse.length = Varint.readInt(source);
        reuse.bytes = new byte[reuse.length];
        source.readFully(reuse.bytes);
        return reuse;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<EventSequence> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Records travel, they are never state: nothing to be compatible with. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<EventSequence> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
