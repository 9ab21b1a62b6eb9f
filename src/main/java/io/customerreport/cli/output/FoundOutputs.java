package io.customerreport.cli.output;

import io.customerreport.cli.settings.GoingOn;
import io.customerreport.job.Given;
import io.customerreport.job.OutputOptions;
import io.customerreport.job.PreparedJob;
import io.customerreport.job.UsageException;
import io.customerreport.kept.KeptState;
import io.customerreport.report.PartNames;
import io.customerreport.table.ReportTable;
import io.customerreport.table.TableException;
import io.customerreport.table.TableUrl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The outputs that options name, each found where it is meant to be, and none in the way of another
 * or of an input. Nothing is changed: whether a run may have them, {@link #check} and their own
 * {@code claim} say.
 */
final class FoundOutputs {

    final @Nullable OutputFolder reports;
    final @Nullable ReportTable table;
    final @Nullable OutputFolder rejects;
    final @Nullable OutputFolder state;
    final @Nullable ResultFile summary;
    final @Nullable ResultFile metrics;
    final @Nullable ResultFile page;

    /**
     * @param job says which files it reads, which no output may replace
     */
    FoundOutputs(OutputOptions options, PreparedJob job) throws UsageException {
        List<FolderId> folders = new ArrayList<>();
        reports = folder(options.reports(), PartNames.SUCCESS_MARKER, folders, "");
        rejects =
                folder(
                        options.rejects(),
                        PartNames.SUCCESS_MARKER,
                        folders,
                        "is the folder of --output, too");
        state =
                folder(
                        options.keepState(),
                        KeptState.MANIFEST,
                        folders,
                        "is the folder of another output, too");
        summary = file(options.summary(), job, folders);
        metrics = file(options.summaryMetrics(), job, folders);
        page = file(options.html(), job, folders);
        table = options.table() == null ? null : table(options.table());
        requireDifferentFiles();
    }

    /**
     * @param others those of the outputs before, to which this one is added
     * @param same why none of them may be this one
     */
    private static @Nullable OutputFolder folder(
            @Nullable Given named, String marker, List<FolderId> others, String same)
            throws UsageException {
        if (named == null) {
            return null;
        }
        OutputFolder folder = OutputFolder.find(named, marker);
        if (others.contains(folder.id())) {
            throw named.refused(same);
        }
        others.add(folder.id());
        return folder;
    }

    private static @Nullable ResultFile file(
            @Nullable Given named, PreparedJob job, List<FolderId> folders) throws UsageException {
        return named == null ? null : ResultFile.find(named, job, folders);
    }

    private static ReportTable table(TableUrl url) throws UsageException {
        try {
            return ReportTable.find(url);
        } catch (TableException e) {
            throw refused(url, e);
        }
    }

    private void requireDifferentFiles() throws UsageException {
        List<ResultFile> files = files();
        for (int i = 0; i < files.size(); i++) {
            for (ResultFile other : files.subList(i + 1, files.size())) {
                files.get(i).requireOtherThan(other);
            }
        }
    }

    /** Refuses what a claim would, as far as that shows without writing. */
    void check(GoingOn goingOn, Claimant run) throws UsageException {
        for (OutputFolder folder : outerFirst()) {
            folder.check(run, goingOn);
        }
        for (ResultFile file : files()) {
            file.check(run);
        }
        requireTableFor(goingOn, run);
    }

    private void requireTableFor(GoingOn goingOn, Claimant run) throws UsageException {
        if (table != null && goingOn != GoingOn.NO && !run.continuous()) {
            throw new UsageException(
                    "a run over input that ends cannot continue from a checkpoint with --table: the rows"
                            + " that the earlier job wrote would be missing");
        }
    }

    /** Takes the table for a run, if there is one, or refuses it and leaves no trace. */
    void claimTable(GoingOn goingOn, Claimant run) throws UsageException {
        requireTableFor(goingOn, run);
        if (table == null) {
            return;
        }
        try {
            table.claim(run.run(), run.continuous());
        } catch (TableException e) {
            throw refused(table.url(), e);
        }
    }

    private static UsageException refused(TableUrl url, TableException e) {
        return new UsageException("--table %s cannot be used: %s".formatted(url, e.why()));
    }

    /** All folders; an outer one is not to be found in use because of the inner one. */
    List<OutputFolder> outerFirst() {
        return Stream.of(reports, rejects, state)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingInt(folder -> folder.id().depth()))
                .toList();
    }

    /** In the order in which they appear; the metrics tell of a success. */
    List<ResultFile> files() {
        return Stream.of(page, summary, metrics).filter(Objects::nonNull).toList();
    }
}
