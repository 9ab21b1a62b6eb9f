package io.customerreport.source.enumerate;

import io.customerreport.source.split.CombinedSplit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * What a checkpoint holds of an enumerator.
 *
 * @param pending splits that no reader has
 * @param nextNumber the number of the next file that a scan finds; {@link #NO_SCANS} for an input
 *     that ends
 * @param seen what is known of the files that were found; nothing for an input that ends
 */
public record EnumeratorState(List<CombinedSplit> pending, long nextNumber, SeenFiles.State seen) {

    private static final long NO_SCANS = -1;
    static final long NO_HORIZON = Long.MIN_VALUE;

    private static final SeenFiles.State NOTHING_SEEN =
            new SeenFiles.State(Map.of(), Set.of(), NO_HORIZON);

    /** Before anything was scanned. */
    public static final EnumeratorState START = new EnumeratorState(List.of(), 0, NOTHING_SEEN);

    public static EnumeratorState bounded(List<CombinedSplit> pending) {
        return new EnumeratorState(pending, NO_SCANS, NOTHING_SEEN);
    }

    /** Whether it is of an input that ends. */
    boolean isBounded() {
        return nextNumber == NO_SCANS;
    }

    /** What a job that ends says of a state that not {@link #isBounded}. */
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
                        "the savepoint is of a %s job, which can only be continued %s --watch"
                                .formatted(kind, with)));
    }
}
