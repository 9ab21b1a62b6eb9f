package io.customerreport.cli;

import io.customerreport.cli.CustomerReportCommand.EventOptions;
import io.customerreport.cli.CustomerReportCommand.ExecutionOptions;
import io.customerreport.cli.CustomerReportCommand.InputOptions;
import io.customerreport.cli.CustomerReportCommand.OutputOptions;
import io.customerreport.job.JobOptions;
import io.customerreport.job.Summation;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Reads the command line into {@link JobOptions}, or says in one sentence why it cannot; looks at
 * no file but that of the rates.
 */
final class CommandLineParser {

    private final Clock clock;
    private final CustomerReportCommand command = new CustomerReportCommand();
    private final CommandLine picocli =
            new CommandLine(command)
                    .setExpandAtFiles(false)
                    .setUnmatchedOptionsAllowedAsOptionParameters(false)
                    .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));

    CommandLineParser(Clock clock) {
        this.clock = clock;
    }

    /** Empty when nothing is to be run but {@link #information} to be printed. */
    Optional<JobOptions> parse(String... args) throws UsageException {
        try {
            picocli.parseArgs(args);
        } catch (ParameterException e) {
            throw new UsageException(sentence(e));
        }
        if (args.length == 0
                || picocli.isUsageHelpRequested()
                || picocli.isVersionHelpRequested()) {
            return Optional.empty();
        }
        return Optional.of(options());
    }

    /** The version if the user asked for it, and else the help. */
    String information() {
        return picocli.isVersionHelpRequested()
                ? Version.line() + System.lineSeparator()
                : picocli.getUsageMessage(Ansi.OFF);
    }

    private JobOptions options() throws UsageException {
        InputOptions input = command.input;
        OutputOptions output = command.output;
        EventOptions events = command.events;
        ExecutionOptions execution = command.execution;
        requireInputs(input.paths);
        Map<String, String> flinkSettings = OptionValues.flinkSettings(execution.flinkSettings);
        return new JobOptions(
                input.paths,
                required("--output", output.reports),
                notEmpty("--rejects", output.rejects),
                notEmpty("--summary", output.summary),
                events.fxRates == null ? Map.of() : RatesReader.read(events.fxRates),
                events.eventTypes == null ? null : OptionValues.eventTypes(events.eventTypes),
                events.now == null
                        ? clock.instant().getEpochSecond()
                        : OptionValues.unixSeconds(events.now),
                events.summation == null
                        ? Summation.EXACT
                        : OptionValues.summation(events.summation),
                input.maxLineBytes == null
                        ? OptionValues.DEFAULT_MAX_LINE_BYTES
                        : OptionValues.lineBytes(input.maxLineBytes),
                output.maxRejects == null ? null : OptionValues.rejectLimit(output.maxRejects),
                execution.parallelism == null
                        ? null
                        : OptionValues.parallelism("--parallelism", execution.parallelism),
                flinkSettings);
    }

    private static void requireInputs(List<String> paths) throws UsageException {
        if (paths.isEmpty()) {
            throw new UsageException("--input is missing: it names the files to read");
        }
        for (String path : paths) {
            notEmpty("--input", path);
        }
    }

    private static String required(String option, String value) throws UsageException {
        if (value == null) {
            throw new UsageException(option + " is missing: it names the folder for the reports");
        }
        return notEmpty(option, value);
    }

    private static String notEmpty(String option, String value) throws UsageException {
        if (value != null && value.isBlank()) {
            throw new UsageException(option + " '" + value + "' names nothing");
        }
        return value;
    }

    private static String sentence(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String argument = unmatched.getUnmatched().get(0);
            return argument.startsWith("-") && argument.length() > 1
                    ? "unknown option '" + argument + "'"
                    : "unexpected argument '" + argument + "': values belong to an option";
        }
        if (e instanceof OverwrittenOptionException) {
            return name(e) + " is given more than once";
        }
        if (e instanceof MissingParameterException) {
            return name(e) + " needs a value";
        }
        return e.getMessage().lines().findFirst().orElse("the options cannot be read");
    }

    private static String name(ParameterException e) {
        ArgSpec argument = e.getArgSpec();
        return argument instanceof OptionSpec option ? option.longestName() : "an option";
    }
}
