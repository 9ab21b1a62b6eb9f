package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.cli.console.ExitStatus;
import io.customerreport.job.Summation;
import io.customerreport.testing.input.Compressed;
import io.customerreport.testing.input.Golden;
import io.customerreport.testing.process.ChildProcess;
import io.customerreport.testing.process.StartedProcesses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --watch} as a process that is killed, told to end, and fails. */
@Timeout(240)
class WatchedRunIT {

    private static final Pattern SETTING =
            Pattern.compile("to continue, add -D (execution\\.state-recovery\\.path=\\S+)");

    @RegisterExtension final StartedProcesses processes = new StartedProcesses();

    @TempDir Path folder;
    private RunFolder runs;

    @BeforeEach
    void makeFolders() throws IOException {
        runs = RunFolder.in(folder);
    }

    @Test
    void killedRunIsTakenUpAgainAndOneToldToEndReportsWhatIsPending() throws Exception {
        runs.drop("a.ndjson", event("ada"), event("bob"), "junk a");
        ChildProcess killed = watch("300ms");
        runs.awaitRow(killed, "report", "ada\",\"total_events\":1");
        runs.awaitRow(killed, "rejects", "junk a");
        killed.kill();
        runs.drop("b.ndjson", event("ada"), "junk b");

        ChildProcess refused = watch("300ms");
        assertThat(refused.exitStatus()).isEqualTo(ExitStatus.USED_WRONGLY);
        assertThat(refused.err())
                .contains("--output 'report' is not empty: a run that was killed (process ")
                .contains("continue from its last checkpoint (execution.state-recovery.path)");

        ChildProcess second = watch("30d", "-Dexecution.state-recovery.path=" + lastCheckpoint());
        runs.awaitRow(second, "rejects", "junk b");
        assertThat(folder.resolve("report/_SUCCESS")).doesNotExist();
        second.process().destroy();

        assertThat(second.exitStatus()).as(second.err()).isEqualTo(ExitStatus.FINISHED);
        assertThat(second.err().lines())
                .containsExactly(
                        "customer-report: looking for new files every 50 ms, reporting every 30 d;"
                                + " Ctrl-C reports what is left and ends the run",
                        "customer-report: reporting what is left; a second Ctrl-C or signal ends the run at once",
                        "customer-report: warning: 3 of 3 events have a currency without a rate,"
                                + " and count as US dollars: (none) 3");
        assertThat(second.out()).contains("accepted", "reports in report");
        assertThat(customers())
                .containsExactlyInAnyOrder("ada after 1", "bob after 1", "ada after 2");
        assertThat(runs.rows("rejects")).hasSize(2);
        assertThat(folder.resolve("report/_SUCCESS")).isEmptyFile();
        assertThat(hidden()).isEmpty();
        assertThat(folder.resolve("summary.json"))
                .content()
                .contains("\"lines\":5", "\"accepted\":3", "\"customers\":2");
    }

    @Test
    void drainedRunWithSnapshotsLeavesAllCustomersInOneFolderThatIsNamed() throws Exception {
        ChildProcess run =
                watch(
                        "100ms",
                        "--snapshot-every=1s",
                        "--keep-snapshots=1",
                        "--fx-rates="
                                + Golden.FX_RATES.entrySet().stream()
                                        .map(Object::toString)
                                        .collect(Collectors.joining(",")));
        // The clock is past that of the golden files: one event lies between the two.
        String log = Files.readString(Golden.input("basic"), StandardCharsets.ISO_8859_1);
        runs.drop(
                "basic.ndjson",
                log.lines()
                        .filter(line -> !line.contains(Long.toString(Golden.NOW_TS + 1)))
                        .collect(Collectors.joining("\n", "", "\n"))
                        .getBytes(StandardCharsets.ISO_8859_1));
        while (runs.rows("report/" + current()).isEmpty()) {
            assertThat(run.process().isAlive()).as(run.err()).isTrue();
            Thread.sleep(50);
        }
        assertThat(current()).startsWith("snapshot-0");

        run.process().destroy();

        assertThat(run.exitStatus()).as(run.err()).isEqualTo(ExitStatus.FINISHED);
        assertThat(current()).isEqualTo("snapshot-final");
        assertThat(Golden.reports(runs.rows("report/snapshot-final")))
                .isEqualTo(Golden.expectedReports("basic", Summation.EXACT));
        assertThat(names("report"))
                .containsExactlyInAnyOrder("_CURRENT", "_SUCCESS", "snapshot-final");
        assertThat(names("report/snapshot-final"))
                .contains("_SUCCESS")
                .allMatch(name -> name.equals("_SUCCESS") || name.startsWith("reports-"));
    }

    private String current() throws IOException {
        Path file = folder.resolve("report/_CURRENT");
        return Files.exists(file) ? Files.readString(file).strip() : "";
    }

    private List<String> names(String output) {
        return runs.files(output).stream().map(file -> file.getFileName().toString()).toList();
    }

    /** It would reject its own reports, and then the rejects of those, without end. */
    @Test
    void runThatWouldReadWhatItWritesIsRefused() throws Exception {
        ChildProcess run =
                ChildProcess.startJava(
                        folder,
                        List.of("-Djava.io.tmpdir=" + runs.temporary()),
                        EmbeddedMain.class,
                        "--input",
                        "inbox",
                        "--output",
                        "report",
                        "--rejects",
                        "inbox/rejects",
                        "--watch",
                        "1s");

        assertThat(run.exitStatus()).isEqualTo(ExitStatus.USED_WRONGLY);
        assertThat(run.err())
                .startsWith(
                        "customer-report: error: --rejects 'inbox/rejects' lies within the input,"
                                + " so the run would read what it writes: name a folder elsewhere,"
                                + " or one that starts with _\n");
        assertThat(folder.resolve("report")).doesNotExist();
    }

    @Test
    void failedRunKeepsItsRowsAndSaysHowToGoOn() throws Exception {
        runs.drop("a.ndjson", event("ada"), event("bob"));
        ChildProcess run = watch("100ms", "-Drestart-strategy.type=none");
        runs.awaitRow(run, "report", "ada");

        dropDamaged("b.ndjson.gz");

        assertThat(run.exitStatus()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.err()).contains("customer-report: error: ", "b.ndjson.gz");
        assertThat(customers()).containsExactlyInAnyOrder("ada after 1", "bob after 1");
        assertThat(folder.resolve("report/_SUCCESS")).doesNotExist();
        Matcher setting = SETTING.matcher(run.err());
        assertThat(setting.find()).as(run.err()).isTrue();
        assertThat(Path.of(setting.group(1).split("=", 2)[1]).resolve("_metadata")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "checkpoints"})
    void runThatEndsBeforeItsFirstCheckpointNamesNothingToGoOnFrom(String users) throws Exception {
        runs.drop("a.ndjson", event("ada"));
        dropDamaged("b.ndjson.gz");
        List<String> settings = new ArrayList<>(List.of("-Drestart-strategy.type=none"));
        if (!users.isEmpty()) {
            settings.add("-Dexecution.checkpointing.dir=" + folder.resolve(users).toUri());
        }

        // Flink makes the first checkpoint at any time between the pause and the interval, and at
        // once when tasks that are slow to start make it begin again without a pause.
        ChildProcess run =
                watchWithCheckpoints("1h", "1h", "30min", settings.toArray(String[]::new));

        assertThat(run.exitStatus()).as(run.err()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.err()).contains("b.ndjson.gz").doesNotContain("to continue");
        assertThat(folder.resolve("report")).doesNotExist();
    }

    @Test
    void runThatGoesOnWithOtherOptionsIsRefusedAndGoesOnWithTheSame() throws Exception {
        runs.drop("a.ndjson", event("ada"));
        ChildProcess killed = watch("300ms");
        runs.awaitRow(killed, "report", "ada");
        killed.process().destroyForcibly().waitFor();
        String recovery = "-Dexecution.state-recovery.path=" + lastCheckpoint();

        ChildProcess other = watch("300ms", recovery, "--fx-rates=EUR=1.09");
        assertThat(other.exitStatus()).isEqualTo(ExitStatus.FAILED);
        assertThat(other.err())
                .contains(
                        "error: the checkpoint is of a run with no --fx-rates, this one has"
                                + " --fx-rates EUR=1.09: continue with the same (log: ")
                .doesNotContain("to continue, add");
        assertThat(customers()).containsExactly("ada after 1");

        runs.drop("b.ndjson", event("ada"));
        ChildProcess same = watch("300ms", recovery);
        runs.awaitRow(same, "report", "ada\",\"total_events\":2");
        same.hangUp();
        assertThat(same.exitStatus()).as(same.err()).isEqualTo(ExitStatus.FINISHED);
        assertThat(customers()).containsExactlyInAnyOrder("ada after 1", "ada after 2");
    }

    /** What is done to a watched folder beside renaming whole files into it. */
    @Test
    void filesAreReadOnAsTheyGrowAndWhatIsNotReadIsSaidAndCounted() throws Exception {
        runs.drop("a.ndjson", event("ada"));
        byte[] upload = Compressed.GZIP.of((event("bob") + "\n").repeat(500).getBytes());
        Files.write(runs.inbox().resolve("b.ndjson.gz"), Arrays.copyOf(upload, 60));
        ChildProcess run = watch("300ms", "--settle-time=100ms");
        runs.awaitRow(run, "report", "ada\",\"total_events\":1");

        Files.createSymbolicLink(runs.inbox().resolve("latest"), Path.of("nowhere"));
        Files.write(runs.inbox().resolve("c.zip"), new byte[] {'P', 'K', 3, 4, 20, 0});
        Files.writeString(
                runs.inbox().resolve("a.ndjson"), event("ada") + "\n", StandardOpenOption.APPEND);
        runs.awaitRow(run, "report", "ada\",\"total_events\":2");
        Files.move(runs.inbox().resolve("a.ndjson"), runs.inbox().resolve("a.ndjson.1"));
        Files.write(runs.inbox().resolve("b.ndjson.gz"), upload);
        runs.awaitRow(run, "report", "bob\",\"total_events\":500");
        runs.drop("a.ndjson", event("ada"));
        runs.drop("d.ndjson.gz", event("dan"));
        runs.awaitRow(run, "report", "ada\",\"total_events\":3");
        runs.awaitRow(run, "report", "dan\",\"total_events\":1");
        RunFolder.awaitMessage(run, "inbox/latest");
        RunFolder.awaitMessage(run, "inbox/c.zip");
        run.process().destroy();

        assertThat(run.exitStatus()).as(run.err()).isEqualTo(ExitStatus.FINISHED);
        assertThat(run.err())
                .contains(
                        "'inbox/latest' is a link to nothing\n",
                        "'inbox/c.zip' is a zip archive, and is skipped: unpack it first\n",
                        "'inbox/b.ndjson.gz' is cut off after byte ")
                .containsOnlyOnce("'inbox/d.ndjson.gz' holds plain text, and is read as that\n");
        assertThat(folder.resolve("summary.json"))
                .content()
                .contains("\"accepted\":504", "\"entries_skipped\":2", "\"files_cut_off\":1")
                .contains("\"files_misnamed\":1");
    }

    @Test
    void runToldToEndBeforeAnyFileCameIsFinishedAndEmpty() throws Exception {
        ChildProcess run = watch("30d");
        RunFolder.awaitMessage(run, "looking for new files");

        run.process().destroy();

        assertThat(run.exitStatus()).as(run.err()).isEqualTo(ExitStatus.FINISHED);
        assertThat(runs.rows("report")).isEmpty();
        assertThat(folder.resolve("report/_SUCCESS")).isEmptyFile();
        assertThat(runs.temporary()).isEmptyDirectory();
    }

    private ChildProcess watch(String reportEvery, String... more) throws IOException {
        return watchWithInterval(reportEvery, "200ms", more);
    }

    private ChildProcess watchWithInterval(String reportEvery, String interval, String... more)
            throws IOException {
        return watchWithCheckpoints(reportEvery, interval, "0s", more);
    }

    private ChildProcess watchWithCheckpoints(
            String reportEvery, String interval, String pause, String... more) throws IOException {
        List<String> args = new ArrayList<>();
        args.addAll(List.of("--input", "inbox", "--output", "report", "--rejects", "rejects"));
        args.addAll(List.of("--summary", "summary.json", "--parallelism=2"));
        args.addAll(List.of("--watch=50ms", "--report-every=" + reportEvery));
        args.add("-Dexecution.checkpointing.interval=" + interval);
        args.add("-Dexecution.checkpointing.min-pause=" + pause);
        args.addAll(List.of(more));
        return processes.add(
                ChildProcess.startJava(
                        folder,
                        List.of("-Xmx512m", "-Djava.io.tmpdir=" + runs.temporary()),
                        EmbeddedMain.class,
                        args.toArray(String[]::new)));
    }

    /** Whole, with another checksum. */
    private void dropDamaged(String name) throws IOException {
        byte[] bytes = Compressed.GZIP.of((event("eve") + "\n").getBytes());
        bytes[bytes.length - 8] ^= 1;
        runs.drop(name, bytes);
    }

    private static String event(String customer) {
        return "{\"event_id\":\"e\",\"customer_id\":\"%s\",\"ts\":1700000000,\"amount\":1}"
                .formatted(customer);
    }

    /** Such as {@code ada after 2}, the number of events. */
    private List<String> customers() throws IOException {
        return runs.rows("report").stream()
                .map(
                        row ->
                                row.replaceFirst(
                                        ".*\"customer_id\":\"([^\"]+)\",\"total_events\":(\\d+),.*",
                                        "$1 after $2"))
                .toList();
    }

    private List<Path> hidden() {
        return Stream.of("report", "rejects")
                .flatMap(output -> runs.files(output).stream())
                .filter(file -> file.getFileName().toString().startsWith("."))
                .toList();
    }

    private Path lastCheckpoint() throws IOException {
        try (Stream<Path> files = Files.walk(runs.temporary())) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .max((a, b) -> Integer.compare(number(a), number(b)))
                    .orElseThrow()
                    .getParent();
        }
    }

    private static int number(Path metadata) {
        return Integer.parseInt(metadata.getParent().getFileName().toString().substring(4));
    }
}
