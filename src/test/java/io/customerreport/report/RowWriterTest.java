package io.customerreport.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowWriterTest {

    private static final int CHUNK_BYTES = 256 * 1024;

    private final RecordingStream stream = new RecordingStream();
    private BulkWriter<String> writer;

    @BeforeEach
    void open() throws IOException {
        RowEncoder<String> encoder = (row, out) -> out.string(row.getBytes(StandardCharsets.UTF_8));
        writer = RowWriter.factory(encoder, "reports").create(stream);
    }

    @Test
    void rowsWaitForAFlush() throws IOException {
        writer.addElement("a");
        writer.addElement("é");
        assertThat(stream.writes).isZero();

        writer.flush();

        assertThat(stream.text()).isEqualTo("\"a\"\n\"é\"\n");
        assertThat(stream.flushed).isTrue();
    }

    @Test
    void errorNamesTheFolderWhichTheStreamDoesNotKnow() throws IOException {
        stream.failure = new IOException("No space left on device");
        writer.addElement("a");

        assertThatThrownBy(writer::flush)
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot write to reports: No space left on device");
    }

    @Test
    void whatHasBeenWrittenIsNotWrittenAgain() throws IOException {
        writer.addElement("a");
        writer.flush();
        writer.addElement("b");

        writer.flush();

        assertThat(stream.text()).isEqualTo("\"a\"\n\"b\"\n");
    }

    @Test
    void finishWritesEverythingAndLeavesTheStreamOpen() throws IOException {
        writer.addElement("a");

        writer.finish();

        assertThat(stream.text()).isEqualTo("\"a\"\n");
        assertThat(stream.flushed).isTrue();
        assertThat(stream.closed).isFalse();
    }

    @Test
    void fileWithoutRowsIsEmpty() throws IOException {
        writer.finish();

        assertThat(stream.text()).isEmpty();
    }

    @Test
    void rowsLeaveInLargeChunks() throws IOException {
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 200_000; i++) {
            writer.addElement("row " + i);
            expected.append("\"row ").append(i).append("\"\n");
        }
        int writesOfFullChunks = stream.writes;

        writer.finish();

        assertThat(writesOfFullChunks).isEqualTo(expected.length() / CHUNK_BYTES);
        assertThat(stream.text()).isEqualTo(expected.toString());
    }

    @Test
    void rowLargerThanAChunkIsWrittenWhole() throws IOException {
        String row = "€".repeat(CHUNK_BYTES);
        writer.addElement("before");
        writer.addElement(row);
        writer.addElement("after");

        writer.finish();

        assertThat(stream.text()).isEqualTo("\"before\"\n\"" + row + "\"\n\"after\"\n");
    }

    @Test
    void writeErrorOfTheStreamSurfaces() throws IOException {
        stream.failure = new IOException("no space left on device");

        writer.addElement("small rows are only buffered");

        assertThatThrownBy(() -> writer.addElement("x".repeat(CHUNK_BYTES)))
                .cause()
                .isSameAs(stream.failure);
        assertThatThrownBy(writer::flush).cause().isSameAs(stream.failure);
        assertThatThrownBy(writer::finish).cause().isSameAs(stream.failure);
    }

    /** Keeps what is written, or fails. */
    private static final class RecordingStream extends FSDataOutputStream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int writes;
        private boolean flushed;
        private boolean closed;
        private IOException failure;

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] b, int offset, int length) throws IOException {
            if (failure != null) {
                throw failure;
            }
            writes++;
            flushed = false;
            bytes.write(b, offset, length);
        }

        @Override
        public void flush() {
            flushed = true;
        }

        @Override
        public void sync() {}

        @Override
        public long getPos() {
            return bytes.size();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
