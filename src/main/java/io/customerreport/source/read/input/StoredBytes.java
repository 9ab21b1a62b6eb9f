package io.customerreport.source.read.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a compressed file as they are stored, which remember whether reading them failed, or
 * came to their end. In all other cases a failure of the decompressor is the fault of their
 * content.
 */
final class StoredBytes extends FilterInputStream {

    private final long most;
    private boolean failed;
    private boolean ended;
    private long count;

    /**
     * @param most how many there are: a file that has grown meanwhile ends where it did
     */
    StoredBytes(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    boolean failed() {
        return failed;
    }

    /** Whether more were wanted than there are. */
    boolean ended() {
        return ended;
    }

    /** How many were read. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        try {
            int b = count < most ? super.read() : -1;
            ended |= b < 0;
            count += b < 0 ? 0 : 1;
            return b;
        } catch (IOException | RuntimeException e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        try {
            int n =
                    count < most
                            ? super.read(buffer, start, (int) Math.min(length, most - count))
                            : length == 0 ? 0 : -1;
            ended |= n < 0;
            count += Math.max(n, 0);
            return n;
        } catch (IOException | RuntimeException e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public long skip(long bytes) throws IOException {
        try {
            long n = super.skip(Math.min(bytes, most - count));
            count += n;
            return n;
        } catch (IOException | RuntimeException e) {
            failed = true;
            throw e;
        }
    }
}
