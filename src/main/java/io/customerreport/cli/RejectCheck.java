package io.customerreport.cli;

import io.customerreport.cli.console.JobProgress;
import io.customerreport.count.FirstRejects;
import io.customerreport.count.FirstRejects.Place;
import io.customerreport.job.JobOptions;
import io.customerreport.job.RunSummary;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Holds what a job has rejected against {@code --max-rejects}. */
final class RejectCheck {

    private RejectCheck() {}

    /** A number of rejects is exceeded for good; a share of all lines may still fall. */
    static boolean canEndEarly(JobOptions options) {
        return options.maxRejects() != null && !options.maxRejects().percent();
    }

    /** Why the job need not go on, null if it may. */
    static IOException whileRunning(JobOptions options, Map<String, Object> accumulators) {
        long rejects = JobProgress.rejects(accumulators);
        if (!canEndEarly(options) || !options.maxRejects().isExceededBy(rejects, rejects)) {
            return null;
        }
        return new IOException(
                "stopped, as %s lines are rejected so far, more than --max-rejects %s allows%s"
                        .formatted(rejects, options.maxRejects(), first(accumulators)));
    }

    /**
     * @throws IOException if more lines are rejected than the user allows
     */
    static void atEnd(JobOptions options, RunSummary summary, Map<String, Object> accumulators)
            throws IOException {
        if (options.maxRejects() != null
                && options.maxRejects().isExceededBy(summary.rejects(), summary.lines())) {
            throw new IOException(
                    "%s of %s lines are rejected, more than --max-rejects %s allows%s"
                            .formatted(
                                    summary.rejects(),
                                    summary.lines(),
                                    options.maxRejects(),
                                    first(accumulators)));
        }
    }

    /** Where the first line of each reason stands. */
    static Map<String, Place> firstPlaces(Map<String, Object> accumulators) {
        Map<String, Place> places = new LinkedHashMap<>();
        if (accumulators.get(FirstRejects.NAME) instanceof Map<?, ?> byReason) {
            byReason.forEach((reason, place) -> places.put((String) reason, (Place) place));
        }
        return places;
    }

    private static String first(Map<String, Object> accumulators) {
        Collection<Place> places = firstPlaces(accumulators).values();
        return places.stream()
                .min(Place::compareTo)
                .map(place -> "; the first is " + place)
                .orElse("");
    }
}
