package io.customerreport.testing.faults;

import java.io.IOException;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream.Committer;
import org.apache.flink.core.fs.RecoverableWriter;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes and commits part files, with {@link Faults}. */
final class FaultyWriter implements RecoverableWriter {

    private final Faults faults;
    private final RecoverableWriter writer;

    FaultyWriter(Faults faults, RecoverableWriter writer) {
        this.faults = faults;
        this.writer = writer;
    }

    @Override
    public RecoverableFsDataOutputStream open(Path path) throws IOException {
        faults.onPath("create", path);
        return new FaultyOutput(faults, writer.open(new Path("file", null, path.getPath())), path);
    }

    @Override
    public RecoverableFsDataOutputStream recover(ResumeRecoverable file) throws IOException {
        return new FaultyOutput(faults, writer.recover(file), new Path(file.toString()));
    }

    @Override
    public Committer recoverForCommit(CommitRecoverable file) throws IOException {
        return new FaultyCommitter(faults, writer.recoverForCommit(file), file.toString());
    }

    @Override
    public boolean requiresCleanupOfRecoverableState() {
        return writer.requiresCleanupOfRecoverableState();
    }

    @Override
    public boolean cleanupRecoverableState(ResumeRecoverable file) throws IOException {
        return writer.cleanupRecoverableState(file);
    }

    @Override
    public SimpleVersionedSerializer<CommitRecoverable> getCommitRecoverableSerializer() {
        return writer.getCommitRecoverableSerializer();
    }

    @Override
    public SimpleVersionedSerializer<ResumeRecoverable> getResumeRecoverableSerializer() {
        return writer.getResumeRecoverableSerializer();
    }

    @Override
    public boolean supportsResume() {
        return writer.supportsResume();
    }

    /** Renames a finished part to what it is to be called. */
    static final class FaultyCommitter implements Committer {

        private final Faults faults;
        private final Committer committer;
        private final String file;

        FaultyCommitter(Faults faults, Committer committer, String file) {
            this.faults = faults;
            this.committer = committer;
            this.file = file;
        }

        @Override
        public void commit() throws IOException {
            faults.onPath("commit", new Path(file));
            committer.commit();
        }

        @Override
        public void commitAfterRecovery() throws IOException {
            faults.onPath("commit", new Path(file));
            committer.commitAfterRecovery();
        }

        @Override
        public CommitRecoverable getRecoverable() {
            return committer.getRecoverable();
        }
    }
}
