package io.customerreport.cli.options;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The options of the command as text, before anything is checked; picocli fills the fields and
 * prints the help from them.
 *
 * <p>What may be given once is a list all the same: in a group picocli would let a later value
 * replace an earlier one without a word.
 */
@Command(
        name = "customer-report",
        sortOptions = false,
        usageHelpWidth = 100,
        usageHelpAutoWidth = false,
        synopsisHeading = "Usage: ",
        customSynopsis = "customer-report --input PATH... --output DIR [OPTION...]",
        header = "Makes one exact report per customer from newline-delimited JSON payment logs.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./customer-report --input examples/payments.ndjson --output report",
            "  ./customer-report --input 'logs/2026-*.ndjson.gz' --output report --rejects rejects \\",
            "      --fx-rates EUR=1.09,GBP=1.27 --event-types checkout,refund --max-rejects 0.1%%",
            "  ./customer-report --input incoming --output report --watch 10s --report-every 1m",
            "",
            "Exit status: 0 finished, 1 failed, 2 used wrongly; only a finished run leaves a result."
        })
public final class CustomerReportCommand {

    @ArgGroup(validate = false, order = 1, heading = "%nInput:%n")
    InputOptions input = new InputOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nOutput:%n")
    OutputOptions output = new OutputOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nMeaning of the events:%n")
    EventOptions events = new EventOptions();

    @ArgGroup(validate = false, order = 4, heading = "%nContinuous runs:%n")
    ContinuousOptions continuous = new ContinuousOptions();

    @ArgGroup(validate = false, order = 5, heading = "%nExecution:%n")
    ExecutionOptions execution = new ExecutionOptions();

    @ArgGroup(validate = false, order = 6, heading = "%nOther:%n")
    OtherOptions other = new OtherOptions();

    static final class InputOptions {
        @Option(
                names = "--input",
                paramLabel = "PATH",
                description = {
                    "File, folder (with all below it) or glob; plain, or compressed with gzip, bzip2,"
                            + " xz, zstd, or zlib (.deflate). May be repeated. Names that start with ."
                            + " or _ are skipped below a folder, unless a glob spells that character."
                            + " Required.",
                    "Example: --input 'logs/*.ndjson'"
                })
        List<String> paths = new ArrayList<>();

        @Option(
                names = "--on-corrupt",
                paramLabel = "fail|skip",
                description = {
                    "What to do with a compressed file that is truncated or corrupt: fail the run, or"
                            + " skip what cannot be decompressed, keep the lines before it and name"
                            + " the file. Default: fail.",
                    "Example: --on-corrupt skip"
                })
        List<String> onCorrupt = new ArrayList<>();

        @Option(
                names = "--strict-input",
                description = {
                    "Refuse input folders with entries that cannot be read: links to nothing, pipes,"
                            + " names that are no text, files and folders without permission."
                            + " Default: they are skipped, counted and named.",
                    "Example: --strict-input"
                })
        boolean strict;

        @Option(
                names = "--max-line-bytes",
                paramLabel = "SIZE",
                description = {
                    "Longer lines are rejected: bytes, or with a unit (k, m, g of 1024; KiB, MiB, GiB)."
                            + " Default: 64MiB.",
                    "Example: --max-line-bytes 1m"
                })
        List<String> maxLineBytes = new ArrayList<>();
    }

    static final class OutputOptions {
        @Option(
                names = "--output",
                paramLabel = "DIR",
                description = {
                    "Folder for the reports, one JSON object a line; new or empty. Required.",
                    "Example: --output report"
                })
        List<String> reports = new ArrayList<>();

        @Option(
                names = "--format",
                paramLabel = "FORMAT",
                completionCandidates = Formats.class,
                description = {
                    "How the reports are written: ndjson (one object a line, any number of files) or"
                            + " json (one object by customer in one file, held in memory)."
                            + " Default: ndjson.",
                    "Example: --format json"
                })
        List<String> format = new ArrayList<>();

        @Option(
                names = "--rejects",
                paramLabel = "DIR",
                description = {
                    "Folder for the rejected lines with reason, file and offset; new or empty."
                            + " Default: they are only counted.",
                    "Example: --rejects rejects"
                })
        List<String> rejects = new ArrayList<>();

        @Option(
                names = "--summary",
                paramLabel = "FILE",
                description = {
                    "Local file for the run's counts as one JSON object, replaced if it is there."
                            + " Default: none.",
                    "Example: --summary summary.json"
                })
        List<String> summary = new ArrayList<>();

        @Option(
                names = "--html",
                paramLabel = "FILE",
                description = {
                    "Local file for a page to look at, which needs no network, replaced if it is there."
                            + " Default: none.",
                    "Example: --html report.html"
                })
        List<String> html = new ArrayList<>();

        @Option(
                names = "--max-rejects",
                paramLabel = "N|P%",
                description = {
                    "The run fails as soon as more lines than that are rejected, or at its end if more"
                            + " percent of all lines are. Default: no limit.",
                    "Example: --max-rejects 0.5%%"
                })
        List<String> maxRejects = new ArrayList<>();
    }

    static final class EventOptions {
        @Option(
                names = "--fx-rates",
                paramLabel = "RATES",
                description = {
                    "US dollars for one unit of a currency, inline or in a file with a JSON object;"
                            + " any other currency converts at 1.0. Default: no rates.",
                    "Example: --fx-rates EUR=1.09,GBP=1.27"
                })
        List<String> fxRates = new ArrayList<>();

        @Option(
                names = "--event-types",
                paramLabel = "A,B",
                description = {
                    "Keep only these event types; \"\" keeps none. Default: all.",
                    "Example: --event-types checkout,refund"
                })
        List<String> eventTypes = new ArrayList<>();

        @Option(
                names = "--now",
                paramLabel = "TS",
                description = {
                    "Unix seconds; later events are rejected. Default: the clock at the start.",
                    "Example: --now 1767225600"
                })
        List<String> now = new ArrayList<>();

        @Option(
                names = "--summation",
                paramLabel = "MODE",
                completionCandidates = Summations.class,
                description = {
                    "How amounts are added up: exact (rounded once, independent of all order), or"
                            + " sequential (one by one in input order, as a Python loop does)."
                            + " Default: exact.",
                    "Example: --summation sequential"
                })
        List<String> summation = new ArrayList<>();
    }

    static final class ContinuousOptions {
        @Option(
                names = "--watch",
                paramLabel = "DURATION",
                description = {
                    "Go on: look for new files that often, and report customers that have changed."
                            + " Ctrl-C reports what is left and ends the run."
                            + " Default: read what is there and end.",
                    "Example: --watch 10s"
                })
        List<String> watch = new ArrayList<>();

        @Option(
                names = "--report-every",
                paramLabel = "DURATION",
                description = {
                    "With --watch: how often reports leave; at whole multiples of it, by the clock."
                            + " Default: 1m.",
                    "Example: --report-every 15m"
                })
        List<String> reportEvery = new ArrayList<>();

        @Option(
                names = "--settle-time",
                paramLabel = "DURATION",
                description = {
                    "With --watch: for how long a file must have been left alone before it is read."
                            + " Default: 2s.",
                    "Example: --settle-time 30s"
                })
        List<String> settleTime = new ArrayList<>();

        @Option(
                names = "--remember",
                paramLabel = "DURATION",
                description = {
                    "With --watch: for how long a file that is gone is known as read, should it come"
                            + " back. Default: 7d.",
                    "Example: --remember 30d"
                })
        List<String> remember = new ArrayList<>();
    }

    static final class ExecutionOptions {
        @Option(
                names = "--parallelism",
                paramLabel = "N",
                description = {
                    "Parallel subtasks; never changes the result. Default: the machine's cores, or on"
                            + " a cluster its default.",
                    "Example: --parallelism 4"
                })
        List<String> parallelism = new ArrayList<>();

        @Option(
                names = "-D",
                paramLabel = "KEY=VALUE",
                description = {
                    "A setting of Flink for the run in this process; may be repeated. Default: none.",
                    "Example: -D execution.runtime-mode=BATCH"
                })
        List<String> flinkSettings = new ArrayList<>();

        @Option(
                names = "--quiet",
                description = {
                    "Print errors alone. Default: progress on the standard error, if the run takes more"
                            + " than a few seconds, and the summary on the standard output.",
                    "Example: --quiet"
                })
        boolean quiet;
    }

    static final class OtherOptions {
        @Option(names = "--help", usageHelp = true, description = "Print this help.")
        boolean help;

        @Option(
                names = "--completion",
                description = {
                    "Print a script for bash and zsh that completes the options.",
                    "Example: source <(./customer-report --completion)"
                })
        boolean completion;

        @Option(names = "--version", versionHelp = true, description = "Print the version.")
        boolean version;
    }

    /** What a shell offers for {@code --format}. */
    static final class Formats extends Choices {
        Formats() {
            super("ndjson", "json");
        }
    }

    /** What a shell offers for {@code --summation}. */
    static final class Summations extends Choices {
        Summations() {
            super("exact", "sequential");
        }
    }

    private abstract static class Choices implements Iterable<String> {

        private final List<String> choices;

        Choices(String... choices) {
            this.choices = List.of(choices);
        }

        @Override
        public Iterator<String> iterator() {
            return choices.iterator();
        }
    }
}
