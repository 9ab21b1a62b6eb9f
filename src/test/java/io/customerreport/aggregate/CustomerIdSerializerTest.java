package io.customerreport.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flink's contract of serializers, and what customers' ids need beyond it. */
class CustomerIdSerializerTest extends SerializerTestBase<CustomerId> {

    @Override
    protected TypeSerializer<CustomerId> createSerializer() {
        return CustomerIdSerializer.INSTANCE;
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
            id("a"),
            id("customer-0001"),
            id("日本 😀"),
            id("\u0000\n"),
            id("x".repeat(127)),
            id("x".repeat(128)),
            id("long ids are no strings of Java's, which end at 65,535 bytes ".repeat(3_000))
        };
    }

    @Test
    void idsAreEqualIfTheirBytesAre() {
        byte[] bytes = "<ada>".getBytes(StandardCharsets.UTF_8);
        CustomerId copied = CustomerId.copyOf(bytes, 1, 3);
        bytes[1] = 'o';

        assertThat(copied).isEqualTo(id("ada")).hasSameHashCodeAs(id("ada")).hasToString("ada");
        assertThat(copied).isNotEqualTo(id("ad")).isNotEqualTo(id("adam")).isNotEqualTo(id("Ada"));
        assertThat(copied).isNotEqualTo("ada");
    }

    /** Savepoints are cut into key groups by it: another hash makes their state unfindable. */
    @ParameterizedTest
    @CsvSource({
        "a,1671822528",
        "ada,1000083052",
        "customer,2014260585",
        "customer-0001,-945579188",
        "日本,1980819835",
        "😀😀😀😀😀,-1899826766"
    })
    void hashIsThatOfEarlierVersions(String id, int hash) {
        assertThat(id(id).hashCode()).isEqualTo(hash);
    }

    @Test
    void savepointsOfAnotherHashAreRefused() {
        DataInputDeserializer nothing = new DataInputDeserializer(new byte[0]);

        assertThatThrownBy(
                        () ->
                                new CustomerIdSerializer.Snapshot()
                                        .readSnapshot(
                                                CustomerIdSerializer.FORMAT_VERSION + 1,
                                                nothing,
                                                getClass().getClassLoader()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("customer state has format version 2");
    }

    private static CustomerId id(String text) {
        return CustomerId.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
