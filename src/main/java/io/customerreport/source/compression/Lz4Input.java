package io.customerreport.source.compression;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;

/**
 * The content of all lz4 frames of a file.
 *
 * <p>The library takes it for the end when a stored block is cut off before its first byte. Asked
 * again it misses the next block.
 */
final class Lz4Input extends FilterInputStream {

    Lz4Input(InputStream in) throws IOException {
        super(new FramedLZ4CompressorInputStream(in, true));
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        return read < 0 ? super.read() : read;
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        int read = super.read(buffer, start, length);
        return read < 0 ? super.read(buffer, start, length) : read;
    }
}
