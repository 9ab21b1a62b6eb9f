package io.customerreport.aggregate;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes the key, then the aggregate. An instance serves one thread. */
public final class KeyedAggregateSerializer extends TypeSerializer<KeyedAggregate> {

    private static final long serialVersionUID = 1;

    private final CustomerAggregateSerializer aggregates = new CustomerAggregateSerializer();

    @Override
    public KeyedAggregateSerializer duplicate() {
        return new KeyedAggregateSerializer();
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public KeyedAggregate createInstance() {
        return new KeyedAggregate(
                CustomerIdSerializer.INSTANCE.createInstance(), aggregates.createInstance());
    }

    @Override
    public KeyedAggregate copy(KeyedAggregate from) {
        return new KeyedAggregate(from.customer(), from.aggregate().copy());
    }

    @Override
    public KeyedAggregate copy(KeyedAggregate from, KeyedAggregate reuse) {
        return copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(KeyedAggregate record, DataOutputView target) throws IOException {
        CustomerIdSerializer.INSTANCE.serialize(record.customer(), target);
        aggregates.serialize(record.aggregate(), target);
    }

    @Override
    public KeyedAggregate deserialize(DataInputView source) throws IOException {
        CustomerId customer = CustomerIdSerializer.INSTANCE.deserialize(source);
        return new KeyedAggregate(customer, aggregates.deserialize(source));
    }

    @Override
    public KeyedAggregate deserialize(KeyedAggregate reuse, DataInputView source)
            throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        CustomerIdSerializer.INSTANCE.copy(source, target);
        aggregates.copy(source, target);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof KeyedAggregateSerializer;
    }

    @Override
    public int hashCode() {
        return KeyedAggregateSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<KeyedAggregate> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Records travel, they are never state: nothing to be compatible with. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<KeyedAggregate> {
        public Snapshot() {
            super(KeyedAggregateSerializer::new);
        }
    }
}
