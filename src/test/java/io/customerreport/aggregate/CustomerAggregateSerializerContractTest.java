package io.customerreport.aggregate;

import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.testutils.DeeplyEqualsChecker;

/** Flink's contract of serializers for the state of a customer. */
class CustomerAggregateSerializerContractTest extends SerializerTestBase<CustomerAggregate> {

    CustomerAggregateSerializerContractTest() {
        super(
                new DeeplyEqualsChecker()
                        .withCustomCheck(
                                (a, b) ->
                                        a instanceof CustomerAggregate
                                                && b instanceof CustomerAggregate,
                                (a, b, checker) -> {
                                    assertSame((CustomerAggregate) b, (CustomerAggregate) a);
                                    return true;
                                }));
    }

    @Override
    protected TypeSerializer<CustomerAggregate> createSerializer() {
        return new CustomerAggregateSerializer();
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<CustomerAggregate> getTypeClass() {
        return CustomerAggregate.class;
    }

    @Override
    protected CustomerAggregate[] getTestData() {
        CustomerAggregate[] aggregates = {new ExactAggregate(), new SequentialAggregate()};
        for (CustomerAggregate aggregate : aggregates) {
            for (int i = 0; i < 50; i++) {
                aggregate.add(
                        event("ada", i % 3 == 0 ? "checkout" : "é" + i, 1 + i * 40_000L, 0.1 * i));
            }
        }
        return aggregates;
    }

    /** Aggregates have no equality of their own. */
    private static void assertSame(CustomerAggregate is, CustomerAggregate should) {
        assertThat(is).hasSameClassAs(should);
        CustomerAggregateTest.assertSame(is, should);
    }
}
