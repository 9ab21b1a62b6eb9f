package io.customerreport.source.read.input;

import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;

/**
 * A file whose first bytes have been read, and come again: going back would cost a request on an
 * object store.
 */
public final class HeadedStream extends FSDataInputStream {

    private final FSDataInputStream in;
    private final byte[] head;

    /** How much of the head has been read again; all of it once the stream is beyond it. */
    private int at;

    /**
     * @param in owned by this, stands after the head
     */
    public HeadedStream(FSDataInputStream in, byte[] head) {
        this.in = in;
        this.head = head;
    }

    @Override
    public void seek(long position) throws IOException {
        if (position >= head.length) {
            in.seek(position);
        } else if (at == head.length) {
            in.seek(head.length);
        }
        at = (int) Math.min(position, head.length);
    }

    @Override
    public long getPos() throws IOException {
        return at < head.length ? at : in.getPos();
    }

    @Override
    public int read() throws IOException {
        return at < head.length ? head[at++] & 0xff : in.read();
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        if (at == head.length) {
            return in.read(buffer, start, length);
        }
        int n = Math.min(length, head.length - at);
        System.arraycopy(head, at, buffer, start, n);
        at += n;
        return n;
    }

    @Override
    public int available() throws IOException {
        return at < head.length ? head.length - at : in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
