package io.customerreport.testing.faults;

import java.io.IOException;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter.ResumeRecoverable;

/** A file that is written, with {@link Faults}. */
final class FaultyOutput extends RecoverableFsDataOutputStream {

    private final Faults faults;
    private final FSDataOutputStream out;
    private final Path path;

    FaultyOutput(Faults faults, FSDataOutputStream out, Path path) {
        this.faults = faults;
        this.out = out;
        this.path = path;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int start, int length) throws IOException {
        if (faults.onStream("write", path) == Faults.Kind.FILL_DISK) {
            out.write(buffer, start, faults.isPastChosen() ? 0 : length / 2);
            throw new IOException("No space left on device");
        }
        out.write(buffer, start, length);
    }

    @Override
    public void flush() throws IOException {
        faults.onStream("flush", path);
        out.flush();
    }

    @Override
    public void sync() throws IOException {
        faults.onPath("sync", path);
        out.sync();
    }

    @Override
    public ResumeRecoverable persist() throws IOException {
        faults.onPath("persist", path);
        return ((RecoverableFsDataOutputStream) out).persist();
    }

    @Override
    public Committer closeForCommit() throws IOException {
        faults.onPath("finish", path);
        return new FaultyWriter.FaultyCommitter(
                faults, ((RecoverableFsDataOutputStream) out).closeForCommit(), path.toString());
    }

    @Override
    public long getPos() throws IOException {
        return out.getPos();
    }

    @Override
    public void close() throws IOException {
        try (out) {
            faults.onPath("close", path);
        }
    }
}
