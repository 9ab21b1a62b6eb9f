package io.customerreport.cli.options;

import io.customerreport.job.Given;
import io.customerreport.job.RunOptions;
import io.customerreport.job.UsageException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of how a run is executed, and shown. */
final class ExecutionGroup {
    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = {
                "Number of parallel subtasks; the result does not depend on it. Default: the"
                        + " number of CPU cores, or the cluster's own default.",
                "Example: --parallelism 4"
            })
    List<String> parallelism = new ArrayList<>();

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = {
                "Set an option of Flink for the run in this process. May be repeated. Default:"
                        + " none.",
                "Example: -D execution.runtime-mode=BATCH"
            })
    List<String> flinkSettings = new ArrayList<>();

    @Option(
            names = "--dry-run",
            description = {
                "Check the options and list the files that would be read, with their stored size and"
                        + " how they are compressed; only the first bytes of each file are read, and"
                        + " nothing is written. Default: run.",
                "Example: --dry-run"
            })
    boolean dryRun;

    @Option(
            names = "--quiet",
            description = {
                "Print only errors. Default: the summary goes to standard output, and progress"
                        + " to standard error if the run takes more than a few seconds.",
                "Example: --quiet"
            })
    boolean quiet;

    RunOptions read() throws UsageException {
        Given subtasks = OptionValues.once("--parallelism", parallelism);
        return new RunOptions(
                subtasks == null ? null : OptionValues.parallelism(subtasks),
                OptionValues.flinkSettings(flinkSettings),
                quiet,
                dryRun);
    }
}
