package io.customerreport.aggregate;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a customer id as its length (a varint) and its UTF-8 bytes. */
public final class CustomerIdSerializer extends ImmutableSerializer<CustomerId> {

    public static final CustomerIdSerializer INSTANCE = new CustomerIdSerializer();

    private static final long serialVersionUID = 1;

    @Override
    public CustomerId createInstance() {
        return CustomerId.wrap(new byte[0]);
    }

    @Override
    public void serialize(CustomerId record, DataOutputView target) throws IOException {
        byte[] utf8 = record.utf8();
        Varint.write(target, utf8.length);
        target.write(utf8);
    }

    @Override
    public CustomerId deserialize(DataInputView source) throws IOException {
        byte[] utf8 = new byte[Varint.readInt(source)];
        source.readFully(utf8);
        return CustomerId.wrap(utf8);
    }

    @Override
    public TypeSerializerSnapshot<CustomerId> snapshotConfiguration() {
        return new Snapshot();
    }

    /** The key's format has no configuration; a change of format needs a snapshot of its own. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<CustomerId> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
