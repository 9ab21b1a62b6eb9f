package io.customerreport.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** Flink's contract of serializers, and what a sort needs beyond it. */
class SortKeySerializerTest extends SerializerTestBase<CustomerId> {

    @Override
    protected TypeSerializer<CustomerId> createSerializer() {
        return SortKeySerializer.INSTANCE;
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<CustomerId> getTypeClass() {
        return CustomerId.class;
    }

    @Override
    protected CustomerId[] getTestData() {
        return new CustomerId[] {
            id("a"), id("customer-0001"), id("日本 😀"), id("\u0000\n"), id("x".repeat(70_000))
        };
    }

    @Test
    void hashComesFirstAndTheWholeIdBehindIt() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        SortKeySerializer.INSTANCE.serialize(id("customer-0001"), out);

        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());

        assertThat(in.readInt()).isEqualTo(id("customer-0001").hashCode());
        assertThat(CustomerIdSerializer.INSTANCE.deserialize(in)).isEqualTo(id("customer-0001"));
        assertThat(in.available()).isZero();
    }

    @Test
    void formatIsNotTakenForTheOneOfKeysInState() {
        assertThat(RecordTypes.SORT_KEY).isNotEqualTo(RecordTypes.CUSTOMER_ID);
    }

    private static CustomerId id(String text) {
        return CustomerId.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
