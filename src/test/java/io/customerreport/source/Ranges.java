package io.customerreport.source;

import java.io.IOException;
import java.util.List;

/** The byte ranges of a split that holds nothing else. */
final class Ranges {

    private Ranges() {}

    static List<FileRange> of(CombinedSplit split) throws IOException {
        return split.parts().stream().map(FileRange.class::cast).toList();
    }
}
