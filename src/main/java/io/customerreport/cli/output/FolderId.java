package io.customerreport.cli.output;

import io.customerreport.source.files.AbsolutePath;
import org.apache.flink.core.fs.Path;

/**
 * Which folder is meant, on this machine or elsewhere: equal for two spellings of one folder.
 *
 * @param path without links, and with the name of its file system
 */
record FolderId(Path path) {

    /** The id of a folder of that real path, whether or not there is one. */
    static FolderId local(java.nio.file.Path real) {
        return new FolderId(AbsolutePath.of("file", null, real.toString()));
    }

    /** Whether that real path is the folder's. */
    boolean is(java.nio.file.Path real) {
        return equals(local(real));
    }

    /** Larger than that of every folder around it. */
    int depth() {
        return path.depth();
    }
}
