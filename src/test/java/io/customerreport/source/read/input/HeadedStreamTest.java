package io.customerreport.source.read.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.testing.input.Lines;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadedStreamTest {

    private static final byte[] FILE = Lines.bytes("payments of a day");

    @TempDir java.nio.file.Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 17})
    void fileIsReadFromItsBeginningAndFromAnywhere(int head) throws IOException {
        for (int position = 0; position <= FILE.length; position++) {
            try (HeadedStream in = open(head)) {
                assertThat(in.getPos()).isZero();
                assertThat(in.readAllBytes()).isEqualTo(FILE);
                assertThat(in.read()).isEqualTo(-1);

                in.seek(position);

                assertThat(in.getPos()).isEqualTo(position);
                for (int i = position; i < FILE.length; i++) {
                    assertThat(in.read()).isEqualTo(FILE[i]);
                    assertThat(in.getPos()).isEqualTo(i + 1);
                }
                assertThat(in.read(new byte[3], 0, 3)).isEqualTo(-1);
            }
        }
    }

    @Test
    void seekingWithinTheHeadLeavesTheRestWhereItWas() throws IOException {
        try (HeadedStream in = open(8)) {
            in.seek(3);

            assertThat(in.available()).isEqualTo(5);
            assertThat(in.readAllBytes()).asString().isEqualTo("ments of a day");
        }
    }

    private HeadedStream open(int head) throws IOException {
        Path file = new Path(Files.write(folder.resolve("a"), FILE).toUri());
        FSDataInputStream in = file.getFileSystem().open(file);
        return new HeadedStream(in, in.readNBytes(head));
    }
}
