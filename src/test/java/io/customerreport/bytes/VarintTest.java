package io.customerreport.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VarintTest {

    @ParameterizedTest
    @CsvSource({
        "0,1",
        "1,1",
        "127,1",
        "128,2",
        "16383,2",
        "16384,3",
        "2147483647,5",
        "2147483648,5",
        "9223372036854775807,9",
        "-1,10",
        "-9223372036854775808,10"
    })
    void isReadAsWrittenInSevenBitsAByte(long value, int bytes) throws IOException {
        byte[] written = written(value);

        assertThat(written).hasSize(bytes);
        assertThat(Varint.read(in(written))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 127, 128, Integer.MAX_VALUE})
    void lengthsAreReadAsWritten(int value) throws IOException {
        assertThat(Varint.readInt(in(written(value)))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 31, Long.MAX_VALUE, -1})
    void lengthBeyondAnIntIsRefused(long value) {
        assertThatThrownBy(() -> Varint.readInt(in(written(value))))
                .hasMessage(value + " is not a length");
    }

    @Test
    void elevenBytesAreRefused() {
        byte[] bytes = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1};

        assertThatThrownBy(() -> Varint.read(in(bytes)))
                .hasMessage("an integer of more than ten bytes");
    }

    private static byte[] written(long value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Varint.write(new DataOutputStream(bytes), value);
        return bytes.toByteArray();
    }

    private static DataInput in(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }
}
