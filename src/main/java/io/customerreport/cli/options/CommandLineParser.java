package io.customerreport.cli.options;

import io.customerreport.cli.options.CustomerReportCommand.ContinuousOptions;
import io.customerreport.cli.options.CustomerReportCommand.EventOptions;
import io.customerreport.cli.options.CustomerReportCommand.ExecutionOptions;
import io.customerreport.cli.options.CustomerReportCommand.InputOptions;
import io.customerreport.cli.options.CustomerReportCommand.OutputOptions;
import io.customerreport.job.JobOptions;
import io.customerreport.job.ReportFormat;
import io.customerreport.job.Summation;
import io.customerreport.job.UsageException;
import io.customerreport.job.WatchOptions;
import io.customerreport.source.read.LineBlockFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Reads the command line into {@link JobOptions}, or says in one sentence why it cannot; looks at
 * no file but that of the rates.
 */
public final class CommandLineParser {

    private final Clock clock;
    private final CustomerReportCommand command = new CustomerReportCommand();
    private final CommandLine picocli =
            new CommandLine(command)
                    .setExpandAtFiles(false)
                    .setUnmatchedOptionsAllowedAsOptionParameters(false)
                    .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));

    public CommandLineParser(Clock clock) {
        this.clock = clock;
    }

    /** Empty when nothing is to be run but {@link #information} to be printed. */
    public Optional<JobOptions> parse(String... args) throws UsageException {
        try {
            picocli.parseArgs(args);
        } catch (ParameterException e) {
            throw new UsageException(sentence(e));
        }
        if (args.length == 0
                || command.other.completion
                || picocli.isUsageHelpRequested()
                || picocli.isVersionHelpRequested()) {
            return Optional.empty();
        }
        return Optional.of(options());
    }

    /** The version or the script for shells if the user asked for it, and else the help. */
    public String information() {
        if (command.other.completion) {
            return ShellCompletion.script(picocli.getCommandSpec());
        }
        return picocli.isVersionHelpRequested()
                ? Version.line() + System.lineSeparator()
                : picocli.setSeparator(" ").getUsageMessage(Ansi.OFF);
    }

    private JobOptions options() throws UsageException {
        InputOptions input = command.input;
        OutputOptions output = command.output;
        EventOptions events = command.events;
        ContinuousOptions continuous = command.continuous;
        ExecutionOptions execution = command.execution;
        String reports = once("--output", output.reports);
        String format = once("--format", output.format);
        String rejects = once("--rejects", output.rejects);
        String summary = once("--summary", output.summary);
        String html = notEmpty("--html", once("--html", output.html));
        String fxRates = once("--fx-rates", events.fxRates);
        String eventTypes = once("--event-types", events.eventTypes);
        String now = once("--now", events.now);
        String summation = once("--summation", events.summation);
        String maxLineBytes = once("--max-line-bytes", input.maxLineBytes);
        String maxRejects = once("--max-rejects", output.maxRejects);
        String watch = once("--watch", continuous.watch);
        String parallelism = once("--parallelism", execution.parallelism);
        String onCorrupt = once("--on-corrupt", input.onCorrupt);
        requireOtherThanRates("--summary", summary, fxRates);
        requireOtherThanRates("--html", html, fxRates);
        requireInputs(input.paths);
        if (reports == null) {
            throw new UsageException("--output is missing: it names the folder for the reports");
        }
        refuseWithWatch(watch, "--now", now, "a continuous run judges each event by the clock");
        refuseWithWatch(
                watch, "--max-rejects", maxRejects, "a run that goes on has no total to judge");
        return new JobOptions(
                input.paths,
                notEmpty("--output", reports),
                notEmpty("--rejects", rejects),
                notEmpty("--summary", summary),
                fxRates == null ? Map.of() : RatesReader.read(fxRates),
                eventTypes == null ? null : OptionValues.eventTypes(eventTypes),
                now == null ? clock.instant().getEpochSecond() : OptionValues.unixSeconds(now),
                summation == null ? Summation.EXACT : OptionValues.summation(summation),
                maxLineBytes == null
                        ? LineBlockFormat.DEFAULT_MAX_LINE_BYTES
                        : OptionValues.lineBytes(maxLineBytes),
                maxRejects == null ? null : OptionValues.rejectLimit(maxRejects),
                parallelism == null ? null : OptionValues.parallelism("--parallelism", parallelism),
                OptionValues.flinkSettings(execution.flinkSettings),
                execution.quiet,
                format == null ? ReportFormat.NDJSON : OptionValues.format(format),
                watch(watch, continuous, summation, format, html),
                onCorrupt != null && OptionValues.skipCorruptFiles(onCorrupt),
                html,
                input.strict);
    }

    private static WatchOptions watch(
            String watch, ContinuousOptions given, String summation, String format, String html)
            throws UsageException {
        String reportEvery = once("--report-every", given.reportEvery);
        String settleTime = once("--settle-time", given.settleTime);
        String remember = once("--remember", given.remember);
        if (watch == null) {
            requireWatch(
                    "--report-every",
                    reportEvery,
                    "a run over input that ends reports once, at its end");
            requireWatch("--settle-time", settleTime, "a run over input that ends reads at once");
            requireWatch("--remember", remember, "a run over input that ends looks for files once");
            return null;
        }
        if ("sequential".equals(summation)) {
            refuseWithWatch(
                    watch,
                    "--summation",
                    summation,
                    "files that are still to come have no order yet");
        }
        if ("json".equals(format)) {
            refuseWithWatch(
                    watch,
                    "--format",
                    format,
                    "one object of all customers is written when the input ends");
        }
        refuseWithWatch(
                watch, "--html", html, "the page shows a whole run, which ends with its input");
        return patience(
                new WatchOptions(
                        OptionValues.duration("--watch", watch),
                        reportEvery == null
                                ? WatchOptions.DEFAULT_REPORT_EVERY
                                : OptionValues.duration("--report-every", reportEvery)),
                settleTime,
                remember);
    }

    private static WatchOptions patience(WatchOptions defaults, String settleTime, String remember)
            throws UsageException {
        Duration settle =
                settleTime == null
                        ? defaults.settleTime()
                        : OptionValues.duration("--settle-time", settleTime);
        Duration retention =
                remember == null
                        ? defaults.remember()
                        : OptionValues.duration("--remember", remember);
        if (settle.compareTo(retention) >= 0) {
            throw new UsageException(
                    settleTime == null
                            ? "--remember '%s' is not longer than the settle time of %s"
                                    .formatted(remember, TimeUtils.formatWithHighestUnit(settle))
                            : "--settle-time '%s' is not shorter than %s, for which files that are gone are remembered"
                                    .formatted(
                                            settleTime,
                                            TimeUtils.formatWithHighestUnit(retention)));
        }
        return new WatchOptions(defaults.interval(), defaults.reportEvery(), settle, retention);
    }

    private static void requireWatch(String option, String value, String why)
            throws UsageException {
        if (value != null) {
            throw new UsageException("%s '%s' needs --watch: %s".formatted(option, value, why));
        }
    }

    private static void refuseWithWatch(String watch, String option, String value, String why)
            throws UsageException {
        if (watch != null && value != null) {
            throw new UsageException(
                    "--watch '%s' and %s '%s' exclude each other: %s"
                            .formatted(watch, option, value, why));
        }
    }

    private static String once(String option, List<String> values) throws UsageException {
        if (values.size() > 1) {
            throw new UsageException(
                    "%s is given more than once: '%s' and '%s'"
                            .formatted(option, values.get(0), values.get(1)));
        }
        return values.isEmpty() ? null : values.get(0);
    }

    /** What is read is not replaced. */
    private static void requireOtherThanRates(String option, String value, String fxRates)
            throws UsageException {
        try {
            if (value != null
                    && fxRates != null
                    && Files.isSameFile(Path.of(value), Path.of(fxRates))) {
                throw new UsageException(
                        option + " '" + value + "' is also the file of --fx-rates");
            }
        } catch (IOException | InvalidPathException e) {
            // One of them is no file, or not there yet.
        }
    }

    private static void requireInputs(List<String> paths) throws UsageException {
        if (paths.isEmpty()) {
            throw new UsageException("--input is missing: it names the files to read");
        }
        for (String path : paths) {
            notEmpty("--input", path);
        }
    }

    private static String notEmpty(String option, String value) throws UsageException {
        if (value != null && value.isBlank()) {
            throw new UsageException(option + " '" + value + "' names nothing");
        }
        return value;
    }

    private static String similar(UnmatchedArgumentException unknown) {
        return unknown.getSuggestions().stream()
                .filter(option -> option.startsWith("--"))
                .findFirst()
                .map(option -> "; did you mean " + option + "?")
                .orElse("");
    }

    private static String sentence(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String argument = unmatched.getUnmatched().get(0);
            return argument.startsWith("-") && argument.length() > 1
                    ? "unknown option '" + argument + "'" + similar(unmatched)
                    : "unexpected argument '" + argument + "': values belong to an option";
        }
        if (e instanceof MissingParameterException missing
                && missing.getMissing().get(0) instanceof OptionSpec option) {
            return option.longestName() + " needs a value";
        }
        // Such as: Unknown option: '--outptu'; Expected parameter for option '--input' but found …
        String message = e.getMessage().lines().findFirst().orElse("the options cannot be read");
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
