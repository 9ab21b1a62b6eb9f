package io.customerreport.job;

import java.util.List;

/**
 * What is read.
 *
 * @param paths files, folders and globs as the user spelled them, at least one
 * @param strict whether an entry of an input folder that cannot be read is refused
 * @param maxLineBytes a longer line is rejected
 */
public record InputOptions(
        List<String> paths, OnCorrupt onCorrupt, boolean strict, int maxLineBytes) {

    public InputOptions {
        paths = List.copyOf(paths);
    }
}
