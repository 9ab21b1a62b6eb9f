package io.customerreport.aggregate;

import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshotSerializationUtil;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** Flink's contract of serializers for the state of a customer, and what restoring it refuses. */
class AggregatePartsSerializerTest extends SerializerTestBase<AggregateParts> {

    private static final AggregatePartsSerializer SERIALIZER = AggregatePartsSerializer.INSTANCE;

    @Override
    protected TypeSerializer<AggregateParts> createSerializer() {
        return SERIALIZER;
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<AggregateParts> getTypeClass() {
        return AggregateParts.class;
    }

    @Override
    protected AggregateParts[] getTestData() {
        return new AggregateParts[] {part(0), part(1), part(60).plus(part(3)).plus(part(0))};
    }

    private static AggregateParts part(int events) {
        ExactAggregate aggregate = new ExactAggregate();
        for (int i = 0; i < events; i++) {
            String type = i % 3 == 0 ? "checkout" : "\u00e9" + i;
            aggregate.add(event("ada", type, 1 + i * 40_000L, i == 7 ? 1e300 : 0.1 * i));
        }
        return AggregateParts.of(aggregate);
    }

    @Test
    void snapshotOfThisVersionIsCompatibleAsIs() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshotSerializationUtil.writeSerializerSnapshot(
                out, SERIALIZER.snapshotConfiguration());

        TypeSerializerSnapshot<AggregateParts> restored =
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
        AggregatePartsSerializer.Snapshot snapshot = new AggregatePartsSerializer.Snapshot();

        assertThatThrownBy(
                        () ->
                                snapshot.readSnapshot(
                                        AggregatePartsSerializer.FORMAT_VERSION + 1,
                                        new DataInputDeserializer(new byte[0]),
                                        getClass().getClassLoader()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("format version 2");
    }

    @Test
    void bytesThatAreNoStateAreRefused() {
        byte[] noParts = {0, 0, 0, 0, 1, 0};
        byte[] negativeLength = {1, -1, 0, 0, 0, 0};

        for (byte[] bytes : new byte[][] {noParts, negativeLength}) {
            assertThatThrownBy(() -> SERIALIZER.deserialize(new DataInputDeserializer(bytes)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not a customer state");
        }
    }

    @Test
    void damagedPartsAreNeverReadAsAnAggregate() {
        AggregateParts cut = new AggregateParts(1, new byte[] {1, 0});

        assertThatThrownBy(cut::whole)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("customer state");
    }
}
