package io.customerreport.cli;

import io.customerreport.cli.console.Console;
import io.customerreport.cli.console.NoticeLines;
import io.customerreport.cli.console.SummaryTable;
import io.customerreport.count.DamagedFiles;
import io.customerreport.count.RunCounters;
import io.customerreport.digest.RunDigest;
import io.customerreport.job.JobOptions;
import io.customerreport.job.RunSummary;
import io.customerreport.page.ResultPage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
     * Whether nothing is left to be read or reported. A continuous job also ends with a savepoint
     * that another one is to go on from.
     */
    boolean isDrained() {
        return options.watch() == null
                || accumulators.get(RunCounters.DRAINED) instanceof Long subtasks && subtasks > 0;
    }

    /**
     * @throws IOException if more lines are rejected than the user allows
     * @throws IllegalStateException if the counts do not add up
     */
    RunSummary summary(Duration duration) throws IOException {
        RunSummary summary = RunSummary.of(accumulators, duration);
        RejectCheck.atEnd(options, summary, accumulators);
        return summary;
    }

    /**
     * The page of the run, null when none is asked for.
     *
     * @throws IllegalStateException if it would not show what the summary counts
     */
    String page(RunSummary summary) {
        if (options.html() == null) {
            return null;
        }
        if (!(accumulators.get(RunDigest.NAME) instanceof byte[] digest)) {
            throw new IllegalStateException("the job left no digest for the page");
        }
        return new ResultPage(options, summary, RunDigest.of(digest)).toHtml();
    }

    /**
     * Names damaged files and what else there is to say of the input, and shows what {@link
     * #summary} says unless only errors are wanted.
     */
    void print(RunSummary summary, Console console, NoticeLines notices) {
        notices.tell(accumulators);
        notices.tellStanding(accumulators);
        damagedFiles().forEach(console::note);
        if (!options.quiet()) {
            console.print(
                    new SummaryTable(summary, RejectCheck.firstPlaces(accumulators), options));
        }
    }

    /** Names the files of which a part was skipped, one sentence each. */
    private List<String> damagedFiles() {
        List<String> sentences = new ArrayList<>();
        if (accumulators.get(DamagedFiles.NAME) instanceof List<?> first) {
            first.forEach(damage -> sentences.add("skipped the rest of " + damage));
            long more = (Long) accumulators.get(RunCounters.CORRUPT_FILES) - first.size();
            if (more > 0) {
                sentences.add("skipped the rest of %s more corrupt files".formatted(more));
            }
        }
        return sentences;
    }
}
