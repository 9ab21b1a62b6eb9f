package io.customerreport.cli;

import io.customerreport.cli.console.Console;
import io.customerreport.cli.console.MoneyNotes;
import io.customerreport.cli.console.NoticeLines;
import io.customerreport.cli.console.SummaryTable;
import io.customerreport.cli.diagnosis.Diagnosis;
import io.customerreport.cli.options.Version;
import io.customerreport.count.RunCounters;
import io.customerreport.digest.RunDigest;
import io.customerreport.job.Chain;
import io.customerreport.job.JobCounts;
import io.customerreport.job.JobOptions;
import io.customerreport.job.LineCounts;
import io.customerreport.job.RunSummary;
import io.customerreport.page.ResultPage;
import io.customerreport.page.RunFacts;
import io.customerreport.parse.EventRules;
import io.customerreport.parse.LineOutcome;
import io.customerreport.source.block.Damage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whether what a finished job counted makes its output a result. */
final class FinishedJob {

    private final JobOptions options;
    private final JobCounts counts;
    private final @Nullable Chain chain;

    /**
     * @param chain the runs before it, if it is not alone
     */
    FinishedJob(JobOptions options, JobCounts counts, @Nullable Chain chain) {
        this.options = options;
        this.chain = chain;
        this.counts = counts;
    }

    /**
     * Whether nothing is left to be read or reported. A continuous job also ends with a savepoint
     * that another one is to continue from.
     */
    boolean isDrained() {
        return !options.kind().isContinuous()
                || counts.count(RunCounters.DRAINED) > 0
                || !counts.has(RunCounters.LINES);
    }

    /**
     * Says why few lines could be used, if so.
     *
     * @throws IOException if more lines are rejected than the user allows, or all of them; if
     *     counts are lost
     * @throws IllegalStateException if the counts do not add up
     */
    RunSummary summary(Duration duration, Console console) throws IOException {
        EventRules rules = options.events().rules();
        List<String> hints =
                Diagnosis.of(
                                rules,
                                counts.count(LineOutcome.ACCEPTED),
                                counts.leftOut(),
                                counts.samples())
                        .lines();
        RunSummary alone =
                RunSummary.of(counts, rules.fxRates().keySet(), duration).diagnosed(hints);
        RunSummary summary = chain == null ? alone : chain.extend(alone);
        requireAllCounts(summary);
        hints.stream()
                .limit(options.execution().quiet() ? 1 : Diagnosis.MAX_LINES)
                .forEach(sentence -> console.note("hint: " + sentence));
        if (!options.kind().isContinuous()) {
            RejectCheck.atEnd(options.output().maxRejects(), summary.counts(), counts);
        }
        return summary;
    }

    /**
     * Flink forgets what finished tasks have counted when a cluster loses its JobManager after the
     * last checkpoint.
     */
    private void requireAllCounts(RunSummary summary) throws IOException {
        if (!counts.has(RunCounters.LINES)) {
            throw lostCounts("none is left");
        }
        long events = summary.whole().counts().accepted();
        long reported = counts.count(RunCounters.REPORTED_EVENTS);
        if (!options.kind().isContinuous() && events != reported) {
            throw lostCounts("%,d events for reports of %,d".formatted(events, reported));
        }
    }

    private IOException lostCounts(String what) {
        return new IOException(
                "counts of the run were lost while it ended (%s), so how many lines were rejected is not known: %s"
                        .formatted(
                                what,
                                options.kind().isContinuous()
                                        ? "its rows are written"
                                        : "run it again"));
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
        RunFacts facts =
                new RunFacts(
                        Instant.now(),
                        Version.line(),
                        counts.firstDefaulted().orElse(null),
                        counts.notices());
        return new ResultPage(options, summary.whole(), digest, facts).toHtml();
    }

    /**
     * Names damaged files and what else there is to say of the input, and shows what {@link
     * #summary} says unless only errors are wanted.
     */
    void print(RunSummary summary, Console console, NoticeLines notices) {
        notices.tell(counts);
        notices.tellStanding(counts.standing());
        damagedFiles().forEach(console::note);
        if (summary.counts().accepted() == 0) {
            console.note(nothingAccepted(summary.counts()));
        }
        if (!options.execution().quiet()) {
            MoneyNotes.of(summary, options.events().rules().fxRates().keySet())
                    .forEach(console::note);
            console.print(new SummaryTable(summary, counts, options.output()));
        }
    }

    private static String nothingAccepted(LineCounts counts) {
        if (counts.lines() == counts.blank()) {
            return "no event was accepted, as the input has no line that is not blank";
        }
        return "no event was accepted: %d lines are rejected, %d filtered"
                .formatted(counts.rejects(), counts.filtered());
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
