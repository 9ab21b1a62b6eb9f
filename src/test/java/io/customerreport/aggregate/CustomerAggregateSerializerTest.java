package io.customerreport.aggregate;

import static io.customerreport.aggregate.CustomerAggregateTest.assertSame;
import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshotSerializationUtil;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerAggregateSerializerTest {

    private static final CustomerAggregateSerializer SERIALIZER = new CustomerAggregateSerializer();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 30, 3000})
    void whatIsReadIsWhatWasWritten(int events) throws IOException {
        for (CustomerAggregate written : aggregates(events)) {
            DataOutputSerializer out = new DataOutputSerializer(64);
            SERIALIZER.serialize(written, out);
            out.writeInt(0xCAFE);

            DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
            CustomerAggregate read = SERIALIZER.deserialize(in);

            if (events > 0) {
                assertSame(read, written);
            }
            assertThat(read.getClass()).isEqualTo(written.getClass());
            assertThat(in.readInt()).isEqualTo(0xCAFE);
        }
    }

    @Test
    void whatIsReadGoesOnAsIfNeverWritten() throws IOException {
        for (CustomerAggregate original : aggregates(200)) {
            DataOutputSerializer out = new DataOutputSerializer(64);
            SERIALIZER.serialize(original, out);
            CustomerAggregate read =
                    SERIALIZER.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));

            fill(original, 200, 2);
            fill(read, 200, 2);

            assertSame(read, original);
        }
    }

    @Test
    void copyBetweenViewsIsTheSameBytes() throws IOException {
        for (CustomerAggregate aggregate : aggregates(100)) {
            DataOutputSerializer out = new DataOutputSerializer(64);
            SERIALIZER.serialize(aggregate, out);
            DataOutputSerializer copied = new DataOutputSerializer(64);

            SERIALIZER.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copied);

            assertThat(copied.getCopyOfBuffer()).hasSize(out.length());
            assertSame(
                    SERIALIZER.deserialize(new DataInputDeserializer(copied.getCopyOfBuffer())),
                    aggregate);
        }
    }

    @Test
    void copySharesNothingThatChanges() {
        CustomerAggregate[] originals = aggregates(50);
        CustomerAggregate[] untouched = aggregates(50);
        for (int i = 0; i < originals.length; i++) {
            CustomerAggregate copy = SERIALIZER.copy(originals[i]);
            CustomerAggregate copyForReuse = SERIALIZER.copy(originals[i], untouched[1 - i]);

            fill(originals[i], 50, 3);

            assertSame(copy, untouched[i]);
            assertSame(copyForReuse, untouched[i]);
        }
    }

    @Test
    void snapshotOfThisVersionIsCompatibleAsIs() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshotSerializationUtil.writeSerializerSnapshot(
                out, SERIALIZER.snapshotConfiguration());

        TypeSerializerSnapshot<CustomerAggregate> restored =
                TypeSerializerSnapshotSerializationUtil.readSerializerSnapshot(
                        new DataInputDeserializer(out.getCopyOfBuffer()),
                        getClass().getClassLoader());

        assertThat(
                        SERIALIZER
                                .snapshotConfiguration()
                                .resolveSchemaCompatibility(restored)
                                .isCompatibleAsIs())
                .isTrue();
        assertThat(restored.restoreSerializer()).isEqualTo(SERIALIZER);
    }

    @Test
    void snapshotOfALaterVersionIsRefused() {
        CustomerAggregateSerializer.Snapshot snapshot = new CustomerAggregateSerializer.Snapshot();

        assertThatThrownBy(
                        () ->
                                snapshot.readSnapshot(
                                        CustomerAggregateSerializer.FORMAT_VERSION + 1,
                                        new DataInputDeserializer(new byte[0]),
                                        getClass().getClassLoader()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("format version 2");
    }

    @Test
    void bytesThatAreNoAggregateAreRefused() {
        assertThatThrownBy(
                        () ->
                                SERIALIZER.deserialize(
                                        new DataInputDeserializer(new byte[] {3, 7, 0, 0})))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("7 is not a kind");
    }

    private static CustomerAggregate[] aggregates(int events) {
        CustomerAggregate[] aggregates = {new ExactAggregate(), new SequentialAggregate()};
        for (CustomerAggregate aggregate : aggregates) {
            fill(aggregate, events, 1);
        }
        return aggregates;
    }

    private static void fill(CustomerAggregate aggregate, int events, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < events; i++) {
            // Now and then far outside of the fixed-point range.
            int exponent = random.nextInt(20) == 0 ? random.nextInt(1900) - 950 : 10;
            double usd = Math.scalb(random.nextDouble() - 0.4, exponent);
            aggregate.add(
                    event(
                            "c",
                            random.nextInt(3) == 0 ? "checkout" : "\u00e9" + random.nextInt(20),
                            1 + (long) random.nextInt(60) * 86_400,
                            i == 7 ? Double.POSITIVE_INFINITY : usd));
        }
    }
}
