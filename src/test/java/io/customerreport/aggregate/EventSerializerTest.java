package io.customerreport.aggregate;

import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.parse.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.testutils.DeeplyEqualsChecker;
import org.junit.jupiter.api.Test;

/** Flink's contract of serializers, and that copies outlive the block they were read from. */
class EventSerializerTest extends SerializerTestBase<Event> {

    EventSerializerTest() {
        super(
                new DeeplyEqualsChecker()
                        .withCustomCheck(
                                (a, b) -> a instanceof Event && b instanceof Event,
                                (a, b, checker) -> {
                                    assertSame((Event) b, (Event) a);
                                    return true;
                                }));
    }

    @Override
    protected TypeSerializer<Event> createSerializer() {
        return EventSerializer.INSTANCE;
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<Event> getTypeClass() {
        return Event.class;
    }

    @Override
    protected Event[] getTestData() {
        Event defaulted = event("日本", "", 1, -0.0);
        defaulted.amountDefaulted = true;
        Event last = event("x".repeat(100_000), "checkout", 253_402_300_799L, 1e300);
        last.position = Long.MAX_VALUE;
        last.predecessor = Event.UNKNOWN;
        Event undefined = event("ada", "😀", 1_735_689_600L, Double.NaN);
        undefined.position = 3L << 40 | 7;
        undefined.predecessor = 3L << 40 | 2;
        return new Event[] {event("ada", "view", 1, 0.1), defaulted, last, undefined};
    }

    /** Events are equal if what they mean is, wherever their bytes stand. */
    private static void assertSame(Event is, Event should) {
        assertThat(id(is)).isEqualTo(id(should));
        assertThat(customer(is)).isEqualTo(customer(should));
        assertThat(type(is)).isEqualTo(type(should));
        assertThat(is.ts).isEqualTo(should.ts);
        assertThat(Double.doubleToRawLongBits(is.usd))
                .isEqualTo(Double.doubleToRawLongBits(should.usd));
        assertThat(is.amountDefaulted).isEqualTo(should.amountDefaulted);
        assertThat(is.position).isEqualTo(should.position);
        assertThat(is.predecessor).isEqualTo(should.predecessor);
    }

    @Test
    void copyOutlivesTheBlock() {
        Event original = event("ada", "view", 1, 0.1);
        Event copy = EventSerializer.INSTANCE.copy(original);
        Event reused = EventSerializer.INSTANCE.copy(original, event("bob", "click", 2, 7.0));

        Arrays.fill(original.customer, (byte) '?');
        Arrays.fill(original.type, (byte) '?');

        assertSame(copy, event("ada", "view", 1, 0.1));
        assertSame(reused, event("ada", "view", 1, 0.1));
    }

    @Test
    void eventReadIntoAReusedOneForgetsWhereThatOnesBytesStood() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        EventSerializer.INSTANCE.serialize(event("ada", "view", 1, 0.1), out);

        Event reused = event("bob", "click", 2, 7.0);
        EventSerializer.INSTANCE.deserialize(
                reused, new DataInputDeserializer(out.getCopyOfBuffer()));

        assertSame(reused, event("ada", "view", 1, 0.1));
    }

    private static String customer(Event event) {
        return new String(
                event.customer, event.customerStart, event.customerLength, StandardCharsets.UTF_8);
    }

    private static String type(Event event) {
        return new String(event.type, event.typeStart, event.typeLength, StandardCharsets.UTF_8);
    }

    private static String id(Event event) {
        return new String(event.id, event.idStart, event.idLength, StandardCharsets.UTF_8);
    }
}
