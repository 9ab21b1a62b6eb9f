package io.customerreport.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is read.
 *
 * @param paths files, folders and globs as the user spelled them, at least one
 * @param base the folder of the state that an earlier run has kept, as a Flink path
 * @param strict whether an entry of an input folder that cannot be read is refused
 * @param maxLineBytes a longer line is rejected
 */
public record InputOptions(
        List<String> paths,
        @Nullable String base,
        OnCorrupt onCorrupt,
        boolean strict,
        int maxLineBytes) {

    public InputOptions {
        paths = List.copyOf(paths);
    }
}
