package io.customerreport.source.files;

import io.customerreport.source.compression.Compression;
import io.customerreport.source.compression.FileHead;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.core.fs.Path;

/**
 * The beginning of what a file holds, decompressed.
 *
 * @param cut whether there is more
 */
public record ContentHead(byte[] bytes, boolean cut) {

    /**
     * Reads it.
     *
     * @param limit how many bytes to read at most
     * @throws IOException if it cannot be read, or ends in the middle of what is compressed
     */
    public static ContentHead of(Path file, int limit) throws IOException {
        Compression compression = FileHead.of(file).kind().compression();
        if (compression == null) {
            throw new IOException("it holds what is not read");
        }
        try (InputStream stored = file.getFileSystem().open(file);
                InputStream content =
                        compression == Compression.NONE ? stored : compression.open(stored)) {
            byte[] bytes = content.readNBytes(limit);
            return new ContentHead(bytes, bytes.length == limit && content.read() >= 0);
        } catch (EOFException e) {
            throw new IOException("its compressed content ends too early", e);
        }
    }
}
