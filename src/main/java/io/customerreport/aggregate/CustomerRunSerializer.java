package io.customerreport.aggregate;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a run as it is packed; copies own their bytes. */
public final class CustomerRunSerializer extends TypeSerializerSingleton<CustomerRun> {

    public static final CustomerRunSerializer INSTANCE = new CustomerRunSerializer();

    private static final long serialVersionUID = 1;

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public CustomerRun createInstance() {
        return new CustomerRun(CustomerIdSerializer.INSTANCE.createInstance(), new byte[0]);
    }

    @Override
    public CustomerRun copy(CustomerRun from) {
        return copy(from, createInstance());
    }

    @Override
    public CustomerRun copy(CustomerRun from, CustomerRun reuse) {
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
    public void serialize(CustomerRun record, DataOutputView target) throws IOException {
        CustomerIdSerializer.INSTANCE.serialize(record.customer, target);
        Varint.write(target, record.latestTs);
        Varint.write(target, record.eventBytes);
        Varint.write(target, record.length);
        target.write(record.bytes, 0, record.length);
    }

    @Override
    public CustomerRun deserialize(DataInputView source) throws IOException {
        return deserialize(createInstance(), source);
    }

    @Override
    public CustomerRun deserialize(CustomerRun reuse, DataInputView source) throws IOException {
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
    public TypeSerializerSnapshot<CustomerRun> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Records travel, they are never state: nothing to be compatible with. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<CustomerRun> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
