package io.customerreport.source;

/**
 * What shows that a file was changed.
 *
 * @param modified time of last change in milliseconds since 1970
 * @param bytes the file's size
 */
record FileStamp(long modified, long bytes) {

    static FileStamp of(FileNode file) {
        return new FileStamp(file.modified(), file.bytes());
    }
}
