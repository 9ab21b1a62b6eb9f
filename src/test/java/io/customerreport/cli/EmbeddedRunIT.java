package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.cli.console.ExitStatus;
import io.customerreport.testing.Awaited;
import io.customerreport.testing.process.ChildProcess;
import io.customerreport.testing.process.ListeningSockets;
import io.customerreport.testing.process.StartedProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a process, from its arguments to what it leaves. */
@Timeout(180)
class EmbeddedRunIT {

    @RegisterExtension final StartedProcesses processes = new StartedProcesses();

    @TempDir Path folder;
    private Path temporary;

    @BeforeEach
    void makeTemporaryFolder() throws IOException {
        temporary = Files.createDirectory(folder.resolve("tmp"));
    }

    @Test
    void finishedRunLeavesItsRowsTheMarkerAndTheSummary() throws Exception {
        ChildProcess run = run("plain", "--summary", "report/summary.json");

        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("lines", "accepted", "future_ts", "reports in report");
        assertThat(rows(folder.resolve("report"))).hasSize(StandInJob.LINES);
        assertThat(folder.resolve("report/_SUCCESS")).isEmptyFile();
        assertThat(folder.resolve("report/summary.json"))
                .content()
                .contains("\"lines\":10", "\"accepted\":7", "\"rejected\":{\"future_ts\":3}");
        assertNothingIsLeftIn(temporary);
    }

    @Test
    void failedRunSaysWhyInOneLineAndLeavesNothingButItsLog() throws Exception {
        ChildProcess run = run("failing");

        assertThat(run.exitStatus()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("customer-report: error: payments.gz: the file ends at byte 17 (log: ");
        assertThat(run.out()).isEmpty();
        assertThat(folder.resolve("report")).doesNotExist();
        assertThat(files(temporary))
                .singleElement()
                .satisfies(log -> assertThat(log).content().contains("The run failed", "\tat "));
    }

    @Test
    void linesThatAreNotAccountedForFailTheRun() throws Exception {
        ChildProcess run = run("miscounting");

        assertThat(run.exitStatus()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.err()).contains("the run read 20 lines but accounts for 10");
        assertThat(folder.resolve("report")).doesNotExist();
    }

    @Test
    void reportsOfOtherEventsThanWereCountedFailTheRun() throws Exception {
        ChildProcess run = run("forgetful");

        assertThat(run.exitStatus()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.err())
                .contains(
                        "counts of the run were lost while it ended (7 events for reports of 17)");
        assertThat(folder.resolve("report")).doesNotExist();
    }

    @Test
    void tooManyRejectsFailTheRun() throws Exception {
        ChildProcess run = run("plain", "--max-rejects", "20%", "--summary", "summary.json");

        assertThat(run.exitStatus()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.err())
                .contains("3 of 10 lines are rejected, more than --max-rejects 20% allows");
        assertThat(folder.resolve("report")).doesNotExist();
        assertThat(folder.resolve("summary.json")).doesNotExist();
    }

    @Test
    void endlessRunFailsAsSoonAsTooManyLinesAreRejected() throws Exception {
        ChildProcess run = run("endless", "--max-rejects", "2");

        assertThat(run.exitStatus()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.err())
                .contains(
                        "error: stopped, as 3 lines are rejected so far, more than --max-rejects 2"
                                + " allows; the first is future_ts in payments.ndjson at byte 1")
                .doesNotContain("cancelled");
        assertThat(run.out()).isEmpty();
        assertThat(folder.resolve("report")).doesNotExist();
    }

    @Test
    void quietRunPrintsNothing() throws Exception {
        ChildProcess run = run("plain", "--quiet");

        assertThat(run.exitStatus()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEmpty();
        assertThat(folder.resolve("report/_SUCCESS")).isEmptyFile();
    }

    @Test
    void runThatIsToldToEndRemovesWhatItWrote() throws Exception {
        Files.createDirectory(folder.resolve("report"));
        ChildProcess run = run("endless", "--quiet");
        awaitRowsIn(folder.resolve("report"));

        run.process().destroy();

        assertThat(run.exitStatus()).isEqualTo(143);
        assertThat(run.err())
                .isEqualTo(
                        "customer-report: stopped before it was finished; its output is removed\n");
        assertThat(folder.resolve("report")).isEmptyDirectory();
        assertNothingIsLeftIn(temporary);
    }

    @Test
    void runThatIsToldToEndBeforeItsJobBeginsGivesBackItsFoldersAndSaysSo() throws Exception {
        ChildProcess run = run("held", "--summary", "summary.json");
        Awaited.condition(
                "the outputs are claimed", () -> Files.exists(folder.resolve(".summary.json.tmp")));

        run.process().destroy();

        assertThat(run.exitStatus()).isEqualTo(143);
        assertThat(run.err()).isEqualTo("customer-report: stopped before it began\n");
        assertThat(folder.resolve("report")).doesNotExist();
        assertThat(folder.resolve(".summary.json.tmp")).doesNotExist();
        assertNothingIsLeftIn(temporary);
    }

    @Test
    void stoppedRunLeavesFilesOfOthersAndASecondOneIsRefusedMeanwhile() throws Exception {
        ChildProcess first = run("endless", "--quiet");
        awaitRowsIn(folder.resolve("report"));
        Path notes = Files.writeString(folder.resolve("report/notes.txt"), "mine");
        Path finished = Files.createDirectory(folder.resolve("report/jan")).resolve("_SUCCESS");
        Files.createFile(finished);

        ChildProcess second = run("plain");
        int refusal = second.exitStatus();
        first.process().destroy();

        assertThat(refusal).isEqualTo(ExitStatus.USED_WRONGLY);
        assertThat(second.err())
                .startsWith(
                        "customer-report: error: --output 'report' is being written by another run (process "
                                + first.process().pid());
        assertThat(first.exitStatus()).isEqualTo(143);
        assertThat(files(folder.resolve("report"))).containsExactlyInAnyOrder(notes, finished);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nothingListensBeyondThisMachine() throws Exception {
        Files.createDirectory(folder.resolve("report"));
        ChildProcess run = run("endless", "--quiet");
        awaitRowsIn(folder.resolve("report"));

        List<String> sockets = ListeningSockets.of(run.process().pid());
        run.process().destroy();

        assertThat(sockets).allMatch(ListeningSockets::isLoopback);
        assertThat(run.exitStatus()).isEqualTo(143);
    }

    @Test
    void runOutOfMemoryEndsWithOneSentence() throws Exception {
        ChildProcess run =
                ChildProcess.startJava(
                        folder,
                        List.of("-Xmx96m", "-Djava.io.tmpdir=" + temporary),
                        StandInMain.class,
                        "--input",
                        "hungry",
                        "--output",
                        "report",
                        "--parallelism=1");

        assertThat(run.exitStatus()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("customer-report: error: out of memory (Java heap space)");
        assertThat(folder.resolve("report")).doesNotExist();
    }

    @Test
    void badUseStartsNothing() throws Exception {
        ChildProcess run = run("missing");

        assertThat(run.exitStatus()).isEqualTo(ExitStatus.USED_WRONGLY);
        assertThat(run.err())
                .isEqualTo(
                        "customer-report: error: --input 'missing' does not exist\n"
                                + "customer-report: try ./customer-report --help\n");
        assertThat(folder.resolve("report")).doesNotExist();
        assertNothingIsLeftIn(temporary);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "execution.checkpointing.interval=abc | is not a duration such as 500ms, 10s, 5min or 1h",
                "execution.checkpoint.dir=/c | did you mean execution.checkpointing.dir?",
                "execution.checkpointing.dir=relative | has no scheme",
                "execution.checkpointing.dir=file:///proc/no | cannot be used",
                "execution.state-recovery.path=/nowhere/chk-1 | does not exist",
                "taskmanager.numberOfTaskSlots=1 | makes 1 slots, but the run wants 2",
                "fs.overwrite-files=maybe | is neither true nor false",
                "rest.port=70000 | is not a port from 0 to 65535",
                "io.tmp.dirs=/nowhere/x | does not exist",
                "restart-strategy=foo | is not none, fixed-delay",
                "state.backend.type=rockdb | is not hashmap, rocksdb",
            })
    void settingThatCannotWorkIsRefusedBeforeAnythingRuns(String setting, String why)
            throws Exception {
        ChildProcess run = run("plain", "-D", setting);

        assertThat(run.exitStatus()).as(run.err()).isEqualTo(ExitStatus.USED_WRONGLY);
        assertThat(run.err().lines()).hasSize(2);
        assertThat(run.err()).contains("error: -D '" + setting.split("=")[0], why);
        assertThat(folder.resolve("report")).doesNotExist();
        assertNothingIsLeftIn(temporary);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void runWhoseTerminalIsClosedRemovesWhatItWrote() throws Exception {
        Files.createDirectory(folder.resolve("report"));
        ChildProcess run = run("endless", "--quiet");
        awaitRowsIn(folder.resolve("report"));

        run.hangUp();

        assertThat(run.exitStatus()).isEqualTo(129);
        assertThat(run.err())
                .isEqualTo(
                        "customer-report: stopped before it was finished; its output is removed\n");
        assertThat(folder.resolve("report")).isEmptyDirectory();
        assertNothingIsLeftIn(temporary);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void runUnderNohupOutlivesItsTerminal() throws Exception {
        Files.createDirectory(folder.resolve("report"));
        ChildProcess run = runBy("trap '' HUP; exec \"$@\"", "endless", "--quiet");
        awaitRowsIn(folder.resolve("report"));

        run.hangUp();
        long written = sizeOf(folder.resolve("report"));
        while (sizeOf(folder.resolve("report")) == written) {
            assertThat(run.process().isAlive()).as(run.err()).isTrue();
            Thread.sleep(50);
        }
        run.process().destroy();

        assertThat(run.exitStatus()).isEqualTo(143);
    }

    /** As after {@code | head -n 1}, or on a terminal that is gone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "exec \"$@\" >&- 2>&-",
                "exec \"$@\" >/dev/full 2>/dev/full",
                "\"$@\" 2>&1 | true; exit ${PIPESTATUS[0]}",
                "\"$@\" --quiet --summary /dev/stdout | true; exit ${PIPESTATUS[0]}",
            })
    @EnabledOnOs(OS.LINUX)
    void resultStaysWhenNobodyReadsWhatIsPrinted(String how) throws Exception {
        ChildProcess run = runBy(how, "plain");

        assertThat(run.exitStatus()).isZero();
        assertThat(rows(folder.resolve("report"))).hasSize(StandInJob.LINES);
        assertThat(folder.resolve("report/_SUCCESS")).isEmptyFile();
        assertNothingIsLeftIn(temporary);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void countsThatCannotBePrintedAreMissed() throws Exception {
        ChildProcess run = runBy("exec \"$@\" >/dev/full", "plain");

        assertThat(run.exitStatus()).isZero();
        assertThat(run.err())
                .endsWith(
                        "customer-report: what this prints is lost, as standard output cannot be written to\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void runThatWaitsForAReaderSaysSoAndGoesOnWithHim() throws Exception {
        Path pipe = makePipe();
        ChildProcess run = run("plain", "--quiet", "--summary", "pipe");
        awaitWaiting(run);

        String summary = Files.readString(pipe);

        assertThat(summary).contains("\"lines\":10", "\"accepted\":7");
        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(folder.resolve("report/_SUCCESS")).isEmptyFile();
        assertNothingIsLeftIn(temporary);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void runThatIsToldToEndWhileItWaitsForAReaderLeavesNothing() throws Exception {
        makePipe();
        List<Path> before = files(folder);
        ChildProcess run = run("plain", "--quiet", "--summary", "pipe");
        awaitWaiting(run);

        run.process().destroy();

        assertThat(run.exitStatus()).isEqualTo(143);
        assertThat(run.err())
                .isEqualTo(
                        """
                        customer-report: waiting for somebody to read --summary 'pipe'; Ctrl-C ends the run without a result
                        customer-report: stopped before it was finished; its output is removed
                        """);
        assertThat(folder.resolve("report")).doesNotExist();
        assertThat(files(folder)).isEqualTo(before);
    }

    private Path makePipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        return pipe;
    }

    private static void awaitWaiting(ChildProcess run) throws Exception {
        Awaited.condition("the run says that it waits", () -> run.err().contains("waiting for"));
    }

    private static long sizeOf(Path folder) throws IOException {
        long size = 0;
        for (Path file : files(folder)) {
            size += Files.size(file);
        }
        return size;
    }

    /** As {@link #run}, with the command as the arguments of a line for the shell. */
    private ChildProcess runBy(String line, String input, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", line, "bash"));
        command.addAll(
                ChildProcess.javaCommand(
                        List.of("-Xmx512m", "-Djava.io.tmpdir=" + temporary),
                        StandInMain.class,
                        arguments(input, more)));
        return processes.add(ChildProcess.start(folder, command));
    }

    private ChildProcess run(String input, String... more) throws IOException {
        return processes.add(
                ChildProcess.startJava(
                        folder,
                        List.of("-Xmx512m", "-Djava.io.tmpdir=" + temporary),
                        StandInMain.class,
                        arguments(input, more)));
    }

    private static String[] arguments(String input, String... more) {
        List<String> args =
                new ArrayList<>(List.of("--input", input, "--output", "report", "--parallelism=2"));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    /** Not any file: the one that tries whether the folder can be written to comes earlier. */
    private static void awaitRowsIn(Path folder) throws Exception {
        Awaited.condition("there are rows in " + folder, () -> hasRows(folder));
    }

    private static boolean hasRows(Path folder) throws IOException {
        try {
            return Files.isDirectory(folder)
                    && files(folder).stream()
                            .anyMatch(file -> file.getFileName().toString().contains("reports-"));
        } catch (UncheckedIOException e) {
            // A file that went while the folder was looked through.
            return false;
        }
    }

    private static void assertNothingIsLeftIn(Path folder) throws IOException {
        assertThat(files(folder)).isEmpty();
    }

    private static List<String> rows(Path folder) throws IOException {
        List<String> rows = new ArrayList<>();
        for (Path file : files(folder)) {
            if (file.getFileName().toString().startsWith("reports-")) {
                rows.addAll(Files.readAllLines(file));
            }
        }
        return rows;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> !path.equals(folder)).filter(Files::isRegularFile).toList();
        }
    }
}
