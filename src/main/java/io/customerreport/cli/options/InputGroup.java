package io.customerreport.cli.options;

import io.customerreport.job.Given;
import io.customerreport.job.InputOptions;
import io.customerreport.job.OnCorrupt;
import io.customerreport.job.UsageException;
import io.customerreport.source.read.LineBlockFormat;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of what is read. */
final class InputGroup {
    @Option(
            names = "--input",
            paramLabel = "PATH",
            arity = "1..*",
            description = {
                "Read this file, folder (with everything below it) or glob, or standard input if it is"
                        + " -. Files are plain, or"
                        + " compressed with gzip, bzip2, xz, zstd, lz4, lzma or zlib, whatever their names."
                        + " Several paths may follow, as when a shell expands an unquoted glob; the option"
                        + " may be repeated."
                        + " Names that start with . or _ are skipped below a folder, unless a glob spells"
                        + " that character. Required.",
                "Example: --input 'logs/*.ndjson'"
            })
    List<String> paths = new ArrayList<>();

    @Option(
            names = "--base",
            paramLabel = "DIR",
            description = {
                "Start from what an earlier run kept with --keep-state: reports are those of one run"
                        + " over the input of both, and files that the earlier run has read are left out."
                        + " The folder is only read. Default: none.",
                "Example: --base state/2026-11-26"
            })
    List<String> base = new ArrayList<>();

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

    InputOptions read() throws UsageException {
        if (paths.isEmpty()) {
            throw new UsageException("--input is missing: it names the files to read");
        }
        for (String path : paths) {
            OptionValues.name(new Given("--input", path));
        }
        Given folder = OptionValues.once("--base", base);
        Given onCorrupted = OptionValues.once("--on-corrupt", onCorrupt);
        Given lineBytes = OptionValues.once("--max-line-bytes", maxLineBytes);
        return new InputOptions(
                paths,
                folder == null ? null : OptionValues.name(folder).value(),
                onCorrupted == null
                        ? OnCorrupt.FAIL
                        : OptionValues.choice(onCorrupted, OnCorrupt.values()),
                strict,
                lineBytes == null
                        ? LineBlockFormat.DEFAULT_MAX_LINE_BYTES
                        : OptionValues.lineBytes(lineBytes));
    }
}
