package io.customerreport.testing.input;

import io.customerreport.source.files.FileNode;
import io.customerreport.source.split.CombinedSplit;
import io.customerreport.source.split.FileRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Byte ranges of splits and of local files. */
public final class Ranges {

    private Ranges() {}

    /** Those of a split that holds nothing else. */
    public static List<FileRange> of(CombinedSplit split) throws IOException {
        return split.parts().stream().map(FileRange.class::cast).toList();
    }

    /** All of a file, the first of an input. */
    public static FileRange whole(Path file) throws IOException {
        return part(file, 0, Files.size(file));
    }

    /** A part of the first file of an input. */
    public static FileRange part(Path file, long offset, long length) throws IOException {
        return new FileRange(0, 0, node(file, Files.size(file)), offset, length);
    }

    /** A file that had {@code bytes} when it was listed. */
    public static FileNode node(Path file, long bytes) {
        return new FileNode(FileNode.LOCAL, file.toString(), false, bytes, 0, null);
    }
}
