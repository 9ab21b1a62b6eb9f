package io.customerreport.source;

import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * What a checkpoint holds of an enumerator.
 *
 * @param pending splits that no reader has
 * @param nextNumber the number of the next file that a scan finds; {@link #NO_SCANS} for an input
 *     that ends
 * @param horizon time of change before which files are no longer remembered
 * @param seen the files that were found, by name; empty for an input that ends
 */
record EnumeratorState(
        List<CombinedSplit> pending, long nextNumber, long horizon, Map<String, FileStamp> seen) {

    private static final long NO_SCANS = -1;
    private static final long NO_HORIZON = Long.MIN_VALUE;

    /** Before anything was scanned. */
    static final EnumeratorState START = new EnumeratorState(List.of(), 0, NO_HORIZON, Map.of());

    static EnumeratorState bounded(List<CombinedSplit> pending) {
        return new EnumeratorState(pending, NO_SCANS, NO_HORIZON, Map.of());
    }

    /** Whether it is of an input that does not end, and that was scanned. */
    boolean isWatched() {
        return horizon != NO_HORIZON;
    }

    /** Whether it is of an input that ends. */
    boolean isBounded() {
        return nextNumber == NO_SCANS;
    }

    /** What a job that ends says of a state that {@link #isWatched}. */
    static SuppressRestartsException ofContinuousJob() {
        return refused("continuous", "with");
    }

    /** What a job that does not end says of a state that {@link #isBounded}. */
    static SuppressRestartsException ofBoundedJob() {
        return refused("bounded", "without");
    }

    private static SuppressRestartsException refused(String kind, String with) {
        return new SuppressRestartsException(
                new IllegalStateException(
                        "the savepoint is one of a %s job, which goes on %s --watch only"
                                .formatted(kind, with)));
    }
}
