package io.customerreport.testing.input;

import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/** A file under the path that a test's file system shows it by. */
record ShownFile(Path path, boolean folder, long length, long modified) implements FileStatus {

    @Override
    public long getLen() {
        return length;
    }

    @Override
    public long getBlockSize() {
        return length;
    }

    @Override
    public short getReplication() {
        return 1;
    }

    @Override
    public long getModificationTime() {
        return modified;
    }

    @Override
    public long getAccessTime() {
        return 0;
    }

    @Override
    public boolean isDir() {
        return folder;
    }

    @Override
    public Path getPath() {
        return path;
    }
}
