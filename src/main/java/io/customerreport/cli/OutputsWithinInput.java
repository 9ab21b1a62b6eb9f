package io.customerreport.cli;

import io.customerreport.job.JobOptions;
import io.customerreport.source.InputFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds the outputs of a run that are written where its input is looked for. */
final class OutputsWithinInput {

    /** Names as the sinks give them: globs may ask for a kind of them alone. */
    private static final String REPORTS = "reports-0-0.";

    private static final String REJECTS = "rejects-0-0.ndjson";

    private OutputsWithinInput() {}

    /** Option and value of each, such as {@code --output 'logs/report'}. */
    static List<String> of(JobOptions options, InputFiles inputs) {
        List<String> within = new ArrayList<>();
        String format = options.format().name().toLowerCase(java.util.Locale.ROOT);
        add(within, inputs, "--output", options.output(), REPORTS + format);
        if (options.rejects() != null) {
            add(within, inputs, "--rejects", options.rejects(), REJECTS);
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
