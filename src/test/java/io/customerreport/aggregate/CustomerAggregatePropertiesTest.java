package io.customerreport.aggregate;

import static io.customerreport.aggregate.CustomerAggregateTest.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.parse.Event;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Whatever the events: state that was written and read is the state, and parts make the whole. */
class CustomerAggregatePropertiesTest {

    @Provide
    Arbitrary<List<Event>> events() {
        Arbitrary<String> type =
                Arbitraries.oneOf(
                        Arbitraries.of("checkout", "view", "", "\uFF5E", "\uD83D\uDE00"),
                        Arbitraries.strings().alpha().ofMaxLength(30));
        Arbitrary<Long> ts = Arbitraries.longs().between(1, 253_402_300_799L);
        Arbitrary<Double> usd =
                Arbitraries.oneOf(
                        Arbitraries.doubles().between(-1e5, 1e5).ofScale(6),
                        Arbitraries.longs().map(Double::longBitsToDouble));
        return Combinators.combine(type, ts, usd)
                .as((name, time, amount) -> Events.event("c", name, time, amount))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Property
    void writtenAndReadExactStateGoesOnAsIfNeverWritten(
            @ForAll("events") List<Event> before, @ForAll("events") List<Event> after)
            throws IOException {
        assertGoesOn(new ExactAggregate(), before, after);
    }

    @Property
    void writtenAndReadSequentialStateGoesOnAsIfNeverWritten(
            @ForAll("events") List<Event> before, @ForAll("events") List<Event> after)
            throws IOException {
        assertGoesOn(new SequentialAggregate(), before, after);
    }

    @Property
    void partsInEitherOrderMakeTheWhole(
            @ForAll("events") List<Event> some, @ForAll("events") List<Event> others) {
        ExactAggregate whole = new ExactAggregate();
        ExactAggregate first = new ExactAggregate();
        ExactAggregate second = new ExactAggregate();
        some.forEach(whole::add);
        some.forEach(first::add);
        others.forEach(whole::add);
        others.forEach(second::add);

        AggregateParts forwards = AggregateParts.of(first).plus(AggregateParts.of(second));
        AggregateParts backwards = AggregateParts.of(second).plus(AggregateParts.of(first));

        assertSame(forwards.whole(), whole);
        assertSame(backwards.whole(), whole);
    }

    @Property
    void partsAsBytesMakeTheWholeHoweverMany(
            @ForAll("events") List<Event> events, @ForAll @IntRange(min = 1, max = 30) int count) {
        ExactAggregate whole = new ExactAggregate();
        events.forEach(whole::add);
        AggregateParts parts = AggregateParts.of(new ExactAggregate());
        for (int part = 0; part < count; part++) {
            ExactAggregate some = new ExactAggregate();
            for (int i = part; i < events.size(); i += count) {
                some.add(events.get(i));
            }
            parts = parts.plus(AggregateParts.of(some));
        }

        assertSame(parts.whole(), whole);
        assertThat(parts.count()).isLessThanOrEqualTo(AggregateParts.MAX_PARTS);
    }

    private static void assertGoesOn(
            CustomerAggregate original, List<Event> before, List<Event> after) throws IOException {
        CustomerAggregateSerializer serializer = new CustomerAggregateSerializer();
        before.forEach(original::add);
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(original, out);

        CustomerAggregate read =
                serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
        after.forEach(original::add);
        after.forEach(read::add);

        assertSame(read, original);
    }
}
