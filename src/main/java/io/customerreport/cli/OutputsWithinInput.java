package io.customerreport.cli;

import io.customerreport.job.JobOptions;
import io.customerreport.job.ReportFormat;
import io.customerreport.report.ReportSinks;
import io.customerreport.source.InputFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds the outputs of a run that are written where its input is looked for. */
final class OutputsWithinInput {

    private OutputsWithinInput() {}

    /** Option and value of each, such as {@code --output 'logs/report'}. */
    static List<String> of(JobOptions options, InputFiles inputs) {
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
        return within;
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
