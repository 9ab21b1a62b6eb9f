package io.customerreport.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.cli.settings.GoingOn;
import io.customerreport.job.JobCounts;
import io.customerreport.job.JobOptions;
import io.customerreport.job.RunKind;
import io.customerreport.job.RunSummary;
import io.customerreport.job.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RunOutputsTest {

    private static final RunSummary NOTHING_READ =
            RunSummary.of(new JobCounts(Map.of()), Duration.ZERO);

    @TempDir Path folder;
    private List<Path> before;

    /** This process holds what its runs claimed until they settle. */
    private final List<RunOutputs> claimed = new ArrayList<>();

    @BeforeEach
    void putAFileBeside() throws IOException {
        Files.writeString(folder.resolve("payments.ndjson"), "{}\n");
        before = everything();
    }

    @AfterEach
    void letGo() throws IOException {
        for (RunOutputs outputs : claimed) {
            outputs.settle();
        }
    }

    @Test
    void claimThatIsGivenBackLeavesNothingBehind() throws Exception {
        RunOutputs outputs = check("a/b/reports", "a/rejects", "a/b/reports/summary.json");
        assertThat(folder.resolve("a/b/reports")).isDirectory();

        outputs.giveBack();

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void commitMarksBothFoldersAndWritesTheSummary() throws Exception {
        RunOutputs outputs = check("a/reports", "a/rejects", "a/reports/summary.json");

        outputs.commit(NOTHING_READ, null);

        assertThat(folder.resolve("a/reports/_SUCCESS")).isEmptyFile();
        assertThat(folder.resolve("a/rejects/_SUCCESS")).isEmptyFile();
        assertThat(folder.resolve("a/reports"))
                .isDirectoryNotContaining("glob:**.tmp")
                .isDirectoryContaining("glob:**/summary.json");
    }

    @Test
    void discardRemovesWhatTheRunCreatedAndNoMore() throws Exception {
        Files.createDirectory(folder.resolve("kept"));
        before = everything();
        RunOutputs outputs = check("a/b/reports", "kept", "summary.json");
        writeInto(folder.resolve("a/b/reports").resolve(unfinished(outputs, "reports")));
        writeInto(folder.resolve("kept").resolve(part(outputs, "rejects")));
        outputs.commit(NOTHING_READ, null);

        outputs.discard();

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void discardRemovesBothKindsOfPartsOfCsv() throws Exception {
        RunOutputs outputs = check("reports", null, null);
        for (String what : List.of("reports", "days")) {
            String part = part(outputs, what).replace(".ndjson", ".csv");
            writeInto(folder.resolve("reports").resolve(part));
            writeInto(
                    folder.resolve("reports")
                            .resolve(".%s.inprogress.%s".formatted(part, UUID.randomUUID())));
        }

        outputs.discard();

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void discardKeepsTheSummaryOfAnEarlierRun() throws Exception {
        Files.writeString(folder.resolve("summary.json"), "earlier");
        RunOutputs outputs = check("reports", null, "summary.json");

        outputs.discard();

        assertThat(folder.resolve("summary.json")).hasContent("earlier");
    }

    @Test
    void summaryReplacesThatOfAnEarlierRun() throws Exception {
        Files.writeString(folder.resolve("summary.json"), "earlier");
        RunOutputs outputs = check("reports", null, "summary.json");

        outputs.commit(NOTHING_READ, null);

        assertThat(folder.resolve("summary.json")).content().startsWith("{\"lines\":0,");
    }

    @Test
    void metricsAppearWithTheResultAndGoWithIt() throws Exception {
        JobOptions options = optionsWithMetrics("run.prom");
        Files.writeString(folder.resolve("run.prom"), "earlier");
        RunOutputs outputs = claim(options, GoingOn.NO);
        outputs.commit(NOTHING_READ, null);

        assertThat(folder.resolve("run.prom"))
                .content()
                .contains("\ncustomer_report_run_lines 0\n")
                .contains("\ncustomer_report_run_end_time_seconds ");

        outputs.discard();

        assertThat(folder.resolve("run.prom")).hasContent("earlier");
    }

    @Test
    void metricsMayNotReplaceAnotherOutputOrAnInput() {
        for (String[] pair : new String[][] {{"--summary", "x"}, {"--html", "x"}}) {
            assertThatThrownBy(() -> claim(optionsWithMetrics("./x", pair), GoingOn.NO))
                    .isInstanceOf(UsageException.class)
                    .hasMessage(
                            pair[0] + " '%s' is the file of --summary-metrics, too", path(pair[1]));
        }
        assertThatThrownBy(() -> claim(optionsWithMetrics("payments.ndjson"), GoingOn.NO))
                .hasMessage("--summary-metrics '%s' is also an input", path("payments.ndjson"));
    }

    private JobOptions optionsWithMetrics(String metrics, String... more) throws UsageException {
        List<String> args = new ArrayList<>(List.of("--input", path("payments.ndjson")));
        args.addAll(List.of("--output", path("reports"), "--summary-metrics", path(metrics)));
        if (more.length > 0) {
            args.addAll(List.of(more[0], path(more[1])));
        }
        return new CommandLineParser(Clock.systemUTC())
                .parse(args.toArray(String[]::new))
                .orElseThrow();
    }

    @Test
    void pageAppearsWithTheResultAndGoesWithIt() throws Exception {
        RunOutputs outputs = claim(optionsWithPage(null, "page.html"), GoingOn.NO);
        outputs.commit(NOTHING_READ, "<p>seen</p>");

        assertThat(folder.resolve("page.html")).hasContent("<p>seen</p>");

        outputs.discard();

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void pageMayNotReplaceTheSummaryOrAnInput() {
        assertThatThrownBy(() -> claim(optionsWithPage("x.html", "./x.html"), GoingOn.NO))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "--html '%s' is the file of --summary, too".formatted(path("./x.html")));
        assertThatThrownBy(() -> claim(optionsWithPage(null, "payments.ndjson"), GoingOn.NO))
                .isInstanceOf(UsageException.class)
                .hasMessage("--html '%s' is also an input".formatted(path("payments.ndjson")));
    }

    @Test
    void fileMayNotHaveTheNameUnderWhichAnotherIsPrepared() throws Exception {
        assertThatThrownBy(() -> claim(optionsWithPage(".q", "..q.tmp"), GoingOn.NO))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "--html '%s' cannot be written beside --summary '%s', because the temporary file"
                                + " of one has the name of the other: choose another name",
                        path("..q.tmp"), path(".q"));
        assertThatThrownBy(() -> claim(optionsWithPage(".q.tmp", "q"), GoingOn.NO))
                .hasMessageContaining("--html '%s' cannot be written beside", path("q"));
        assertRefusedBecause(
                "which is also an output folder: choose another name", ".r.tmp", null, "r");

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void inputMayNotHaveTheNameUnderWhichAFileIsPrepared() throws Exception {
        Path input = Files.createFile(folder.resolve(".q.tmp"));
        JobOptions options =
                new CommandLineParser(Clock.systemUTC())
                        .parse(
                                "--input", input.toString(),
                                "--output", path("reports"),
                                "--summary", path("q"))
                        .orElseThrow();

        assertThatThrownBy(() -> claim(options, GoingOn.NO))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "--summary '%s' is prepared in '%s', which is also an input: choose another name",
                        path("q"), input);
        assertThat(input).isEmptyFile();
    }

    private JobOptions optionsWithPage(String summary, String page) throws UsageException {
        List<String> args = new ArrayList<>(List.of("--input", path("payments.ndjson")));
        args.addAll(List.of("--output", path("reports"), "--html", path(page)));
        if (summary != null) {
            args.addAll(List.of("--summary", path(summary)));
        }
        return new CommandLineParser(Clock.systemUTC())
                .parse(args.toArray(String[]::new))
                .orElseThrow();
    }

    @Test
    void foldersThatHoldAnythingAreRefused() throws Exception {
        writeInto(folder.resolve("used/.hidden"));

        assertRefused("--output '%s' is not empty: it holds '.hidden'", "used", null, null);
        assertRefused("--rejects '%s' is not empty: it holds '.hidden'", "reports", "used", null);
    }

    @Test
    void runThatGoesOnFindsTheRowsOfTheEarlierOne() throws Exception {
        writeInto(folder.resolve("used/reports-0.ndjson"));
        RunOutputs outputs = claim(options(path("used"), null, null), GoingOn.FROM_STATE);

        outputs.commit(NOTHING_READ, null);

        assertThat(folder.resolve("used/reports-0.ndjson")).exists();
        assertThat(folder.resolve("used/_SUCCESS")).exists();
        assertThatThrownBy(() -> claim(options(path("used"), null, null), GoingOn.FROM_STATE))
                .hasMessage("--output '%s' holds the result of a finished run", path("used"));
    }

    @Test
    void rowsThatAnotherRunCanGoOnWithAreKept() throws Exception {
        RunOutputs outputs = check("reports", "rejects", "summary.json");
        Path unfinished = folder.resolve("reports").resolve(unfinished(outputs, "reports"));
        Path finished = folder.resolve("rejects").resolve(part(outputs, "rejects"));
        writeInto(unfinished);
        writeInto(finished);

        outputs.keepUnfinished();
        outputs.discard();

        assertThat(everything())
                .containsAll(before)
                .contains(unfinished, finished)
                .hasSize(before.size() + 4);
    }

    @Test
    void filesInPlaceOfFoldersAreRefused() {
        assertRefused("--output '%s' is a file, not a folder", "payments.ndjson", null, null);
        assertRefused("--rejects '%s' is a file, not a folder", "reports", "payments.ndjson", null);
    }

    @Test
    void foldersThatCannotBeCreatedAreRefused() throws Exception {
        Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nowhere/at/all"));
        before = everything();

        assertRefusedBecause("cannot be created: ", "payments.ndjson/reports", null, null);
        assertRefusedBecause("cannot be created: a link leads to nothing", "dangling", null, null);
        assertRefusedBecause(
                "cannot be created: a link leads to nothing", "dangling/reports", null, null);
    }

    @Test
    void unknownFileSystemsAreRefused() {
        assertThatThrownBy(() -> claim(options("nosuch://host/reports", null, null), GoingOn.NO))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--output 'nosuch://host/reports' cannot be reached: ");
        assertThatThrownBy(() -> claim(options("file://host/reports", null, null), GoingOn.NO))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--output 'file://host/reports' is not a path: ");
    }

    @Test
    void rejectsMayNotShareTheFolderOfTheReports() throws Exception {
        Files.createDirectory(folder.resolve("reports"));
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("reports"));

        assertRefusedBecause("is the folder of --output, too", "new", "./x/../new", null);
        assertRefusedBecause("is the folder of --output, too", "reports", "link", null);
    }

    @Test
    void summariesThatCannotBeWrittenAreRefused() throws Exception {
        Files.createDirectory(folder.resolve("directory"));
        before = everything();

        assertRefused("--summary '%s' is a folder, not a file", "r", null, "directory");
        assertRefused(
                "--summary '%s' lies in a folder that does not exist", "r", null, "no/s.json");
        assertRefused(
                "--summary '%s' lies in a folder that does not exist",
                "r", null, "payments.ndjson/s.json");
        assertRefused("--summary '%s' is also an output folder", "r", null, "r");
        assertRefused("--summary '%s' is also an input", "r", null, "payments.ndjson");
        assertThatThrownBy(
                        () ->
                                claim(
                                        options(path("r"), null, "hdfs://host/summary.json"),
                                        GoingOn.NO))
                .hasMessage("--summary 'hdfs://host/summary.json' is not the path of a local file");
    }

    @Test
    void namesThatMeanSomethingInUrisAreOrdinaryLocally() throws Exception {
        RunOutputs outputs = check("10:30 100% #1?", null, null);

        outputs.commit(NOTHING_READ, null);

        assertThat(folder.resolve("10:30 100% #1?/_SUCCESS")).exists();
    }

    @Test
    void flinkUrisOfLocalFoldersAreLocal() throws Exception {
        RunOutputs outputs =
                claim(
                        options(folder.resolve("with blank").toUri().toString(), null, null),
                        GoingOn.NO);

        outputs.commit(NOTHING_READ, null);

        assertThat(everything()).hasSize(before.size() + 2);
    }

    private void assertRefused(String sentence, String reports, String rejects, String summary) {
        String refused = summary != null ? summary : rejects != null ? rejects : reports;
        assertThatThrownBy(() -> check(reports, rejects, summary))
                .isInstanceOf(UsageException.class)
                .hasMessage(sentence, path(refused));
        assertThat(folder.resolve("reports")).doesNotExist();
    }

    private void assertRefusedBecause(String why, String reports, String rejects, String summary)
            throws IOException {
        List<Path> untouched = everything();
        assertThatThrownBy(() -> check(reports, rejects, summary))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(why);
        assertThat(everything()).isEqualTo(untouched);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fullDiskIsNamed() throws Exception {
        RunOutputs outputs = claim(options(path("reports"), null, "/dev/full"), GoingOn.NO);

        assertThatThrownBy(() -> outputs.commit(NOTHING_READ, null))
                .hasMessage("Cannot write --summary '/dev/full': No space left on device");
    }

    @Test
    void fileThatCannotAppearIsNamedWithItsOption() throws Exception {
        String summary = path("summary.json");
        RunOutputs outputs = claim(options(path("reports"), null, summary), GoingOn.NO);
        Files.delete(folder.resolve(".summary.json.tmp"));

        assertThatThrownBy(() -> outputs.commit(NOTHING_READ, null))
                .hasMessageStartingWith("Cannot write --summary '%s': ", summary);
    }

    private RunOutputs claim(JobOptions options, GoingOn goingOn) throws UsageException {
        return claim(options, goingOn, Claimant.embedded(new RunKind.Bounded()));
    }

    private RunOutputs claim(JobOptions options, GoingOn goingOn, Claimant claimant)
            throws UsageException {
        RunOutputs outputs =
                RunOutputs.claim(options.output(), NamedInputs.of(options), goingOn, claimant);
        claimed.add(outputs);
        return outputs;
    }

    /** The name of a part that the run could write. */
    private static String part(RunOutputs outputs, String what) {
        return part(outputs.places().run(), what);
    }

    private static String part(String run, String what) {
        return "%s-%s-%s-0.ndjson".formatted(what, run, UUID.randomUUID());
    }

    private static String unfinished(RunOutputs outputs, String what) {
        return ".%s.inprogress.%s".formatted(part(outputs, what), UUID.randomUUID());
    }

    private RunOutputs check(String reports, String rejects, String summary) throws UsageException {
        return claim(options(path(reports), path(rejects), path(summary)), GoingOn.NO);
    }

    private JobOptions options(String reports, String rejects, String summary)
            throws UsageException {
        List<String> args = new ArrayList<>(List.of("--input", path("payments.ndjson")));
        args.addAll(List.of("--output", reports));
        if (rejects != null) {
            args.addAll(List.of("--rejects", rejects));
        }
        if (summary != null) {
            args.addAll(List.of("--summary", summary));
        }
        return new CommandLineParser(Clock.systemUTC())
                .parse(args.toArray(String[]::new))
                .orElseThrow();
    }

    private String path(String name) {
        return name == null ? null : folder + "/" + name;
    }

    private static void writeInto(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "row\n");
    }

    private List<Path> everything() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted().toList();
        }
    }
}
