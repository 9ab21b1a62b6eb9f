package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.cli.console.Console;
import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.cli.output.Claimant;
import io.customerreport.cli.output.RunOutputs;
import io.customerreport.cli.settings.GoingOn;
import io.customerreport.job.CustomerReportJob;
import io.customerreport.job.JobOptions;
import io.customerreport.job.RunKind;
import io.customerreport.job.UsageException;
import io.customerreport.testing.input.Compressed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --dry-run} shows, and leaves alone. */
final class DryRunTest {

    private static final byte[] LINES = "{}\n".repeat(500).getBytes(StandardCharsets.US_ASCII);

    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path logs;

    @BeforeEach
    void writeLogs() throws IOException {
        logs = Files.createDirectory(folder.resolve("logs"));
        Files.write(logs.resolve("a.ndjson"), LINES);
        Files.write(logs.resolve("b.ndjson.gz.1"), Compressed.GZIP.of(LINES));
        Files.createFile(logs.resolve("c.ndjson"));
        Files.createSymbolicLink(logs.resolve("d.ndjson"), logs.resolve("a.ndjson"));
        Files.createSymbolicLink(logs.resolve("e.ndjson"), logs.resolve("nothing"));
        Files.write(logs.resolve("_f"), LINES);
    }

    @Test
    void filesAreListedWithStoredSizeAndKindAndTheirTotal() throws Exception {
        long packed = Files.size(logs.resolve("b.ndjson.gz.1"));

        print("--html", folder.resolve("page.html").toString());

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "          1,500  plain  %s/a.ndjson".formatted(logs),
                        "%,15d  gzip   %s/b.ndjson.gz.1".formatted(packed, logs),
                        "              0  empty  %s/c.ndjson".formatted(logs),
                        "%,15d  bytes in 3 files, as they are stored; this was a dry run"
                                .formatted(1_500 + packed));
    }

    @Test
    void whatIsPassedOverIsSaid() throws Exception {
        print();

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("d.ndjson' is left out, as it is the same file as '")
                .contains("e.ndjson' is a link to nothing")
                .contains("names that start with . or _ are skipped, such as '_f'")
                .contains("b.ndjson.gz.1' holds what is compressed with gzip, and is read as that");
    }

    @Test
    void nothingIsWritten() throws Exception {
        List<Path> before = files();

        print("--summary", folder.resolve("s.json").toString(), "--summation", "sequential");

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void quietDryRunOnlyChecks() throws Exception {
        print("--quiet");

        assertThat(out.size()).isZero();
        assertThat(err.size()).isZero();
        assertThatThrownBy(() -> print("--quiet", "--html", logs.resolve("a.ndjson").toString()))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--html ");
    }

    @Test
    void folderThatTheRunCouldNotFillIsRefused() throws Exception {
        Path report = Files.createDirectory(folder.resolve("report"));
        Files.createFile(report.resolve("mine"));

        assertThatThrownBy(this::print)
                .isInstanceOf(UsageException.class)
                .hasMessage("--output '%s' is not empty: it holds 'mine'".formatted(report));
    }

    @Test
    void folderOfAnotherRunIsRefusedAndItsClaimStays() throws Exception {
        Path report = Files.createDirectory(folder.resolve("report"));
        Path claim =
                Files.writeString(
                        report.resolve(".customer-report.claim"),
                        "customer-report run=00000001 process=7 started=-1 host=elsewhere"
                                + " since=2026-01-01T00:00:00Z submitted=false continuous=false"
                                + " job=-\n");
        String text = Files.readString(claim);

        assertThatThrownBy(this::print)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("is claimed by a run on another machine");
        assertThat(claim).hasContent(text.strip());
    }

    @Test
    void stateThatTheRunCouldNotKeepIsRefused() throws Exception {
        Path state = Files.createDirectory(folder.resolve("state"));
        Files.createFile(state.resolve("somebody's"));

        assertThatThrownBy(() -> print("--keep-state", state.toString()))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--keep-state '%s' is not empty".formatted(state));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--summary", "--summary-metrics", "--html"})
    void fileThatAnotherRunIsToWriteIsRefused(String option) throws Exception {
        Path file = folder.resolve("result");
        JobOptions others =
                options("--output", folder.resolve("other").toString(), option, file.toString());
        RunOutputs outputs =
                RunOutputs.claim(
                        others.output(),
                        CustomerReportJob.prepare(others),
                        GoingOn.NO,
                        Claimant.embedded(new RunKind.Bounded()));
        List<Path> before = files();

        try {
            assertThatThrownBy(() -> print(option, file.toString()))
                    .isInstanceOf(UsageException.class)
                    .hasMessageStartingWith(
                            "%s '%s' is being written by another run".formatted(option, file));
            assertThat(files()).isEqualTo(before);
        } finally {
            outputs.giveBack();
        }
    }

    @Test
    void fileThatCannotBePreparedIsRefusedAndWhatIsThereStays() throws Exception {
        Path theirs = Files.writeString(folder.resolve(".s.json.tmp"), "mine");

        assertThatThrownBy(() -> print("--summary", folder.resolve("s.json").toString()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("cannot be prepared in '%s'".formatted(theirs));
        assertThat(theirs).hasContent("mine");
    }

    @Test
    void emptyClaimsThatARunWouldTakeOverStay() throws Exception {
        Path report = Files.createDirectory(folder.resolve("report"));
        Files.createFile(report.resolve(".customer-report.claim"));
        Files.createFile(folder.resolve(".s.json.tmp"));
        List<Path> before = files();

        print("--summary", folder.resolve("s.json").toString());

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void stateOfAnotherRunIsRefused() throws Exception {
        Path state = folder.resolve("state");
        JobOptions others =
                options(
                        "--output",
                        folder.resolve("other").toString(),
                        "--keep-state",
                        state.toString());
        RunOutputs outputs =
                RunOutputs.claim(
                        others.output(),
                        CustomerReportJob.prepare(others),
                        GoingOn.NO,
                        Claimant.embedded(new RunKind.Bounded()));

        try {
            assertThatThrownBy(() -> print("--keep-state", state.toString()))
                    .isInstanceOf(UsageException.class)
                    .hasMessageStartingWith(
                            "--keep-state '%s' is being written by another run".formatted(state));
        } finally {
            outputs.giveBack();
        }
    }

    @Test
    void rejectsBelowAFileAreRefused() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> print("--rejects", file.resolve("rejects").toString()))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--rejects '");
    }

    private void print(String... more) throws UsageException {
        List<String> args =
                new ArrayList<>(
                        List.of("--dry-run", "--output", folder.resolve("report").toString()));
        args.addAll(List.of(more));
        JobOptions options = options(args.toArray(String[]::new));
        DryRun.print(
                options,
                CustomerReportJob.prepare(options),
                GoingOn.NO,
                Claimant.embedded(options.kind()),
                new Console(new PrintStream(out), new PrintStream(err)));
    }

    private JobOptions options(String... more) throws UsageException {
        List<String> args = new ArrayList<>(List.of("--input", logs.toString()));
        args.addAll(List.of(more));
        return new CommandLineParser(Clock.systemUTC())
                .parse(args.toArray(String[]::new))
                .orElseThrow();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted().toList();
        }
    }
}
