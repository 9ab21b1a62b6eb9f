package io.customerreport.kept;

import io.customerreport.source.files.FileNode;
import org.jspecify.annotations.Nullable;

/**
 * A file that a run has read, as it was then.
 *
 * @param name the file's, with its system
 * @param bytes its size
 * @param modified time of last change in milliseconds since 1970
 * @param key what tells the file from others of its system, whatever its name; null where the
 *     system does not say
 */
record KnownFile(String name, long bytes, long modified, @Nullable String key) {

    static KnownFile of(FileNode file) {
        return new KnownFile(file.name(), file.bytes(), file.modified(), file.key());
    }

    /** Whether the file is the same as it was, under whatever name. */
    boolean isUnchanged(FileNode file) {
        return bytes == file.bytes() && modified == file.modified();
    }
}
