package io.customerreport.source.files;

import io.customerreport.bytes.CodePointOrder;
import io.customerreport.source.compression.Compression;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file or folder as a listing found it.
 *
 * <p>A listing may hold millions, so paths are kept as strings, which take a third of the room.
 *
 * @param system scheme and authority of the file system, as in {@code file:} or {@code s3://bucket}
 * @param path absolute, on that file system
 * @param bytes the file's size, 0 for folders
 * @param modified time of last change of the content in milliseconds since 1970
 * @param key of a local file or folder its device and inode, the same under all of its names; of an
 *     object in a store its ETag; null where the file system does not say
 * @param changed time of last change of a local file in any respect, in nanoseconds since 1970; 0
 *     where that is not known
 * @param access what a local file's owner, permissions and number of links hash to: changing them
 *     moves {@code changed} alone
 * @param sample of the file's content; null if none was taken
 */
public record FileNode(
        String system,
        String path,
        boolean folder,
        long bytes,
        long modified,
        @Nullable String key,
        long changed,
        int access,
        @Nullable FileSample sample) {

    /** Code point order of whole names. */
    static final Comparator<FileNode> BY_NAME = FileNode::compareNames;

    public static final String LOCAL = "file:";

    private static final String NO_KEY = "";

    public FileNode(
            String system,
            String path,
            boolean folder,
            long bytes,
            long modified,
            @Nullable String key) {
        this(system, path, folder, bytes, modified, key, 0, 0, null);
    }

    public static String systemOf(Path path) {
        URI uri = path.toUri();
        String scheme = uri.getScheme() == null ? "" : uri.getScheme() + ':';
        return uri.getAuthority() == null ? scheme : scheme + "//" + uri.getAuthority();
    }

    /** The path on a system as {@link #systemOf} gave it. */
    static Path path(String system, String path) {
        int colon = system.indexOf(':');
        String authority = system.substring(colon + 1);
        return AbsolutePath.of(
                colon < 0 ? null : system.substring(0, colon),
                authority.isEmpty() ? null : authority.substring("//".length()),
                path);
    }

    public Path toPath() {
        return path(system, path);
    }

    /** Names the file among those of all systems. */
    public String name() {
        return system + path;
    }

    public boolean isLocal() {
        return system.equals(LOCAL);
    }

    /** Whether both are names of one file; false where the file system cannot tell. */
    public boolean isSameFileAs(FileNode other) {
        return isLocal() && other.isLocal() && key != null && key.equals(other.key);
    }

    public FileNode withSample(@Nullable FileSample taken) {
        return new FileNode(system, path, folder, bytes, modified, key, changed, access, taken);
    }

    /** The same content, where it is found now. */
    public FileNode at(FileNode found) {
        return new FileNode(
                system,
                found.path,
                folder,
                bytes,
                modified,
                found.key,
                found.changed,
                found.access,
                sample);
    }

    /** The same file under another name. */
    public FileNode under(String otherPath) {
        return new FileNode(
                system, otherPath, folder, bytes, modified, key, changed, access, sample);
    }

    /** Writes what {@link #readIdentity} reads. */
    public void writeIdentity(DataOutput out) throws IOException {
        out.writeUTF(key == null ? NO_KEY : key);
        out.writeLong(changed);
        out.writeInt(access);
        FileSample.write(sample, out);
    }

    /**
     * The same file with key, inode's time and sample, which the first format version does not
     * have.
     */
    public FileNode readIdentity(DataInput in) throws IOException {
        String read = in.readUTF();
        return new FileNode(
                system,
                path,
                folder,
                bytes,
                modified,
                read.equals(NO_KEY) ? null : read,
                in.readLong(),
                in.readInt(),
                FileSample.read(in));
    }

    /** Whether the file cannot be read from its middle: by its sample, or else its name. */
    public boolean isCompressed() {
        return sample == null ? Compression.of(path) != Compression.NONE : sample.compressed();
    }

    private static int compareNames(FileNode a, FileNode b) {
        return a.system.equals(b.system)
                ? CodePointOrder.BY_CODE_POINT.compare(a.path, b.path)
                : CodePointOrder.BY_CODE_POINT.compare(a.name(), b.name());
    }
}
