package io.customerreport.source.split;

import java.io.IOException;
import java.util.List;

/** The byte ranges of a split that holds nothing else. */
public final class Ranges {

    private Ranges() {}

    public static List<FileRange> of(CombinedSplit split) throws IOException {
        return split.parts().stream().map(FileRange.class::cast).toList();
    }
}
