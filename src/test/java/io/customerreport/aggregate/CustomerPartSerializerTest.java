package io.customerreport.aggregate;

import static io.customerreport.testing.Events.event;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's contract of serializers for what combiners send. */
class CustomerPartSerializerTest extends SerializerTestBase<CustomerPart> {

    @Override
    protected TypeSerializer<CustomerPart> createSerializer() {
        return CustomerPartSerializer.INSTANCE;
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<CustomerPart> getTypeClass() {
        return CustomerPart.class;
    }

    @Override
    protected CustomerPart[] getTestData() {
        return new CustomerPart[] {part("ada", 1.5), part("\u65e5\u672c", -1e300), part("", 0.0)};
    }

    private static CustomerPart part(String customer, double usd) {
        ExactAggregate aggregate = new ExactAggregate();
        aggregate.add(event(customer, "view", 253_402_300_799L, usd));
        byte[] utf8 = customer.getBytes(StandardCharsets.UTF_8);
        return new CustomerPart(CustomerId.wrap(utf8), AggregateParts.of(aggregate));
    }
}
