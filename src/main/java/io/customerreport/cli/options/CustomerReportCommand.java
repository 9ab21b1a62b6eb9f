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
                    "Read this file, folder (with everything below it) or glob. Files are plain, or"
                            + " compressed with gzip, bzip2, xz, zstd or zlib (.deflate). May be repeated."
                            + " Names that start with . or _ are skipped below a folder, unless a glob spells"
                            + " that character. Required.",
                    "Example: --input 'logs/*.ndjson'"
                })
        List<String> paths = new ArrayList<>();

        @Option(
                names = "--on-corrupt",
                paramLabel = "fail|skip",
                description = {
                    "What to do with a compressed file that is truncated or corrupt: fail the run,"
                            + " or skip what cannot be decompressed, keep the lines before it and name the"
                            + " file. Default: fail.",
                    "Example: --on-corrupt skip"
                })
        List<String> onCorrupt = new ArrayList<>();

        @Option(
                names = "--strict-input",
                description = {
                    "Fail when an input folder holds something that cannot be read: a broken link,"
                            + " a pipe, a name that is not valid text, a file or folder without read"
                            + " permission. Default: such entries are skipped, counted and named.",
                    "Example: --strict-input"
                })
        boolean strict;

        @Option(
                names = "--max-line-bytes",
                paramLabel = "SIZE",
                description = {
                    "Reject longer lines. SIZE is a number of bytes, or has a unit (k, m, g, KiB,"
                            + " MiB, GiB, all powers of 1024). Default: 64MiB.",
                    "Example: --max-line-bytes 1m"
                })
        List<String> maxLineBytes = new ArrayList<>();
    }

    static final class OutputOptions {
        @Option(
                names = "--output",
                paramLabel = "DIR",
                description = {
                    "Write the reports to this folder, one JSON object per line. It must be new or"
                            + " empty. Required.",
                    "Example: --output report"
                })
        List<String> reports = new ArrayList<>();

        @Option(
                names = "--format",
                paramLabel = "FORMAT",
                completionCandidates = Formats.class,
                description = {
                    "Write the reports as ndjson (one object per line, in any number of files) or"
                            + " json (one object keyed by customer, in one file, held in memory). Default:"
                            + " ndjson.",
                    "Example: --format json"
                })
        List<String> format = new ArrayList<>();

        @Option(
                names = "--rejects",
                paramLabel = "DIR",
                description = {
                    "Write rejected lines to this folder, each with its reason, file and byte"
                            + " offset. It must be new or empty. Default: rejected lines are only counted.",
                    "Example: --rejects rejects"
                })
        List<String> rejects = new ArrayList<>();

        @Option(
                names = "--summary",
                paramLabel = "FILE",
                description = {
                    "Write the counts of the run to this local file as one JSON object; an existing"
                            + " file is replaced. Default: none.",
                    "Example: --summary summary.json"
                })
        List<String> summary = new ArrayList<>();

        @Option(
                names = "--html",
                paramLabel = "FILE",
                description = {
                    "Write a page with charts to this local file; it needs no network, and an"
                            + " existing file is replaced. Default: none.",
                    "Example: --html report.html"
                })
        List<String> html = new ArrayList<>();

        @Option(
                names = "--max-rejects",
                paramLabel = "N|P%",
                description = {
                    "Fail the run when more than N lines are rejected, as soon as that happens, or"
                            + " at its end when more than P percent are. Default: no limit.",
                    "Example: --max-rejects 0.5%%"
                })
        List<String> maxRejects = new ArrayList<>();
    }

    static final class EventOptions {
        @Option(
                names = "--fx-rates",
                paramLabel = "RATES",
                description = {
                    "US dollars per unit of each currency, inline or in a file that holds a JSON"
                            + " object. A currency without a rate converts at 1.0. Default: no rates.",
                    "Example: --fx-rates EUR=1.09,GBP=1.27"
                })
        List<String> fxRates = new ArrayList<>();

        @Option(
                names = "--event-types",
                paramLabel = "A,B",
                description = {
                    "Count only events of these types; \"\" counts none. Default: all types.",
                    "Example: --event-types checkout,refund"
                })
        List<String> eventTypes = new ArrayList<>();

        @Option(
                names = "--now",
                paramLabel = "TS",
                description = {
                    "Reject events later than this time, in unix seconds. Default: the time at"
                            + " which the run starts.",
                    "Example: --now 1767225600"
                })
        List<String> now = new ArrayList<>();

        @Option(
                names = "--summation",
                paramLabel = "MODE",
                completionCandidates = Summations.class,
                description = {
                    "How to add amounts: exact (rounded once; the order makes no difference), or"
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
                    "Keep running: look for new files at this interval, and report customers that"
                            + " have changed. Ctrl-C reports what is left and ends the run. Default: read the"
                            + " files that are there, and end.",
                    "Example: --watch 10s"
                })
        List<String> watch = new ArrayList<>();

        @Option(
                names = "--report-every",
                paramLabel = "DURATION",
                description = {
                    "With --watch, report at this interval, at whole multiples of it by the clock."
                            + " Default: 1m.",
                    "Example: --report-every 15m"
                })
        List<String> reportEvery = new ArrayList<>();

        @Option(
                names = "--settle-time",
                paramLabel = "DURATION",
                description = {
                    "With --watch, read a file only when it has not changed for this long. Default:"
                            + " 2s.",
                    "Example: --settle-time 30s"
                })
        List<String> settleTime = new ArrayList<>();

        @Option(
                names = "--remember",
                paramLabel = "DURATION",
                description = {
                    "With --watch, remember for this long that a file was read which is gone, in"
                            + " case it comes back. Default: 7d.",
                    "Example: --remember 30d"
                })
        List<String> remember = new ArrayList<>();
    }

    static final class ExecutionOptions {
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
                names = "--quiet",
                description = {
                    "Print only errors. Default: the summary goes to standard output, and progress"
                            + " to standard error if the run takes more than a few seconds.",
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
                    "Print a script that completes the options in bash and zsh.",
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
