package io.customerreport.source.compression;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.CompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The content of all gzip or bzip2 members of a file, one after another.
 *
 * <p>Zeros after the last member are the padding of tapes and disk blocks; anything else there is
 * garbage, a member after zeros too, as for gzip.
 */
public final class ConcatenatedInput extends InputStream {

    private final InputStream in;
    private final String title;
    private final byte[] magic;
    private final Opener opener;

    private @Nullable CompressorInputStream member;
    private long bytesBefore;
    private boolean ended;

    /** Begins to decompress a member, and reads no byte after it. */
    interface Opener {
        CompressorInputStream open(InputStream in) throws IOException;
    }

    /**
     * @param in owned by this; can be marked, so that a member ends where it ends
     * @param title what users call the format
     * @param magic what every member begins with, not with a zero
     */
    ConcatenatedInput(InputStream in, String title, byte[] magic, Opener opener) {
        this.in = in;
        this.title = title;
        this.magic = magic;
        this.opener = opener;
    }

    /** How many bytes were decompressed, those among them that a failing read did not give. */
    public long bytesDecompressed() {
        return bytesBefore + (member == null ? 0 : member.getBytesRead());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        while (!ended) {
            if (member == null) {
                member = opener.open(unclosed(in));
            }
            int n = member.read(buffer, start, length);
            if (n >= 0) {
                return n;
            }
            bytesBefore += member.getBytesRead();
            member.close();
            member = null;
            ended = !isMemberNext();
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        try {
            if (member != null) {
                member.close();
            }
        } finally {
            in.close();
        }
    }

    private boolean isMemberNext() throws IOException {
        in.mark(magic.length);
        byte[] next = in.readNBytes(magic.length);
        if (next.length == 0) {
            return false;
        }
        if (next[0] == 0) {
            in.reset();
            skipPadding();
            return false;
        }
        for (int i = 0; i < next.length; i++) {
            if (next[i] != magic[i]) {
                throw garbage();
            }
        }
        if (next.length < magic.length) {
            throw new EOFException();
        }
        in.reset();
        return true;
    }

    private void skipPadding() throws IOException {
        byte[] padding = new byte[8_192];
        for (int n; (n = in.read(padding)) >= 0; ) {
            for (int i = 0; i < n; i++) {
                if (padding[i] != 0) {
                    throw garbage();
                }
            }
        }
    }

    private IOException garbage() {
        return new IOException("garbage after the last " + title + " member");
    }

    /** Members close what they read from. */
    private static InputStream unclosed(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public void close() {
                // Another member may follow.
            }
        };
    }
}
