package io.customerreport.cli;

import io.customerreport.count.FirstRejects.Place;
import io.customerreport.job.JobCounts;
import io.customerreport.job.JobOptions;
import io.customerreport.job.RunSummary;
import java.io.IOException;

/** Holds what a job has rejected against {@code --max-rejects}. */
final class RejectCheck {

    private RejectCheck() {}

    /** A number of rejects is exceeded for good; a share of all lines may still fall. */
    static boolean canEndEarly(JobOptions options) {
        return options.maxRejects() != null && !options.maxRejects().percent();
    }

    /** Why the job need not go on, null if it may. */
    static IOException whileRunning(JobOptions options, JobCounts counts) {
        long rejects = counts.rejects();
        if (!canEndEarly(options) || !options.maxRejects().isExceededBy(rejects, rejects)) {
            return null;
        }
        return new IOException(
                "stopped, as %s lines are rejected so far, more than --max-rejects %s allows%s"
                        .formatted(rejects, options.maxRejects(), first(counts)));
    }

    /**
     * @throws IOException if more lines are rejected than the user allows
     */
    static void atEnd(JobOptions options, RunSummary summary, JobCounts counts) throws IOException {
        if (options.maxRejects() != null
                && options.maxRejects().isExceededBy(summary.rejects(), summary.lines())) {
            throw new IOException(
                    "%s of %s lines are rejected, more than --max-rejects %s allows%s"
                            .formatted(
                                    summary.rejects(),
                                    summary.lines(),
                                    options.maxRejects(),
                                    first(counts)));
        }
    }

    private static String first(JobCounts counts) {
        return counts.firstRejects().values().stream()
                .min(Place::compareTo)
                .map(place -> "; the first is " + place)
                .orElse("");
    }
}
