package io.customerreport.testing.input;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * A folder under the path {@code inbox:/}, whatever it is called on this machine: a kept savepoint
 * of a continuous job holds the names of the files that are read already.
 */
public final class InboxFileSystem extends LocalFileSystem {

    public static final String ROOT = "inbox:/";

    /**
     * One test at a time: tasks and coordinators only know the path, which savepoints have without
     * an id.
     */
    private static volatile java.nio.file.Path folder;

    /** What Flink finds the file system by. */
    public static final class Factory implements FileSystemFactory {

        @Override
        public String getScheme() {
            return "inbox";
        }

        @Override
        public FileSystem create(URI uri) {
            return new InboxFileSystem();
        }
    }

    public static void show(java.nio.file.Path shown) {
        folder = shown;
    }

    @Override
    public URI getUri() {
        return URI.create(ROOT);
    }

    @Override
    public FSDataInputStream open(Path path) throws IOException {
        return super.open(new Path(file(path).toURI()));
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        if (!file(path).exists()) {
            throw new FileNotFoundException(path.toString());
        }
        return status(path);
    }

    @Override
    public FileStatus[] listStatus(Path path) {
        return Arrays.stream(file(path).listFiles())
                .map(File::getName)
                .sorted()
                .map(name -> new Path(ROOT + name))
                .map(InboxFileSystem::status)
                .toArray(FileStatus[]::new);
    }

    private static FileStatus status(Path path) {
        File file = file(path);
        return new ShownFile(path, file.isDirectory(), file.length(), file.lastModified());
    }

    private static File file(Path path) {
        return path.getName().isEmpty() ? folder.toFile() : folder.resolve(path.getName()).toFile();
    }
}
