package io.customerreport.cli.console;

import io.customerreport.count.InputNotices;
import io.customerreport.job.JobCounts;
import io.customerreport.source.block.InputNotice;
import io.customerreport.source.block.InputStanding;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells the user what a job notices of its input, each thing once: while a continuous job runs, and
 * at the end of any. Who wants to hear of errors alone hears of what is not read.
 */
public final class NoticeLines {

    private final boolean quiet;
    private final Console console;
    private final Set<InputNotice> told = new HashSet<>();

    /** The count of each kind when it was last printed. */
    private final Map<InputNotice.Kind, Long> counted = new HashMap<>();

    public NoticeLines(boolean quiet, Console console) {
        this.quiet = quiet;
        this.console = console;
    }

    /** Tells what is new in what the job has counted so far. */
    public synchronized void tell(JobCounts counts) {
        List<InputNotice> notices = counts.notices();
        for (InputNotice notice : notices) {
            if (told.add(notice) && isWanted(notice.kind())) {
                console.note(notice.toString());
            }
        }
        if (notices.size() == InputNotices.LIMIT) {
            tellCounts(counts);
        }
    }

    /** Says what a watched input holds, or may hold, that the job did not read before it ended. */
    public void tellStanding(InputStanding standing) {
        for (String file : standing.first()) {
            console.note(
                    ("'%s' is not read: when the run ended, it had changed within --settle-time,"
                                    + " or it ended in the middle of a line")
                            .formatted(file));
        }
        int more = standing.waiting() - standing.first().size();
        if (more > 0) {
            console.note("and %d more for the same reason".formatted(more));
        }
        if (standing.unscannedSince() > 0) {
            console.note(
                    "the input could not be scanned since %s: what came later is not read"
                            .formatted(Instant.ofEpochMilli(standing.unscannedSince())));
        }
    }

    /** Where not all are named. */
    private void tellCounts(JobCounts counts) {
        for (InputNotice.Kind kind : InputNotice.Kind.values()) {
            long count = counts.count(kind.code());
            Long before = counted.put(kind, count);
            if (count > 0 && isWanted(kind) && (before == null || count > before)) {
                console.note("in all, %s: %d".formatted(kind.code(), count));
            }
        }
    }

    private boolean isWanted(InputNotice.Kind kind) {
        return kind.isLoss() || !quiet;
    }
}
