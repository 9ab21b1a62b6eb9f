package io.customerreport.report;

import java.io.IOException;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/**
 * Writes one part file of rows, in chunks of {@value #CHUNK_BYTES} bytes and more.
 *
 * <p>Flink's local streams write through at every call, so a row at a time would be a system call a
 * row.
 *
 * @param <T> the type of the records
 */
final class RowWriter<T> implements BulkWriter<T> {

    private static final int CHUNK_BYTES = 256 * 1024;

    private final FSDataOutputStream out;
    private final RowEncoder<T> encoder;
    private final String folder;
    private final JsonBuffer buffer = new JsonBuffer(CHUNK_BYTES + CHUNK_BYTES / 4);

    private RowWriter(FSDataOutputStream out, RowEncoder<T> encoder, String folder) {
        this.out = out;
        this.encoder = encoder;
        this.folder = folder;
        encoder.begin(buffer);
    }

    /**
     * Makes writers for files of rows that {@code encoder} encodes.
     *
     * @param folder where the files lie, for errors: a stream does not know it
     */
    static <T> BulkWriter.Factory<T> factory(RowEncoder<T> encoder, String folder) {
        return out -> new RowWriter<>(out, encoder, folder);
    }

    @Override
    public void addElement(T record) throws IOException {
        encoder.encode(record, buffer);
        encoder.end(buffer);
        if (buffer.size() >= CHUNK_BYTES) {
            drain();
        }
    }

    @Override
    public void flush() throws IOException {
        drain();
        try {
            out.flush();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void finish() throws IOException {
        flush();
    }

    private void drain() throws IOException {
        try {
            buffer.writeTo(out);
        } catch (IOException e) {
            throw failure(e);
        }
        buffer.clear();
    }

    private IOException failure(IOException cause) {
        return new OutputException("to " + folder, cause.getMessage(), cause);
    }
}
