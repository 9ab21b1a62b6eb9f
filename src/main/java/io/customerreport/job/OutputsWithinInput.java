package io.customerreport.job;

import io.customerreport.kept.KeptStateWriter;
import io.customerreport.report.ReportSinks;
import io.customerreport.source.files.AbsolutePath;
import io.customerreport.source.files.InputFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** Finds the outputs of a run that are written where its input is looked for. */
final class OutputsWithinInput {

    private OutputsWithinInput() {}

    /** The options that name them. */
    static List<Given> of(JobOptions job, InputFiles inputs) {
        OutputOptions options = job.output();
        List<Given> within = new ArrayList<>();
        // Globs may ask for a kind of names alone.
        List<String> reports =
                switch (options.format()) {
                    case NDJSON -> List.of(ReportSinks.reportsPart());
                    case JSON -> List.of(ReportSinks.documentPart());
                    case CSV -> List.of(ReportSinks.customersPart(), ReportSinks.daysPart());
                };
        if (options.reports() != null) {
            boolean filed =
                    job.kind() instanceof RunKind.Continuous continuous
                            && continuous.snapshots() != null;
            add(
                    within,
                    inputs,
                    new Given("--output", options.reports()),
                    filed ? "/" + ReportSinks.snapshotFolder() : "",
                    reports);
        }
        if (options.rejects() != null) {
            add(
                    within,
                    inputs,
                    new Given("--rejects", options.rejects()),
                    "",
                    List.of(ReportSinks.rejectsPart()));
        }
        if (options.keepState() != null) {
            add(
                    within,
                    inputs,
                    new Given("--keep-state", options.keepState()),
                    "",
                    List.of(KeptStateWriter.examplePart()));
        }
        addFile(within, inputs, "--summary", options.summary());
        addFile(within, inputs, "--summary-metrics", options.summaryMetrics());
        addFile(within, inputs, "--html", options.html());
        return within;
    }

    private static void addFile(
            List<Given> within, InputFiles inputs, String option, @Nullable String value) {
        if (value == null) {
            return;
        }
        Given given = new Given(option, value);
        try {
            Path file = AbsolutePath.of(value);
            if (file.getParent() == null) {
                return;
            }
            // One that is an input itself is refused as a file to write.
            if (inputs.reads(file.getParent().toString(), file.getName())
                    && !inputs.holds(file.getPath())) {
                within.add(given);
            }
        } catch (IOException | IllegalArgumentException e) {
            // What is not a path is refused as a file to write, with the reason.
        }
    }

    private static void add(
            List<Given> within, InputFiles inputs, Given folder, String below, List<String> names) {
        try {
            for (String name : names) {
                if (inputs.reads(folder.value() + below, name)) {
                    within.add(folder);
                    return;
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // What is not a path is refused as an output, with the reason.
        }
    }
}
