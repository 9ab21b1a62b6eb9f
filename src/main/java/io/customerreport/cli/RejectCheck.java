package io.customerreport.cli;

import io.customerreport.count.FirstRejects.Place;
import io.customerreport.job.JobCounts;
import io.customerreport.job.RejectLimit;
import io.customerreport.job.RunSummary;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Holds what a job has rejected against {@code --max-rejects}. */
final class RejectCheck implements Check {

    private final RejectLimit limit;

    RejectCheck(RejectLimit limit) {
        this.limit = limit;
    }

    /** A number of rejects is exceeded for good; a share of all lines may still fall. */
    boolean canEndEarly() {
        return !limit.percent();
    }

    @Override
    public @Nullable IOException look(JobCounts counts) {
        long rejects = counts.rejects();
        if (!canEndEarly() || !limit.isExceededBy(rejects, rejects)) {
            return null;
        }
        return new IOException(
                "stopped, as %s lines are rejected so far, more than --max-rejects %s allows%s"
                        .formatted(rejects, limit, first(counts)));
    }

    /**
     * @throws IOException if more lines are rejected than the user allows
     */
    void atEnd(RunSummary summary, JobCounts counts) throws IOException {
        if (limit.isExceededBy(summary.rejects(), summary.lines())) {
            throw new IOException(
                    "%s of %s lines are rejected, more than --max-rejects %s allows%s"
                            .formatted(summary.rejects(), summary.lines(), limit, first(counts)));
        }
    }

    private static String first(JobCounts counts) {
        return counts.firstRejects().values().stream()
                .min(Place::compareTo)
                .map(place -> "; the first is " + place)
                .orElse("");
    }
}
