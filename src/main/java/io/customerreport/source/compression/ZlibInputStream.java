package io.customerreport.source.compression;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Decompresses one zlib stream that must be the whole file.
 *
 * <p>The JDK's own stream passes two things over in silence: what follows the zlib stream, and a
 * stream that wants a preset dictionary, which it takes for an empty one.
 */
final class ZlibInputStream extends InflaterInputStream {

    /** The stream may be sound. */
    static final class DictionaryNeededException extends ZipException {

        private static final long serialVersionUID = 1L;

        DictionaryNeededException() {
            super("the zlib stream needs a preset dictionary");
        }
    }

    ZlibInputStream(InputStream in, int bufferBytes) {
        super(in, new Inflater(), bufferBytes);
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        int n = super.read(buffer, start, length);
        if (n < 0) {
            checkEnd();
        }
        return n;
    }

    @Override
    public void close() throws IOException {
        // The superclass ends only an inflater that it made itself.
        try {
            super.close();
        } finally {
            inf.end();
        }
    }

    private void checkEnd() throws IOException {
        if (inf.needsDictionary()) {
            throw new DictionaryNeededException();
        }
        if (inf.getRemaining() > 0 || in.read() >= 0) {
            throw new ZipException("garbage after the zlib stream");
        }
    }
}
