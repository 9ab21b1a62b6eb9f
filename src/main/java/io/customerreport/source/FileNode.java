package io.customerreport.source;

import io.customerreport.python.PythonStrings;
import java.net.URI;
import java.util.Comparator;
import org.apache.flink.core.fs.Path;

/**
 * A file or folder as a listing found it.
 *
 * <p>A listing may hold millions, so paths are kept as strings, which take a third of the room.
 *
 * @param system scheme and authority of the file system, as in {@code file:} or {@code s3://bucket}
 * @param path absolute, on that file system
 * @param bytes the file's size, 0 for folders
 * @param modified time of last change in milliseconds since 1970
 * @param identity equal for two paths to the same folder, null where the file system has no links
 */
record FileNode(
        String system, String path, boolean folder, long bytes, long modified, Object identity) {

    /** Code point order of whole names. */
    static final Comparator<FileNode> BY_NAME = FileNode::compareNames;

    static final String LOCAL = "file:";

    static String systemOf(Path path) {
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

    Path toPath() {
        return path(system, path);
    }

    /** Names the file among those of all systems. */
    String name() {
        return system + path;
    }

    /** Whether the file cannot be read from its middle. */
    boolean isCompressed() {
        return Compression.of(path) != Compression.NONE;
    }

    private static int compareNames(FileNode a, FileNode b) {
        return a.system.equals(b.system)
                ? PythonStrings.BY_CODE_POINT.compare(a.path, b.path)
                : PythonStrings.BY_CODE_POINT.compare(a.name(), b.name());
    }
}
