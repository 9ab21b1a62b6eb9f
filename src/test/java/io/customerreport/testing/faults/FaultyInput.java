package io.customerreport.testing.faults;

import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;

/** A file that is read, with {@link Faults}. */
final class FaultyInput extends FSDataInputStream {

    private final Faults faults;
    private final FSDataInputStream in;
    private final Path path;

    FaultyInput(Faults faults, FSDataInputStream in, Path path) {
        this.faults = faults;
        this.in = in;
        this.path = path;
    }

    @Override
    public int read() throws IOException {
        faults.onStream("read", path);
        return in.read();
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        boolean shorten = faults.onStream("read", path) == Faults.Kind.SHORTEN;
        return in.read(buffer, start, shorten ? Math.min(1, length) : length);
    }

    @Override
    public void seek(long position) throws IOException {
        faults.onStream("seek", path);
        in.seek(position);
    }

    @Override
    public long getPos() throws IOException {
        return in.getPos();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
