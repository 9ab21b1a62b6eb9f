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
        boolean filed =
                job.kind() instanceof RunKind.Continuous continuous
                        && continuous.snapshots() != null;
        addFolder(
                within,
                inputs,
                options.reports(),
                filed ? "/" + ReportSinks.snapshotFolder() : "",
                reports);
        addFolder(within, inputs, options.rejects(), "", List.of(ReportSinks.rejectsPart()));
        addFolder(within, inputs, options.keepState(), "", List.of(KeptStateWriter.examplePart()));
        for (Given file : options.files()) {
            addFile(within, inputs, file);
        }
        return within;
    }

    private static void addFile(List<Given> within, InputFiles inputs, Given given) {
        try {
            Path file = AbsolutePath.of(given.value());
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

    private static void addFolder(
            List<Given> within,
            InputFiles inputs,
            @Nullable Given folder,
            String below,
            List<String> names) {
        if (folder == null) {
            return;
        }
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
