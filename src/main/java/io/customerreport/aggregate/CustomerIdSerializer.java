package io.customerreport.aggregate;

import io.customerreport.bytes.Varint;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a customer id as its length (a varint) and its UTF-8 bytes. */
public final class CustomerIdSerializer extends ImmutableSerializer<CustomerId> {

    public static final CustomerIdSerializer INSTANCE = new CustomerIdSerializer();

    static final int FORMAT_VERSION = 1;

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

    /**
     * Names the version of the format and of the hash, by which Flink finds where a customer's
     * state is: state of another version would be there and never be found, so it is refused.
     *
     * <p>This class's name is part of the savepoint format: it must not move.
     */
    public static final class Snapshot extends FormatVersionSnapshot<CustomerId> {
        public Snapshot() {
            super(FORMAT_VERSION);
        }

        @Override
        TypeSerializer<CustomerId> serializerOf(int version) {
            return INSTANCE;
        }
    }
}
