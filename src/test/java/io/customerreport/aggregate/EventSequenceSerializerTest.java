package io.customerreport.aggregate;

import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.parse.Event;
import io.customerreport.testing.EventSequences;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.testutils.DeeplyEqualsChecker;
import org.junit.jupiter.api.Test;

/** Flink's contract of serializers, and that copies outlive the sequence they were made of. */
class EventSequenceSerializerTest extends SerializerTestBase<EventSequence> {

    EventSequenceSerializerTest() {
        super(
                new DeeplyEqualsChecker()
                        .withCustomCheck(
                                (a, b) -> a instanceof EventSequence && b instanceof EventSequence,
                                (a, b, checker) -> same((EventSequence) a, (EventSequence) b)));
    }

    @Override
    protected TypeSerializer<EventSequence> createSerializer() {
        return EventSequenceSerializer.INSTANCE;
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<EventSequence> getTypeClass() {
        return EventSequence.class;
    }

    @Override
    protected EventSequence[] getTestData() {
        Event[] many = new Event[2_000];
        Arrays.setAll(many, i -> event("日本", "type-" + i % 7, 1 + i * 50_000L, i / 3.0));
        return new EventSequence[] {
            EventSequences.of(event("ada", "view", 1, 0.1)),
            EventSequences.of(event("ada", "checkout", 253_402_300_799L, 0.1)),
            EventSequences.of(many),
            EventSequences.of(event("x".repeat(100_000), "", 1, Double.NaN)),
            EventSequences.of(event("ada", "t".repeat(100_000), 1, -0.0))
        };
    }

    @Test
    void copyOutlivesTheRunItWasMadeOf() {
        EventSequence original = getTestData()[2];
        EventSequence copy = EventSequenceSerializer.INSTANCE.copy(original);
        EventSequence reused = EventSequenceSerializer.INSTANCE.copy(original, getTestData()[0]);

        Arrays.fill(original.bytes, (byte) 0);

        assertThat(same(copy, getTestData()[2])).isTrue();
        assertThat(same(reused, getTestData()[2])).isTrue();
    }

    private static boolean same(EventSequence a, EventSequence b) {
        return a.customer.equals(b.customer)
                && a.latestTs == b.latestTs
                && a.eventBytes == b.eventBytes
                && Arrays.equals(a.bytes, 0, a.length, b.bytes, 0, b.length);
    }
}
