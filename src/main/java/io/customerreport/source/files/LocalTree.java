package io.customerreport.source.files;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The local file system, links followed.
 *
 * <p>Flink's own listing of local folders fails on names with a colon, passes unreadable folders
 * over without a word, and takes pipes and devices for files.
 */
public final class LocalTree implements FileTree {

    /** What Java puts for bytes of a name that are not text in the locale's encoding. */
    static final char UNDECODABLE = '\uFFFD';

    /** Whether device, inode and time of change can be asked for, in one call with the rest. */
    private static final boolean UNIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    private static final String ATTRIBUTES =
            "unix:isDirectory,isOther,size,lastModifiedTime,ctime,dev,ino,mode,uid,gid,nlink";

    @Override
    public @Nullable FileNode find(Path path) throws IOException {
        try {
            return node(new File(path.getPath()).toPath());
        } catch (Unreadable e) {
            throw new IOException(path.getPath() + " " + e.getMessage());
        } catch (AccessDeniedException e) {
            throw new IOException("no permission to read " + e.getFile());
        } catch (FileSystemException | InvalidPathException e) {
            // Also a name that is too long, or goes through a file: nothing is there.
            return null;
        }
    }

    @Override
    public List<FileNode> children(Path folder, Predicate<String> wanted, SkippedEntries skipped)
            throws IOException {
        List<FileNode> children = new ArrayList<>();
        try (DirectoryStream<java.nio.file.Path> names =
                Files.newDirectoryStream(new File(folder.getPath()).toPath())) {
            for (java.nio.file.Path name : names) {
                if (wanted.test(name.getFileName().toString())) {
                    addNode(name, children, skipped);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return children;
    }

    private static void addNode(
            java.nio.file.Path path, List<FileNode> target, SkippedEntries skipped)
            throws IOException {
        String name = path.toString();
        if (name.indexOf(UNDECODABLE) >= 0) {
            skipped.add(
                    FileNode.LOCAL,
                    name,
                    "is not valid text in the character encoding of this locale");
            return;
        }
        try {
            target.add(node(path));
        } catch (Unreadable e) {
            skipped.add(FileNode.LOCAL, name, e.getMessage());
        } catch (AccessDeniedException e) {
            skipped.add(FileNode.LOCAL, name, Unreadable.NO_PERMISSION);
        } catch (FileSystemException e) {
            // In a circle or through a file, too, which Java says in other ways, and not the same
            // in all releases.
            if (Files.isSymbolicLink(path)) {
                skipped.add(FileNode.LOCAL, name, "is a link to nothing");
            } else if (!(e instanceof NoSuchFileException)) {
                throw e;
            }
            // It is gone since the folder was read, and might have been gone before.
        }
    }

    /**
     * What is at a path now.
     *
     * @throws Unreadable if it is there and can never be an input, or not with these permissions
     */
    private static FileNode node(java.nio.file.Path path) throws IOException {
        FileNode node = attributes(path);
        if (!Files.isReadable(path)) {
            throw new Unreadable(path, Unreadable.NO_PERMISSION);
        }
        return node;
    }

    /** Like {@link #node}, whether or not it may be read. */
    public static FileNode attributes(java.nio.file.Path path) throws IOException {
        return UNIX ? unixNode(path) : basicNode(path);
    }

    private static FileNode unixNode(java.nio.file.Path path) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, ATTRIBUTES);
        requireFileOrFolder(path, (Boolean) attributes.get("isOther"));
        boolean folder = (Boolean) attributes.get("isDirectory");
        long device = (Long) attributes.get("dev");
        long inode = (Long) attributes.get("ino");
        return new FileNode(
                FileNode.LOCAL,
                path.toString(),
                folder,
                folder ? 0 : (Long) attributes.get("size"),
                ((FileTime) attributes.get("lastModifiedTime")).toMillis(),
                Long.toHexString(device) + ':' + Long.toHexString(inode),
                ((FileTime) attributes.get("ctime")).to(TimeUnit.NANOSECONDS),
                Objects.hash(
                        attributes.get("mode"),
                        attributes.get("uid"),
                        attributes.get("gid"),
                        attributes.get("nlink")),
                null);
    }

    private static FileNode basicNode(java.nio.file.Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        requireFileOrFolder(path, attributes.isOther());
        Object key = attributes.fileKey();
        return new FileNode(
                FileNode.LOCAL,
                path.toString(),
                attributes.isDirectory(),
                attributes.isDirectory() ? 0 : attributes.size(),
                attributes.lastModifiedTime().toMillis(),
                key == null ? null : key.toString());
    }

    private static void requireFileOrFolder(java.nio.file.Path path, boolean other)
            throws Unreadable {
        if (other) {
            // A pipe, a socket or a device cannot be read twice, nor from its middle.
            throw new Unreadable(
                    path,
                    "is neither a file nor a folder: what comes through a pipe has to be written to a file first");
        }
    }

    /** Something is there that cannot be read; the message completes a sentence about its name. */
    static final class Unreadable extends FileSystemException {

        static final String NO_PERMISSION = "cannot be read for lack of permission";

        private static final long serialVersionUID = 1L;

        private final String why;

        private Unreadable(java.nio.file.Path path, String why) {
            super(path.toString());
            this.why = why;
        }

        @Override
        public String getMessage() {
            return why;
        }
    }
}
