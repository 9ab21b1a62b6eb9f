package io.customerreport.aggregate;

import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.parse.Event;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.testutils.DeeplyEqualsChecker;
import org.junit.jupiter.api.Test;

/** Flink's contract of serializers; what aggregates keep is the matter of their own test. */
class KeyedAggregateSerializerTest extends SerializerTestBase<KeyedAggregate> {

    KeyedAggregateSerializerTest() {
        super(
                new DeeplyEqualsChecker()
                        .withCustomCheck(
                                (a, b) ->
                                        a instanceof KeyedAggregate && b instanceof KeyedAggregate,
                                (a, b, checker) -> {
                                    assertSame((KeyedAggregate) b, (KeyedAggregate) a);
                                    return true;
                                }));
    }

    @Override
    protected TypeSerializer<KeyedAggregate> createSerializer() {
        return new KeyedAggregateSerializer();
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<KeyedAggregate> getTypeClass() {
        return KeyedAggregate.class;
    }

    @Override
    protected KeyedAggregate[] getTestData() {
        return new KeyedAggregate[] {
            record("ada", new ExactAggregate(), event("ada", "view", 1, 0.1)),
            record(
                    "日本",
                    new ExactAggregate(),
                    event("日本", "checkout", 253_402_300_799L, 1e300),
                    event("日本", "checkout", 1, Double.NEGATIVE_INFINITY),
                    event("日本", "\ud83d\ude00", 86_400, 1e-300)),
            record(
                    "bob",
                    new SequentialAggregate(),
                    event("bob", "checkout", 1, 0.1),
                    event("bob", "", 86_400, -0.0)),
        };
    }

    /** Aggregates have no equality of their own. */
    private static void assertSame(KeyedAggregate is, KeyedAggregate should) {
        assertThat(is.customer()).isEqualTo(should.customer());
        assertThat(is.aggregate()).hasSameClassAs(should.aggregate());
        CustomerAggregateTest.assertSame(is.aggregate(), should.aggregate());
    }

    @Test
    void copySharesNoAggregate() {
        KeyedAggregate original = getTestData()[0];
        KeyedAggregate copy = new KeyedAggregateSerializer().copy(original);

        original.aggregate().add(event("ada", "view", 1, 5.0));

        assertSame(copy, getTestData()[0]);
        assertThat(new KeyedAggregateSerializer().isImmutableType()).isFalse();
    }

    private static KeyedAggregate record(
            String customer, CustomerAggregate aggregate, Event... events) {
        for (Event event : events) {
            aggregate.add(event);
        }
        byte[] utf8 = customer.getBytes(StandardCharsets.UTF_8);
        return new KeyedAggregate(CustomerId.wrap(utf8), aggregate);
    }
}
