package io.customerreport.source;

import org.apache.flink.core.fs.Path;

/**
 * A file or folder as a listing found it.
 *
 * @param bytes the file's size, 0 for folders
 * @param modified time of last change in milliseconds since 1970
 * @param identity equal for two paths to the same folder, null where the file system has no links
 */
record FileNode(Path path, boolean folder, long bytes, long modified, Object identity) {}
