package io.customerreport.job;

import io.customerreport.report.ReportSinks;
import io.customerreport.source.files.AbsolutePath;
import io.customerreport.source.files.InputFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.Path;

/** Finds the outputs of a run that are written where its input is looked for. */
final class OutputsWithinInput {

    private OutputsWithinInput() {}

    /**
     * Option and value of each, such as {@code --output 'logs/report'}.
     *
     * @throws UsageException if one would replace a file that the run reads
     */
    static List<String> of(JobOptions options, InputFiles inputs) throws UsageException {
        List<String> within = new ArrayList<>();
        // Globs may ask for a kind of names alone.
        String reports =
                options.format() == ReportFormat.JSON
                        ? ReportSinks.documentPart()
                        : ReportSinks.reportsPart();
        add(within, inputs, "--output", options.output(), reports);
        if (options.rejects() != null) {
            add(within, inputs, "--rejects", options.rejects(), ReportSinks.rejectsPart());
        }
        addFile(within, inputs, "--summary", options.summary());
        addFile(within, inputs, "--html", options.html());
        return within;
    }

    /**
     * @param value null for none
     */
    private static void addFile(List<String> within, InputFiles inputs, String option, String value)
            throws UsageException {
        try {
            Path file = value == null ? null : AbsolutePath.of(value);
            if (file == null || file.getParent() == null) {
                return;
            }
            boolean read = inputs.reads(file.getParent().toString(), file.getName());
            if (inputs.holds(file.getPath()) || read && file.getFileSystem().exists(file)) {
                throw new UsageException(option + " '" + value + "' is also an input");
            }
            if (read) {
                within.add(option + " '" + value + "'");
            }
        } catch (IOException | IllegalArgumentException e) {
            // What is no path is refused as a file to write, with the reason.
        }
    }

    private static void add(
            List<String> within, InputFiles inputs, String option, String folder, String name) {
        try {
            if (inputs.reads(folder, name)) {
                within.add(option + " '" + folder + "'");
            }
        } catch (IOException | IllegalArgumentException e) {
            // What is no path is refused as an output, with the reason.
        }
    }
}
