package io.customerreport.faults;

import io.customerreport.faults.Faults.Fault;
import java.io.IOException;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter.ResumeRecoverable;

/** A file that is written, with {@link Faults}. */
final class FaultyOutput extends RecoverableFsDataOutputStream {

    private final FSDataOutputStream out;
    private final Path path;

    FaultyOutput(FSDataOutputStream out, Path path) {
        this.out = out;
        this.path = path;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int start, int length) throws IOException {
        if (Faults.onStream("write", path) == Fault.FILL_DISK) {
            out.write(buffer, start, Faults.isPastChosen() ? 0 : length / 2);
            throw new IOException("No space left on device");
        }
        out.write(buffer, start, length);
    }

    @Override
    public void flush() throws IOException {
        Faults.onStream("flush", path);
        out.flush();
    }

    @Override
    public void sync() throws IOException {
        Faults.onPath("sync", path);
        out.sync();
    }

    @Override
    public ResumeRecoverable persist() throws IOException {
        Faults.onPath("persist", path);
        return ((RecoverableFsDataOutputStream) out).persist();
    }

    @Override
    public Committer closeForCommit() throws IOException {
        Faults.onPath("finish", path);
        return new FaultyWriter.FaultyCommitter(
                ((RecoverableFsDataOutputStream) out).closeForCommit(), path.toString());
    }

    @Override
    public long getPos() throws IOException {
        return out.getPos();
    }

    @Override
    public void close() throws IOException {
        try (out) {
            Faults.onPath("close", path);
        }
    }
}
