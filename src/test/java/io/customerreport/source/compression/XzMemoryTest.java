package io.customerreport.source.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.customerreport.testing.input.Compressed;
import io.customerreport.testing.input.Lines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.X86Options;
import org.tukaani.xz.XZOutputStream;

public class XzMemoryTest {

    private static final int HEADER = 12;

    /** That of the library, which is asked only for what it refuses. */
    @ParameterizedTest
    @ValueSource(ints = {30, 31, 32, 33, 36, 37})
    void numberIsThatOfTheDecompressor(int dictionary) throws IOException {
        byte[] file = withDictionary(dictionary);

        MemoryLimitException refused =
                catchThrowableOfType(
                        MemoryLimitException.class,
                        () -> Compression.XZ.open(new ByteArrayInputStream(file)).read());

        assertThat(XzMemory.refusal(file)).isEqualTo(Compression.XZ.refusal(refused));
    }

    @Test
    void dictionaryOfFourGigabytesIsRefused() throws IOException {
        assertThat(XzMemory.refusal(withDictionary(40)).what())
                .startsWith("needs 4097 MiB of memory ");
        assertThat(XzMemory.refusal(withDictionary(41))).isNull();
    }

    @Test
    void whatIsWithinTheLimitIsNotRefused() throws IOException {
        for (int dictionary = 0; dictionary < 30; dictionary++) {
            assertThat(XzMemory.refusal(withDictionary(dictionary))).isNull();
        }
    }

    @Test
    void fileWithoutABlockAndOneThatIsCutOffNeedNothing() throws IOException {
        byte[] file = withDictionary(32);

        assertThat(XzMemory.refusal(Compressed.XZ.of(new byte[0]))).isNull();
        for (int length = 0; length < HEADER + 5; length++) {
            assertThat(XzMemory.refusal(Arrays.copyOf(file, length))).isNull();
        }
    }

    @Test
    void filtersBeforeTheLastAreNoMatter() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        FilterOptions[] filters = {new X86Options(), new LZMA2Options(0)};
        try (XZOutputStream out = new XZOutputStream(file, filters)) {
            out.write('\n');
        }
        byte[] head = file.toByteArray();
        // Behind the two bytes of the other filter.
        head[HEADER + 6] = 32;

        assertThat(XzMemory.refusal(head)).isEqualTo(XzMemory.refusal(withDictionary(32)));
    }

    /** A line whose block asks for a dictionary of {@code 2^(n/2 + 12)} bytes, for an even n. */
    public static byte[] withDictionary(int n) throws IOException {
        byte[] file = Compressed.XZ.of(Lines.bytes("{}\n"));
        int headerBytes = (file[HEADER] + 1) * 4;
        // In the block header: LZMA2's id, one byte of properties, and that byte.
        assertThat(file[HEADER + 2]).isEqualTo((byte) 0x21);
        file[HEADER + 4] = (byte) n;
        CRC32 checksum = new CRC32();
        checksum.update(file, HEADER, headerBytes - 4);
        ByteBuffer.wrap(file)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(HEADER + headerBytes - 4, (int) checksum.getValue());
        return file;
    }
}
