package io.customerreport.source;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.core.fs.Path;

/**
 * The local file system, links followed.
 *
 * <p>Flink's own listing of local folders fails on names with a colon, passes unreadable folders
 * over, and takes pipes and devices for files.
 */
final class LocalTree implements FileTree {

    /** What Java puts for bytes of a name that are no text in the locale's encoding. */
    static final char UNDECODABLE = '\uFFFD';

    @Override
    public FileNode find(Path path) throws IOException {
        try {
            return node(new File(path.getPath()).toPath());
        } catch (AccessDeniedException e) {
            throw noPermission(e.getFile());
        } catch (FileSystemException | InvalidPathException e) {
            // Also a name that is too long, or goes through a file: nothing is there.
            return null;
        }
    }

    @Override
    public List<FileNode> children(Path folder, Predicate<String> wanted) throws IOException {
        List<FileNode> children = new ArrayList<>();
        try (DirectoryStream<java.nio.file.Path> names =
                Files.newDirectoryStream(new File(folder.getPath()).toPath())) {
            for (java.nio.file.Path name : names) {
                if (wanted.test(name.getFileName().toString())) {
                    addNode(name, children);
                }
            }
        } catch (AccessDeniedException e) {
            throw noPermission(e.getFile());
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return children;
    }

    private static void addNode(java.nio.file.Path path, List<FileNode> target) throws IOException {
        if (path.toString().indexOf(UNDECODABLE) >= 0) {
            throw new IOException(
                    path + " has a name that is no text in this locale's character encoding");
        }
        try {
            target.add(node(path));
        } catch (NoSuchFileException e) {
            if (Files.isSymbolicLink(path)) {
                throw new IOException(path + " is a link to nothing");
            }
            // Gone since the folder was read: as if it had been read a moment later.
        }
    }

    private static FileNode node(java.nio.file.Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (attributes.isOther()) {
            // A pipe, a socket or a device cannot be read twice, nor from its middle.
            throw new IOException(
                    path
                            + " is neither a file nor a folder: what comes through a pipe has to be written to a file first");
        }
        if (!Files.isReadable(path)) {
            throw noPermission(path.toString());
        }
        return new FileNode(
                FileNode.LOCAL,
                path.toString(),
                attributes.isDirectory(),
                attributes.isDirectory() ? 0 : attributes.size(),
                attributes.lastModifiedTime().toMillis(),
                attributes.isDirectory() ? attributes.fileKey() : null);
    }

    private static IOException noPermission(String path) {
        return new IOException("no permission to read " + path);
    }
}
