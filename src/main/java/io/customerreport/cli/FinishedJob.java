package io.customerreport.cli;

import io.customerreport.cli.console.Console;
import io.customerreport.cli.console.NoticeLines;
import io.customerreport.cli.console.SummaryTable;
import io.customerreport.count.RunCounters;
import io.customerreport.digest.RunDigest;
import io.customerreport.job.JobCounts;
import io.customerreport.job.JobOptions;
import io.customerreport.job.RejectLimit;
import io.customerreport.job.RunSummary;
import io.customerreport.page.ResultPage;
import io.customerreport.source.block.Damage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whether what a finished job counted makes its output a result. */
final class FinishedJob {

    private final JobOptions options;
    private final JobCounts counts;

    FinishedJob(JobOptions options, JobCounts counts) {
        this.options = options;
        this.counts = counts;
    }

    /**
     * Whether nothing is left to be read or reported. A continuous job also ends with a savepoint
     * that another one is to go on from.
     */
    boolean isDrained() {
        return !options.kind().isContinuous() || counts.count(RunCounters.DRAINED) > 0;
    }

    /**
     * @throws IOException if more lines are rejected than the user allows
     * @throws IllegalStateException if the counts do not add up
     */
    RunSummary summary(Duration duration) throws IOException {
        RunSummary summary = RunSummary.of(counts, duration);
        RejectLimit limit = options.output().maxRejects();
        if (limit != null) {
            new RejectCheck(limit).atEnd(summary, counts);
        }
        return summary;
    }

    /**
     * The page of the run, if one is asked for.
     *
     * @throws IllegalStateException if it would not show what the summary counts
     */
    @Nullable String page(RunSummary summary) {
        if (options.output().html() == null) {
            return null;
        }
        RunDigest digest =
                counts.digest()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "the job left no digest for the page"));
        return new ResultPage(options, summary, digest).toHtml();
    }

    /**
     * Names damaged files and what else there is to say of the input, and shows what {@link
     * #summary} says unless only errors are wanted.
     */
    void print(RunSummary summary, Console console, NoticeLines notices) {
        notices.tell(counts);
        notices.tellStanding(counts.standing());
        damagedFiles().forEach(console::note);
        if (!options.execution().quiet()) {
            console.print(new SummaryTable(summary, counts.firstRejects(), options.output()));
        }
    }

    /** Names the files of which a part was skipped, one sentence each. */
    private List<String> damagedFiles() {
        List<String> sentences = new ArrayList<>();
        List<Damage> first = counts.damagedFiles();
        first.forEach(damage -> sentences.add("skipped the rest of " + damage));
        long more = counts.count(RunCounters.CORRUPT_FILES) - first.size();
        if (!first.isEmpty() && more > 0) {
            sentences.add("skipped the rest of %s more corrupt files".formatted(more));
        }
        return sentences;
    }
}
