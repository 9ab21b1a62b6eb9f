package io.customerreport.source.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** The files and folders of a file system, as far as a listing needs them. */
public sealed interface FileTree permits LocalTree, Pipe, FileTree.Remote {

    /** What is at {@code path}, or null. */
    @Nullable FileNode find(Path path) throws IOException;

    /**
     * The files and folders directly in a folder whose names are wanted.
     *
     * @param skipped hears of those that cannot be read
     * @throws java.nio.file.AccessDeniedException if the folder may not be listed
     */
    List<FileNode> children(Path folder, Predicate<String> wanted, SkippedEntries skipped)
            throws IOException;

    static FileTree of(Path path) throws IOException {
        if (Pipe.is(path)) {
            return new Pipe();
        }
        FileSystem files = path.getFileSystem();
        return AbsolutePath.isLocal(files.getUri()) ? new LocalTree() : new Remote(files);
    }

    /** Any of Flink's file systems. */
    record Remote(FileSystem files) implements FileTree {

        @Override
        public @Nullable FileNode find(Path path) throws IOException {
            try {
                return node(files.getFileStatus(path));
            } catch (FileNotFoundException e) {
                return null;
            }
        }

        @Override
        public List<FileNode> children(
                Path folder, Predicate<String> wanted, SkippedEntries skipped) throws IOException {
            FileStatus[] statuses = files.listStatus(folder);
            if (statuses == null) {
                throw new IOException(folder + " cannot be listed");
            }
            List<FileNode> children = new ArrayList<>(statuses.length);
            for (FileStatus status : statuses) {
                // Some object stores list the marker object of a folder among its content.
                if (!status.getPath().equals(folder) && wanted.test(status.getPath().getName())) {
                    children.add(node(status));
                }
            }
            return children;
        }

        private static FileNode node(FileStatus status) {
            long bytes = status.isDir() ? 0 : status.getLen();
            Path path = status.getPath();
            return new FileNode(
                    FileNode.systemOf(path),
                    path.getPath(),
                    status.isDir(),
                    bytes,
                    status.getModificationTime(),
                    status.isDir() ? null : ObjectTag.of(status));
        }
    }
}
