package io.customerreport.aggregate;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes the key, then the parts. */
public final class CustomerPartSerializer extends ImmutableSerializer<CustomerPart> {

    public static final CustomerPartSerializer INSTANCE = new CustomerPartSerializer();

    private static final long serialVersionUID = 1;

    private static final CustomerIdSerializer CUSTOMER = CustomerIdSerializer.INSTANCE;
    private static final AggregatePartsSerializer PARTS = AggregatePartsSerializer.INSTANCE;

    @Override
    public CustomerPart createInstance() {
        return new CustomerPart(CUSTOMER.createInstance(), PARTS.createInstance());
    }

    @Override
    public void serialize(CustomerPart record, DataOutputView target) throws IOException {
        CUSTOMER.serialize(record.customer(), target);
        PARTS.serialize(record.parts(), target);
    }

    @Override
    public CustomerPart deserialize(DataInputView source) throws IOException {
        CustomerId customer = CUSTOMER.deserialize(source);
        return new CustomerPart(customer, PARTS.deserialize(source));
    }

    @Override
    public TypeSerializerSnapshot<CustomerPart> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Parts travel, they are never state in this form: nothing to be compatible with. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<CustomerPart> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
