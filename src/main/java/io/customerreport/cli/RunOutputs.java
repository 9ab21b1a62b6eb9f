package io.customerreport.cli;

import io.customerreport.job.JobOptions;
import io.customerreport.job.RunSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * All that a run leaves behind: reports, rejects, summary, page. Either {@link #commit} makes them
 * a result, or {@link #discard} removes them.
 */
final class RunOutputs {

    private final OutputFolder reports;
    private final OutputFolder rejects;
    private final ResultFile summary;
    private final ResultFile page;
    private boolean unfinishedKept;

    private RunOutputs(
            OutputFolder reports, OutputFolder rejects, ResultFile summary, ResultFile page) {
        this.reports = reports;
        this.rejects = rejects;
        this.summary = summary;
        this.page = page;
    }

    /**
     * Refuses what the run could not write to, before it starts.
     *
     * @param recovery whether the run goes on from where an earlier one was
     */
    static RunOutputs check(JobOptions options, boolean recovery) throws UsageException {
        OutputFolder reports = OutputFolder.check("--output", options.output(), recovery);
        OutputFolder rejects = null;
        List<String> folders = new ArrayList<>(List.of(options.output()));
        if (options.rejects() != null) {
            rejects = OutputFolder.check("--rejects", options.rejects(), recovery);
            folders.add(options.rejects());
            if (rejects.identity().equals(reports.identity())) {
                throw new UsageException(
                        "--rejects '" + options.rejects() + "' is the folder of --output, too");
            }
        }
        ResultFile summary = file("--summary", options.summary(), options, folders);
        ResultFile page = file("--html", options.html(), options, folders);
        if (summary != null && page != null) {
            page.requireOtherThan(summary);
        }
        return new RunOutputs(reports, rejects, summary, page);
    }

    private static ResultFile file(
            String option, String value, JobOptions options, List<String> folders)
            throws UsageException {
        return value == null ? null : ResultFile.check(option, value, options.inputs(), folders);
    }

    /**
     * The marker comes last: who sees it sees everything else.
     *
     * @param html the page, if one is asked for
     */
    void commit(RunSummary counts, String html) throws IOException {
        if (page != null) {
            page.write(html);
        }
        if (summary != null) {
            summary.write(counts.toJson());
        }
        if (rejects != null) {
            rejects.markComplete();
        }
        reports.markComplete();
    }

    /** From now on {@link #discard} leaves all rows for another run to go on with. */
    void keepUnfinished() {
        unfinishedKept = true;
    }

    /** Tries to remove everything, even when a part of it cannot be removed. */
    void discard() throws IOException {
        IOException failure = null;
        for (ThrowingRunnable<IOException> part : parts()) {
            try {
                part.run();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private List<ThrowingRunnable<IOException>> parts() {
        List<ThrowingRunnable<IOException>> parts = new ArrayList<>();
        if (page != null) {
            parts.add(page::discard);
        }
        if (summary != null) {
            parts.add(summary::discard);
        }
        if (unfinishedKept) {
            return parts;
        }
        if (rejects != null) {
            parts.add(rejects::discard);
        }
        parts.add(reports::discard);
        return parts;
    }
}
