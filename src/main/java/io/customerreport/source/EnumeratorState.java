package io.customerreport.source;

import java.util.List;
import java.util.Map;

/**
 * What a checkpoint holds of an enumerator.
 *
 * @param pending splits that no reader has
 * @param nextNumber the number of the next file that a scan finds
 * @param horizon time of change before which files are no longer remembered
 * @param seen the files that were found, by name; empty for an input that ends
 */
record EnumeratorState(
        List<CombinedSplit> pending, long nextNumber, long horizon, Map<String, FileStamp> seen) {

    /** Before anything was scanned. */
    static final EnumeratorState START = bounded(List.of());

    /** Whether it is of an input that does not end, and that was scanned. */
    boolean isWatched() {
        return horizon != START.horizon;
    }

    static EnumeratorState bounded(List<CombinedSplit> pending) {
        return new EnumeratorState(pending, 0, Long.MIN_VALUE, Map.of());
    }
}
