package io.customerreport.cli;

import io.customerreport.job.JobOptions;
import io.customerreport.job.RunSummary;
import io.customerreport.parse.FirstRejects;
import io.customerreport.parse.FirstRejects.Place;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Decides whether what a finished job counted makes its output a result. */
final class FinishedJob {

    private final JobOptions options;
    private final Map<String, Object> accumulators;

    FinishedJob(JobOptions options, Map<String, Object> accumulators) {
        this.options = options;
        this.accumulators = accumulators;
    }

    /**
     * @throws IOException if more lines are rejected than the user allows
     * @throws IllegalStateException if the counts do not add up
     */
    RunSummary summary(Duration duration) throws IOException {
        RunSummary summary = RunSummary.of(accumulators, duration);
        if (options.maxRejects() != null
                && options.maxRejects().isExceededBy(summary.rejects(), summary.lines())) {
            throw new IOException(tooManyRejects(summary));
        }
        return summary;
    }

    private String tooManyRejects(RunSummary summary) {
        Place first = firstReject();
        return "%d of %d lines are rejected, more than --max-rejects %s allows%s"
                .formatted(
                        summary.rejects(),
                        summary.lines(),
                        options.maxRejects(),
                        first == null ? "" : "; the first is " + first);
    }

    /** The first reject in the order of files and offsets, null without any. */
    private Place firstReject() {
        return accumulators.get(FirstRejects.NAME) instanceof Map<?, ?> places
                ? places.values().stream().map(Place.class::cast).min(Place::compareTo).orElse(null)
                : null;
    }
}
