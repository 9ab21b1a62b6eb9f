package io.customerreport.aggregate;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a customer id after its hash.
 *
 * <p>Flink's batch sort compares the first eight bytes of a key, and all of both records' keys only
 * when those are equal. Many ids begin alike; hashes do not. Nothing is ever stored in this format.
 */
public final class SortKeySerializer extends ImmutableSerializer<CustomerId> {

    public static final SortKeySerializer INSTANCE = new SortKeySerializer();

    private static final long serialVersionUID = 1;

    @Override
    public CustomerId createInstance() {
        return CustomerIdSerializer.INSTANCE.createInstance();
    }

    @Override
    public void serialize(CustomerId record, DataOutputView target) throws IOException {
        target.writeInt(record.hashCode());
        CustomerIdSerializer.INSTANCE.serialize(record, target);
    }

    @Override
    public CustomerId deserialize(DataInputView source) throws IOException {
        source.readInt();
        return CustomerIdSerializer.INSTANCE.deserialize(source);
    }

    @Override
    public TypeSerializerSnapshot<CustomerId> snapshotConfiguration() {
        return new Snapshot();
    }

    /** The format has no configuration. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<CustomerId> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
