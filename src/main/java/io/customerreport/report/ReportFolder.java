package io.customerreport.report;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the folders into which a continuous run with snapshots puts its rows: {@code
 * snapshot-CHECKPOINT} for all customers as they were at the barrier of a checkpoint, {@code
 * snapshot-final} for all of them at the end, and {@code changes-CHECKPOINT} for the rows that left
 * after such a barrier.
 *
 * @param snapshot whether it holds a snapshot, and not changes
 * @param checkpoint twelve digits in the name, so that names sort as they follow each other
 */
record ReportFolder(boolean snapshot, long checkpoint) {

    private static final long END = Long.MAX_VALUE;
    private static final Pattern NAME =
            Pattern.compile("snapshot-final|(snapshot|changes)-([0-9]{12})");
    private static final Pattern MARKS = Pattern.compile("_writers-([0-9]+)");

    static ReportFolder snapshotAt(long checkpoint) {
        return new ReportFolder(true, checkpoint);
    }

    static ReportFolder atTheEnd() {
        return new ReportFolder(true, END);
    }

    /**
     * @param checkpoint 0 for what leaves before any
     */
    static ReportFolder changesAfter(long checkpoint) {
        return new ReportFolder(false, checkpoint);
    }

    /** The folder of that name, if it is one. */
    static Optional<ReportFolder> parse(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                parts.group(1) == null
                        ? atTheEnd()
                        : new ReportFolder(
                                parts.group(1).equals("snapshot"), Long.parseLong(parts.group(2))));
    }

    /** The folder that a path leads to, or into. */
    static ReportFolder ofPath(String path) {
        return parse(path.split("/", 2)[0])
                .orElseThrow(() -> new IllegalStateException("no folder of a run: " + path));
    }

    String path() {
        return checkpoint == END
                ? "snapshot-final"
                : "%s-%012d".formatted(snapshot ? "snapshot" : "changes", checkpoint);
    }

    /**
     * Where each writer leaves a file when it has written all that it has of this snapshot; whoever
     * counts them learns from the name how many there must be.
     */
    String marks(int writers) {
        return path() + "/_writers-" + writers;
    }

    static boolean areMarks(String path) {
        return path.indexOf('/') >= 0;
    }

    /** Whether a folder within one of ours, of that name, holds marks. */
    static boolean isNameOfMarks(String name) {
        return MARKS.matcher(name).matches();
    }

    /** The number in a path of marks. */
    static int writers(String marks) {
        return Integer.parseInt(marks.substring(marks.lastIndexOf('-') + 1));
    }
}
