package io.customerreport.source.compression;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The content of an lzma stream that must be the whole file, which the library does not ask for.
 */
final class WholeLzmaInput extends FilterInputStream {

    private final InputStream stored;

    /**
     * @param content owned by this
     * @param stored what {@code content} reads from, and no further than to its end
     */
    WholeLzmaInput(InputStream content, InputStream stored) {
        super(content);
        this.stored = stored;
    }

    @Override
    public int read() throws IOException {
        return checked(super.read());
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        return checked(super.read(buffer, start, length));
    }

    private int checked(int read) throws IOException {
        if (read < 0 && stored.read() >= 0) {
            throw new IOException("garbage after the lzma stream");
        }
        return read;
    }
}
