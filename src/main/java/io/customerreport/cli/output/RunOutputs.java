package io.customerreport.cli.output;

import io.customerreport.cli.options.Version;
import io.customerreport.cli.settings.GoingOn;
import io.customerreport.job.Chain;
import io.customerreport.job.OutputOptions;
import io.customerreport.job.OutputPlaces;
import io.customerreport.job.PreparedJob;
import io.customerreport.job.RunSummary;
import io.customerreport.job.UsageException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.flink.util.function.ThrowingConsumer;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/**
 * All that a run leaves: reports, table, rejects, state, summary, metrics, page. They are the run's
 * own from {@link #claim} on, until either {@link #commit} makes them a result, or {@link #discard}
 * removes them.
 */
public final class RunOutputs {

    private final FoundOutputs found;
    private final Claimant claimant;
    private final @Nullable Chain chain;

    /** The folders that are claimed, the last one first. */
    private final Deque<OutputFolder> folders = new ArrayDeque<>();

    private StreamWriter streams = StreamWriter.of(sentence -> {});
    private Runnable beforeSuccess = () -> {};
    private boolean unfinishedKept;

    private RunOutputs(FoundOutputs found, Claimant claimant, @Nullable Chain chain) {
        this.found = found;
        this.claimant = claimant;
        this.chain = chain;
    }

    /**
     * Takes all outputs for a run before it starts, or refuses one and leaves no trace.
     *
     * @param job says which files it reads, which no output may replace
     * @param goingOn whether the run goes on from where an earlier one was
     */
    public static RunOutputs claim(
            OutputOptions options, PreparedJob job, GoingOn goingOn, Claimant claimant)
            throws UsageException {
        RunOutputs outputs = new RunOutputs(new FoundOutputs(options, job), claimant, job.chain());
        boolean claimed = false;
        try {
            outputs.claim(goingOn);
            claimed = true;
            return outputs;
        } finally {
            if (!claimed) {
                outputs.giveBack();
            }
        }
    }

    /** Refuses outputs that {@link #claim} would, as far as that shows without writing. */
    public static void check(
            OutputOptions options, PreparedJob job, GoingOn goingOn, Claimant claimant)
            throws UsageException {
        new FoundOutputs(options, job).check(goingOn, claimant);
    }

    private void claim(GoingOn goingOn) throws UsageException {
        for (OutputFolder folder : found.outerFirst()) {
            folders.push(folder);
            folder.claim(claimant, goingOn);
        }
        for (ResultFile file : found.files()) {
            file.claim(claimant);
        }
        found.claimTable(goingOn, claimant);
    }

    /** For a run that is refused before it starts. */
    public void giveBack() {
        try {
            discard();
        } catch (IOException e) {
            // A refusal is on its way; what is left are claims of a process that will have ended.
        }
    }

    /** Where the run's sinks write. */
    public OutputPlaces places() {
        return new OutputPlaces(
                found.reports == null ? null : found.reports.sink(),
                found.table == null ? null : found.table.writer(),
                found.rejects == null ? null : found.rejects.sink(),
                found.state == null ? null : found.state.sink(),
                claimant.run());
    }

    /** What the user should know of the table, each sentence once. */
    public List<String> takeNotes() {
        return found.table == null ? List.of() : found.table.takeNotes();
    }

    /** The table in which rows gather unseen, if there is one. */
    public @Nullable String staging() {
        return found.table == null ? null : found.table.staging();
    }

    /** Has the claims name the job that runs on a cluster, so far as they can be written to. */
    public void submitted(String job) {
        for (OutputFolder folder : folders) {
            try {
                folder.submitted(claimant.withJob(job));
            } catch (IOException e) {
                // The claim names the process and the machine, and that a job may go on.
            }
        }
    }

    /**
     * Names those who take part in {@link #commit}.
     *
     * @param writer writes results that are streams
     * @param last called when nothing is left but the marker, for a run that may be ended until
     *     then
     */
    public void commitWith(StreamWriter writer, Runnable last) {
        streams = writer;
        beforeSuccess = last;
    }

    /**
     * Makes what was written a result. All that can fail is done before any of it appears; the
     * marker of the reports comes last: who sees it sees everything else.
     *
     * @param html the page, if one is asked for
     */
    public void commit(RunSummary counts, @Nullable String html) throws IOException {
        if (found.page != null) {
            found.page.prepare(html);
        }
        if (found.summary != null) {
            found.summary.prepare(SummaryJson.of(counts));
        }
        if (found.metrics != null) {
            found.metrics.prepare(SummaryMetrics.of(counts, Instant.now(), Version.line()));
        }
        if (found.rejects != null) {
            found.rejects.prepare(counts.counts().rejects() > 0);
        }
        if (found.reports != null) {
            found.reports.prepare(counts.customers() > 0);
        }
        String manifest = null;
        if (found.state != null) {
            found.state.prepare(counts.customers() > 0);
            manifest = chain.finish(found.state.sink(), claimant.run(), counts, Version.line());
        }
        if (found.table != null) {
            found.table.prepare(counts.customers(), streams.say());
        }
        for (ResultFile file : found.files()) {
            file.publish(streams);
        }
        if (found.rejects != null) {
            found.rejects.publish("");
        }
        beforeSuccess.run();
        if (found.table != null) {
            found.table.publish();
        }
        if (manifest != null) {
            found.state.publish(manifest);
        }
        if (found.reports != null) {
            found.reports.publish("");
        }
    }

    /** The run is over and its result stands; {@link #discard} must not be called any more. */
    public void settle() throws IOException {
        each(ResultFile::settle, OutputFolder::leave, () -> {});
    }

    /** From now on {@link #discard} leaves all rows for another run to go on with. */
    public void keepUnfinished() {
        unfinishedKept = true;
    }

    /** Leaves the folders, claimed, to a job that goes on without this process. */
    public void leaveToJob() throws IOException {
        each(ResultFile::discard, OutputFolder::leave, () -> {});
    }

    /** Tries to remove everything, even when a part of it cannot be removed. */
    public void discard() throws IOException {
        each(
                ResultFile::discard,
                unfinishedKept ? OutputFolder::release : OutputFolder::discard,
                found.table == null ? () -> {} : found.table::discard);
    }

    private void each(
            ThrowingConsumer<ResultFile, IOException> ofFile,
            ThrowingConsumer<OutputFolder, IOException> ofFolder,
            ThrowingRunnable<IOException> ofTable)
            throws IOException {
        List<ThrowingRunnable<IOException>> steps = new ArrayList<>();
        found.files().forEach(file -> steps.add(() -> ofFile.accept(file)));
        folders.forEach(folder -> steps.add(() -> ofFolder.accept(folder)));
        steps.add(ofTable);
        EveryStep.of(steps);
    }
}
