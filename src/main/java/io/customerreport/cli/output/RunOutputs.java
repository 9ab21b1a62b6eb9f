package io.customerreport.cli.output;

import io.customerreport.cli.options.Version;
import io.customerreport.cli.settings.GoingOn;
import io.customerreport.job.Chain;
import io.customerreport.job.Given;
import io.customerreport.job.OutputOptions;
import io.customerreport.job.OutputPlaces;
import io.customerreport.job.PreparedJob;
import io.customerreport.job.RunSummary;
import io.customerreport.job.UsageException;
import io.customerreport.kept.KeptState;
import io.customerreport.table.ReportTable;
import io.customerreport.table.TableException;
import io.customerreport.table.TableUrl;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.util.function.ThrowingConsumer;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/**
 * All that a run leaves: reports, table, rejects, state, summary, metrics, page. They are the run's
 * own from {@link #claim} on, until either {@link #commit} makes them a result, or {@link #discard}
 * removes them.
 */
public final class RunOutputs {

    private final @Nullable OutputFolder reports;
    private final @Nullable ReportTable table;
    private final @Nullable OutputFolder rejects;
    private final @Nullable OutputFolder state;
    private final @Nullable ResultFile summary;
    private final @Nullable ResultFile metrics;
    private final @Nullable ResultFile page;
    private final @Nullable Chain chain;

    /** The folders that are claimed, the last one first. */
    private final Deque<OutputFolder> folders = new ArrayDeque<>();

    private StreamWriter streams = StreamWriter.of(sentence -> {});
    private Runnable beforeSuccess = () -> {};
    private Claimant claimant;
    private boolean unfinishedKept;

    private RunOutputs(
            @Nullable OutputFolder reports,
            @Nullable ReportTable table,
            @Nullable OutputFolder rejects,
            @Nullable OutputFolder state,
            @Nullable ResultFile summary,
            @Nullable ResultFile metrics,
            @Nullable ResultFile page,
            @Nullable Chain chain) {
        this.reports = reports;
        this.table = table;
        this.rejects = rejects;
        this.state = state;
        this.chain = chain;
        this.summary = summary;
        this.metrics = metrics;
        this.page = page;
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
        RunOutputs outputs = find(options, job);
        boolean claimed = false;
        try {
            outputs.claim(goingOn, claimant);
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
        RunOutputs outputs = find(options, job);
        for (OutputFolder folder : outputs.outerFirst()) {
            folder.check(claimant, goingOn);
        }
        for (ResultFile file : outputs.files()) {
            file.check(claimant);
        }
        outputs.requireTableFor(goingOn, claimant);
    }

    private static RunOutputs find(OutputOptions output, PreparedJob job) throws UsageException {
        OutputFolder reports = null;
        OutputFolder rejects = null;
        OutputFolder state = null;
        List<FolderId> folders = new ArrayList<>();
        if (output.reports() != null) {
            reports = OutputFolder.find(output.reports());
            folders.add(reports.id());
        }
        if (output.rejects() != null) {
            rejects = OutputFolder.find(output.rejects());
            if (folders.contains(rejects.id())) {
                throw output.rejects().refused("is the folder of --output, too");
            }
            folders.add(rejects.id());
        }
        if (output.keepState() != null) {
            state = OutputFolder.find(output.keepState(), KeptState.MANIFEST);
            if (folders.contains(state.id())) {
                throw output.keepState().refused("is the folder of another output, too");
            }
            folders.add(state.id());
        }
        ResultFile summary = file(output.summary(), job, folders);
        ResultFile metrics = file(output.summaryMetrics(), job, folders);
        ResultFile page = file(output.html(), job, folders);
        ReportTable table = output.table() == null ? null : table(output.table());
        RunOutputs outputs =
                new RunOutputs(reports, table, rejects, state, summary, metrics, page, job.chain());
        outputs.requireDifferentFiles();
        return outputs;
    }

    private void requireDifferentFiles() throws UsageException {
        List<ResultFile> files = files();
        for (int i = 0; i < files.size(); i++) {
            for (ResultFile other : files.subList(i + 1, files.size())) {
                files.get(i).requireOtherThan(other);
            }
        }
    }

    private static ReportTable table(TableUrl url) throws UsageException {
        try {
            return ReportTable.find(url);
        } catch (TableException e) {
            throw refused(url, e);
        }
    }

    private static @Nullable ResultFile file(
            @Nullable Given named, PreparedJob job, List<FolderId> folders) throws UsageException {
        return named == null ? null : ResultFile.find(named, job, folders);
    }

    private void claim(GoingOn goingOn, Claimant run) throws UsageException {
        claimant = run;
        for (OutputFolder folder : outerFirst()) {
            folders.push(folder);
            folder.claim(run, goingOn);
        }
        for (ResultFile file : files()) {
            file.claim(run);
        }
        requireTableFor(goingOn, run);
        if (table != null) {
            claimTable();
        }
    }

    private void requireTableFor(GoingOn goingOn, Claimant run) throws UsageException {
        if (table != null && goingOn != GoingOn.NO && !run.continuous()) {
            throw new UsageException(
                    "--table and a run over input that ends exclude each other when it may go on from a"
                            + " checkpoint: rows that an earlier job has written are not found again");
        }
    }

    private void claimTable() throws UsageException {
        try {
            table.claim(claimant.run(), claimant.continuous());
        } catch (TableException e) {
            throw refused(table.url(), e);
        }
    }

    private static UsageException refused(TableUrl url, TableException e) {
        return new UsageException("--table %s cannot be used: %s".formatted(url, e.why()));
    }

    /** All folders; an outer one is not to be found in use because of the inner one. */
    private List<OutputFolder> outerFirst() {
        return Stream.of(reports, rejects, state)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingInt(folder -> folder.id().depth()))
                .toList();
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
                reports == null ? null : reports.sink(),
                table == null ? null : table.writer(),
                rejects == null ? null : rejects.sink(),
                state == null ? null : state.sink(),
                claimant.run());
    }

    /** What the user should know of the table, each sentence once. */
    public List<String> takeNotes() {
        return table == null ? List.of() : table.takeNotes();
    }

    /** The table in which rows gather unseen, if there is one. */
    public @Nullable String staging() {
        return table == null ? null : table.staging();
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
        if (page != null) {
            page.prepare(html);
        }
        if (summary != null) {
            summary.prepare(SummaryJson.of(counts));
        }
        if (metrics != null) {
            metrics.prepare(SummaryMetrics.of(counts, Instant.now(), Version.line()));
        }
        if (rejects != null) {
            rejects.prepare(counts.counts().rejects() > 0);
        }
        if (reports != null) {
            reports.prepare(counts.customers() > 0);
        }
        String manifest = null;
        if (state != null) {
            state.prepare(counts.customers() > 0);
            manifest = chain.finish(state.sink(), claimant.run(), counts, Version.line());
        }
        if (table != null) {
            table.prepare(counts.customers(), streams.say());
        }
        for (ResultFile file : files()) {
            file.publish(streams);
        }
        if (rejects != null) {
            rejects.publish("");
        }
        beforeSuccess.run();
        if (table != null) {
            table.publish();
        }
        if (manifest != null) {
            state.publish(manifest);
        }
        if (reports != null) {
            reports.publish("");
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
                table == null ? () -> {} : table::discard);
    }

    /** In the order in which they appear; the metrics tell of a success. */
    private List<ResultFile> files() {
        return Stream.of(page, summary, metrics).filter(Objects::nonNull).toList();
    }

    private void each(
            ThrowingConsumer<ResultFile, IOException> ofFile,
            ThrowingConsumer<OutputFolder, IOException> ofFolder,
            ThrowingRunnable<IOException> ofTable)
            throws IOException {
        List<ThrowingRunnable<IOException>> steps = new ArrayList<>();
        files().forEach(file -> steps.add(() -> ofFile.accept(file)));
        folders.forEach(folder -> steps.add(() -> ofFolder.accept(folder)));
        steps.add(ofTable);
        IOException failure = null;
        for (ThrowingRunnable<IOException> step : steps) {
            try {
                step.run();
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
}
