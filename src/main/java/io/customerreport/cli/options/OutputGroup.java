package io.customerreport.cli.options;

import io.customerreport.job.Given;
import io.customerreport.job.OutputOptions;
import io.customerreport.job.ReportFormat;
import io.customerreport.job.UsageException;
import io.customerreport.table.TableUrl;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of what a run leaves. */
final class OutputGroup {
    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = {
                "Write the reports to this folder, one JSON object per line unless --format says"
                        + " otherwise. It must be new or empty. Required, unless there is --table.",
                "Example: --output report"
            })
    List<String> reports = new ArrayList<>();

    @Option(
            names = "--table",
            paramLabel = "URL",
            description = {
                "Write the reports to the table customer_reports of this PostgreSQL database, or to"
                        + " the one that ?table=SCHEMA.NAME names: a row replaces the customer's earlier"
                        + " row unless that one counts more events. User and password come from PGUSER,"
                        + " PGPASSWORD and .pgpass. Default: none.",
                "Example: --table jdbc:postgresql://localhost/payments"
            })
    List<String> tables = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = Formats.class,
            description = {
                "Write the reports as ndjson (one object per line, in any number of files), json"
                        + " (one object keyed by customer, in one file, held in memory) or csv (one row"
                        + " per customer, and their days in files of their own). Default: ndjson.",
                "Example: --format csv"
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
            names = "--keep-state",
            paramLabel = "DIR",
            description = {
                "Keep what the run knows of all customers, and which files it has read, in this"
                        + " folder, for a later run to start from with --base. It must be new or empty."
                        + " Default: none.",
                "Example: --keep-state state/2026-11-27"
            })
    List<String> keepState = new ArrayList<>();

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
            names = "--summary-metrics",
            paramLabel = "FILE",
            description = {
                "Write the same counts to this local file in the text format of Prometheus, with the time"
                        + " at which the run succeeded; an existing file is replaced. Default: none.",
                "Example: --summary-metrics customer-report.prom"
            })
    List<String> summaryMetrics = new ArrayList<>();

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

    OutputOptions read() throws UsageException {
        Given folder = OptionValues.once("--output", reports);
        TableUrl table = table();
        if (folder == null && table == null) {
            throw new UsageException(
                    "--output is missing: it names the folder for the reports, unless --table names their table");
        }
        Given written = OptionValues.once("--format", format);
        if (folder == null && written != null) {
            throw written.refused("needs --output: a table has its own");
        }
        Given limit = OptionValues.once("--max-rejects", maxRejects);
        return new OutputOptions(
                folder == null ? null : OptionValues.name(folder),
                table,
                written == null
                        ? ReportFormat.NDJSON
                        : OptionValues.choice(written, ReportFormat.values()),
                nameOnce("--rejects", rejects),
                nameOnce("--keep-state", keepState),
                nameOnce("--summary", summary),
                nameOnce("--summary-metrics", summaryMetrics),
                nameOnce("--html", html),
                limit == null ? null : OptionValues.rejectLimit(limit));
    }

    /** The table, if there is one. */
    @Nullable TableUrl table() throws UsageException {
        // What is refused may hold a password.
        Given given = OptionValues.once("--table", tables.stream().map(TableUrl::shown).toList());
        try {
            return given == null ? null : TableUrl.parse(tables.get(0));
        } catch (IllegalArgumentException e) {
            throw given.refused(e.getMessage());
        }
    }

    private static @Nullable Given nameOnce(String option, List<String> values)
            throws UsageException {
        Given given = OptionValues.once(option, values);
        return given == null ? null : OptionValues.name(given);
    }

    /** What a shell offers for {@code --format}. */
    static final class Formats extends Choices {
        Formats() {
            super(ReportFormat.values());
        }
    }
}
