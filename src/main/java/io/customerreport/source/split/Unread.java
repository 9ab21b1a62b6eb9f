package io.customerreport.source.split;

import io.customerreport.source.files.FileNode;

/**
 * What is to be read of a file.
 *
 * @param from how many of its stored bytes were read before
 */
public record Unread(FileNode file, long from) {

    public static Unread all(FileNode file) {
        return new Unread(file, 0);
    }

    long bytes() {
        return file.bytes() - from;
    }
}
