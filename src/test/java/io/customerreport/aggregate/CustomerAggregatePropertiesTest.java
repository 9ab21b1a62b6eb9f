package io.customerreport.aggregate;

import static io.customerreport.aggregate.CustomerAggregateTest.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.testing.trials.Property;
import io.customerreport.testing.trials.Trials;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Whatever the events: state that was written and read is the state, and parts make the whole. */
class CustomerAggregatePropertiesTest {

    @Property
    void writtenAndReadExactStateGoesOnAsIfNeverWritten(Trials trials) {
        trials.check(
                AnyEvent::list,
                AnyEvent::list,
                (before, after) -> assertGoesOn(new ExactAggregate(), before, after));
    }

    @Property
    void writtenAndReadSequentialStateGoesOnAsIfNeverWritten(Trials trials) {
        trials.check(
                AnyEvent::list,
                AnyEvent::list,
                (before, after) -> assertGoesOn(new SequentialAggregate(), before, after));
    }

    @Property
    void partsInEitherOrderMakeTheWhole(Trials trials) {
        trials.check(
                AnyEvent::list,
                AnyEvent::list,
                CustomerAggregatePropertiesTest::assertSameInEitherOrder);
    }

    private static void assertSameInEitherOrder(List<AnyEvent> some, List<AnyEvent> others) {
        ExactAggregate whole = new ExactAggregate();
        ExactAggregate first = new ExactAggregate();
        ExactAggregate second = new ExactAggregate();
        addAll(some, whole);
        addAll(some, first);
        addAll(others, whole);
        addAll(others, second);

        AggregateParts forwards = AggregateParts.of(first).plus(AggregateParts.of(second));
        AggregateParts backwards = AggregateParts.of(second).plus(AggregateParts.of(first));

        assertSame(forwards.whole(), whole);
        assertSame(backwards.whole(), whole);
    }

    @Property
    void partsAsBytesMakeTheWholeHoweverMany(Trials trials) {
        trials.check(
                AnyEvent::list,
                draws -> draws.between(1, 30),
                CustomerAggregatePropertiesTest::assertSameAsParts);
    }

    private static void assertSameAsParts(List<AnyEvent> events, int count) {
        ExactAggregate whole = new ExactAggregate();
        addAll(events, whole);
        AggregateParts parts = AggregateParts.of(new ExactAggregate());
        for (int part = 0; part < count; part++) {
            ExactAggregate some = new ExactAggregate();
            for (int i = part; i < events.size(); i += count) {
                some.add(events.get(i).event());
            }
            parts = parts.plus(AggregateParts.of(some));
        }

        assertSame(parts.whole(), whole);
        assertThat(parts.count()).isLessThanOrEqualTo(AggregateParts.MAX_PARTS);
    }

    private static void assertGoesOn(
            CustomerAggregate original, List<AnyEvent> before, List<AnyEvent> after)
            throws IOException {
        CustomerAggregateSerializer serializer = new CustomerAggregateSerializer();
        addAll(before, original);
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(original, out);

        CustomerAggregate read =
                serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
        addAll(after, original);
        addAll(after, read);

        assertSame(read, original);
    }

    private static void addAll(List<AnyEvent> events, CustomerAggregate aggregate) {
        events.forEach(event -> aggregate.add(event.event()));
    }
}
