package io.customerreport.cli;

import io.customerreport.cli.diagnosis.Diagnosis;
import io.customerreport.count.FirstRejects.Place;
import io.customerreport.job.JobCounts;
import io.customerreport.job.LineCounts;
import io.customerreport.job.RejectLimit;
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
     * @param limit null for none
     * @throws IOException if more lines are rejected than the user allows, or all that are not
     *     blank, or most as they are no lines: such a run has no result, unless the user says so
     */
    static void atEnd(@Nullable RejectLimit limit, LineCounts read, JobCounts counts)
            throws IOException {
        if (limit != null && limit.isExceededBy(read.rejects(), read.lines())) {
            throw new IOException(
                    "%s of %s lines are rejected, more than --max-rejects %s allows%s"
                            .formatted(read.rejects(), read.lines(), limit, first(counts)));
        }
        if (limit != null && limit.allowsAll()) {
            return;
        }
        long lines = read.lines() - read.blank();
        if (read.rejects() > 0 && read.rejects() == lines) {
            throw new IOException(
                    "%s%s; --max-rejects 100%% accepts such a result"
                            .formatted(
                                    lines == 1
                                            ? "the only line is rejected"
                                            : "all " + lines + " lines are rejected",
                                    first(counts)));
        }
        if (limit == null && 2 * read.rejects() > lines && Diagnosis.isArray(counts.samples())) {
            throw new IOException(
                    "%s of %s lines are rejected, as they are parts of a JSON array%s"
                            .formatted(read.rejects(), read.lines(), first(counts)));
        }
    }

    private static String first(JobCounts counts) {
        return counts.firstRejects().values().stream()
                .min(Place::compareTo)
                .map(place -> "; the first is " + place)
                .orElse("");
    }
}
