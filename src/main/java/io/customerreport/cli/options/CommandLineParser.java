package io.customerreport.cli.options;

import io.customerreport.job.EventOptions;
import io.customerreport.job.Given;
import io.customerreport.job.InputOptions;
import io.customerreport.job.JobOptions;
import io.customerreport.job.OutputOptions;
import io.customerreport.job.RunKind;
import io.customerreport.job.Summation;
import io.customerreport.job.UsageException;
import io.customerreport.table.TableSql;
import io.customerreport.table.TableUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Reads the command line into {@link JobOptions}, or says in one sentence why it cannot; looks at
 * no file but those of options and rates.
 */
public final class CommandLineParser {

    private final Clock clock;
    private final CustomerReportCommand command = new CustomerReportCommand();
    private final CommandLine picocli =
            new CommandLine(command)
                    .setExpandAtFiles(false)
                    .setUnmatchedOptionsAllowedAsOptionParameters(false)
                    .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));

    private @Nullable TableUrl table;

    public CommandLineParser(Clock clock) {
        this.clock = clock;
    }

    /** Empty when nothing is to be run but {@link #information} to be printed. */
    public Optional<JobOptions> parse(String... args) throws UsageException {
        try {
            picocli.parseArgs(new OptionFiles(picocli.getCommandSpec()).expanded(args));
        } catch (ParameterException e) {
            throw new UsageException(sentence(e));
        }
        table = command.output.table();
        if (args.length == 0
                || command.other.completion
                || command.other.printDdl
                || command.other.explain
                || picocli.isUsageHelpRequested()
                || picocli.isVersionHelpRequested()) {
            return Optional.empty();
        }
        return Optional.of(options());
    }

    /** Whether the user asked what the input looks like. */
    public boolean explains() {
        return command.other.explain
                && !picocli.isUsageHelpRequested()
                && !picocli.isVersionHelpRequested();
    }

    /** What is to be explained; the options of outputs are not looked at. */
    public ExplainOptions explainOptions() throws UsageException {
        return new ExplainOptions(
                command.input.read(), command.events.read(clock), command.execution.read());
    }

    /** The version, script or statement if the user asked for it, and else the help. */
    public String information() {
        if (command.other.printDdl) {
            return TableSql.ddl(table == null ? TableUrl.DEFAULT : table);
        }
        if (command.other.completion) {
            return ShellCompletion.script(picocli.getCommandSpec());
        }
        return picocli.isVersionHelpRequested()
                ? Version.line() + System.lineSeparator()
                : picocli.setSeparator(" ").getUsageMessage(Ansi.OFF);
    }

    private JobOptions options() throws UsageException {
        InputOptions input = command.input.read();
        OutputOptions output = command.output.read();
        RunKind kind = command.continuous.read(command.input, command.output, command.events);
        EventOptions events = command.events.read(clock);
        requireExactSums(events, input.base() == null ? null : new Given("--base", input.base()));
        requireExactSums(events, output.keepState());
        Given rates = OptionValues.once("--fx-rates", command.events.fxRates);
        for (Given file : output.files()) {
            requireOtherThanRates(file, rates);
        }
        return new JobOptions(input, output, events, kind, command.execution.read());
    }

    private static void requireExactSums(EventOptions events, @Nullable Given state)
            throws UsageException {
        if (state != null && events.distinct()) {
            throw state.refused(
                    "and --distinct-events exclude each other: a state holds customers, but not which events they had");
        }
        if (state != null && events.summation() == Summation.SEQUENTIAL) {
            throw state.refused(
                    "needs exact sums: sequential sums need all lines in their order, within one run");
        }
    }

    /** What is read is not replaced. */
    private static void requireOtherThanRates(Given file, @Nullable Given rates)
            throws UsageException {
        try {
            if (rates != null && Files.isSameFile(Path.of(file.value()), Path.of(rates.value()))) {
                throw file.refused("is also the file of --fx-rates");
            }
        } catch (IOException | InvalidPathException e) {
            // One of them is not a file, or not there yet.
        }
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
