package io.customerreport.source;

/**
 * What is to be read of a file.
 *
 * @param from how many of its stored bytes were read before
 */
record Unread(FileNode file, long from) {

    static Unread all(FileNode file) {
        return new Unread(file, 0);
    }

    long bytes() {
        return file.bytes() - from;
    }
}
