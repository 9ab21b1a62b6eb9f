package io.customerreport.cli;

import io.customerreport.job.JobOptions;
import io.customerreport.job.RunSummary;
import io.customerreport.parse.InputNotices;
import io.customerreport.source.InputNotice;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells the user what a job notices of its input, each thing once: while a continuous job runs, and
 * at the end of any. Who wants to hear of errors alone hears of what is not read.
 */
final class NoticeLines {

    private final JobOptions options;
    private final Console console;
    private final Set<InputNotice> told = new HashSet<>();

    /** Of each kind, how many there were when that was said last. */
    private final Map<InputNotice.Kind, Long> counted = new HashMap<>();

    NoticeLines(JobOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    /**
     * @param accumulators what the job has counted so far
     */
    synchronized void tell(Map<String, Object> accumulators) {
        Map<InputNotice.Kind, Long> named = new HashMap<>();
        if (accumulators.get(InputNotices.NAME) instanceof List<?> notices) {
            for (Object each : notices) {
                InputNotice notice = (InputNotice) each;
                named.merge(notice.kind(), 1L, Long::sum);
                if (told.add(notice) && isWanted(notice.kind())) {
                    console.note(notice.toString());
                }
            }
        }
        for (InputNotice.Kind kind : InputNotice.Kind.values()) {
            long count = RunSummary.count(accumulators, kind.code());
            if (count > counted.getOrDefault(kind, named.getOrDefault(kind, 0L))
                    && isWanted(kind)) {
                console.note("%s: %d by now".formatted(kind.code(), count));
                counted.put(kind, count);
            }
        }
    }

    private boolean isWanted(InputNotice.Kind kind) {
        return kind.isLoss() || !options.quiet();
    }
}
