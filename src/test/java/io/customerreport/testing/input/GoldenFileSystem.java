package io.customerreport.testing.input;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * The golden inputs under paths like {@code golden:/hostile.ndjson}, which are the same on every
 * machine: a kept savepoint holds the paths of the files that are left to read.
 */
final class GoldenFileSystem extends LocalFileSystem {

    private static final URI ROOT = URI.create("golden:/");

    /** What Flink finds the file system by. */
    public static final class Factory implements FileSystemFactory {

        @Override
        public String getScheme() {
            return ROOT.getScheme();
        }

        @Override
        public FileSystem create(URI uri) {
            return new GoldenFileSystem();
        }
    }

    @Override
    public URI getUri() {
        return ROOT;
    }

    @Override
    public FSDataInputStream open(Path path) throws IOException {
        return super.open(new Path(file(path).toURI()));
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        File file = file(path);
        if (!file.isFile()) {
            throw new FileNotFoundException(path.toString());
        }
        return new ShownFile(path, false, file.length(), 0);
    }

    private static File file(Path path) {
        return Golden.folder().resolve(path.getName()).toFile();
    }
}
