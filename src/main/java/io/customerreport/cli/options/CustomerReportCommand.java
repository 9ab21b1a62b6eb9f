package io.customerreport.cli.options;

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
            "  ./customer-report --input logs --table jdbc:postgresql://db.example/payments",
            "  ./customer-report @examples/stripe.options --input events.ndjson --output report",
            "",
            "Options may stand in a file, one a line and # before a comment: @FILE reads them from there.",
            "",
            "Exit status: 0 finished, 1 failed, 2 used wrongly; only a finished run leaves a result."
        })
public final class CustomerReportCommand {

    @ArgGroup(validate = false, order = 1, heading = "%nInput:%n")
    InputGroup input = new InputGroup();

    @ArgGroup(validate = false, order = 2, heading = "%nOutput:%n")
    OutputGroup output = new OutputGroup();

    @ArgGroup(validate = false, order = 3, heading = "%nMeaning of the events:%n")
    EventGroup events = new EventGroup();

    @ArgGroup(validate = false, order = 4, heading = "%nContinuous runs:%n")
    ContinuousGroup continuous = new ContinuousGroup();

    @ArgGroup(validate = false, order = 5, heading = "%nExecution:%n")
    ExecutionGroup execution = new ExecutionGroup();

    @ArgGroup(validate = false, order = 6, heading = "%nOther:%n")
    OtherOptions other = new OtherOptions();

    static final class OtherOptions {
        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Print this help.")
        boolean help;

        @Option(
                names = "--explain",
                description = {
                    "Read the beginning of each input file, print what it looks like, some events as"
                            + " they would be read, and the command to run; write nothing.",
                    "Example: --explain"
                })
        boolean explain;

        @Option(
                names = "--print-ddl",
                description = {
                    "Print the statement that creates the table of --table.",
                    "Example: ./customer-report --print-ddl | psql payments"
                })
        boolean printDdl;

        @Option(
                names = "--completion",
                description = {
                    "Print a script that completes the options in bash and zsh.",
                    "Example: source <(./customer-report --completion)"
                })
        boolean completion;

        @Option(
                names = {"-V", "--version"},
                versionHelp = true,
                description = "Print the version.")
        boolean version;
    }
}
