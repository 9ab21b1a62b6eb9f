package io.customerreport.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.cli.console.Console;
import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.cli.settings.GoingOn;
import io.customerreport.count.RunCounters;
import io.customerreport.job.JobCounts;
import io.customerreport.job.JobOptions;
import io.customerreport.job.RunKind;
import io.customerreport.job.RunSummary;
import io.customerreport.job.UsageException;
import io.customerreport.testing.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may write where, and that nobody but the owner of a file removes it. */
@Timeout(120)
class RunClaimsTest {

    private static final RunKind CONTINUOUS =
            new RunKind.Continuous(
                    Duration.ofSeconds(1),
                    RunKind.Continuous.DEFAULT_REPORT_EVERY,
                    RunKind.Continuous.DEFAULT_SETTLE_TIME,
                    RunKind.Continuous.DEFAULT_REMEMBER,
                    null);

    private static final RunSummary NOTHING_READ =
            RunSummary.of(new JobCounts(Map.of()), Duration.ZERO);
    private static final RunSummary WITH_CUSTOMERS =
            RunSummary.of(new JobCounts(Map.of(RunCounters.CUSTOMERS, 3L)), Duration.ZERO);

    @TempDir Path folder;

    private final List<RunOutputs> claimed = new ArrayList<>();
    private final List<ChildProcess> children = new ArrayList<>();

    @AfterEach
    void letGo() throws Exception {
        for (ChildProcess child : children) {
            child.process().destroyForcibly().waitFor();
        }
        for (RunOutputs outputs : claimed) {
            outputs.settle();
        }
    }

    @Test
    void secondRunIsToldWhoHoldsTheFolder() throws Exception {
        ChildProcess holder = startHolder("--output", path("out"));
        Path claim = folder.resolve("out/.customer-report.claim");
        String text = Files.readString(claim);

        assertRefused(
                "--output '%s' is being written by another run (process %d on "
                        .formatted(path("out"), holder.process().pid()),
                "--output",
                path("out"));
        assertRefused("--rejects '", "--output", path("else"), "--rejects", path("out"));

        assertThat(names("out")).containsExactly(".customer-report.claim");
        assertThat(claim).hasContent(text.strip());
        assertThat(folder.resolve("else")).doesNotExist();
        assertThat(holder.process().isAlive()).isTrue();
    }

    @Test
    void secondRunOfOneProcessIsRefusedAndTheFirstKeepsItsClaim() throws Exception {
        RunOutputs first = claim("--output", path("out"));

        assertRefused(
                "--output '" + path("out") + "' is being written by another run",
                "--output",
                path("out"));

        first.commit(NOTHING_READ, null);
        assertThat(names("out")).containsExactly("_SUCCESS");
    }

    @Test
    void ofRunsThatComeAtOnceOneIsLetIn() throws Exception {
        int runs = 8;
        for (int round = 0; round < 20; round++) {
            String output = path("round-" + round);
            CyclicBarrier start = new CyclicBarrier(runs);
            ExecutorService threads = Executors.newFixedThreadPool(runs);
            List<Future<Boolean>> results = new ArrayList<>();
            Callable<Boolean> run =
                    () -> {
                        start.await();
                        try {
                            RunOutputs outputs =
                                    RunOutputs.claim(
                                            options("--output", output).output(),
                                            NamedInputs.of(options("--output", output)),
                                            GoingOn.NO,
                                            me());
                            synchronized (claimed) {
                                claimed.add(outputs);
                            }
                            return true;
                        } catch (UsageException e) {
                            return false;
                        }
                    };
            for (int i = 0; i < runs; i++) {
                results.add(threads.submit(run));
            }

            long letIn = 0;
            for (Future<Boolean> result : results) {
                letIn += result.get() ? 1 : 0;
            }

            threads.shutdown();
            assertThat(letIn).isEqualTo(1);
        }
    }

    @Test
    void emptyFolderOfAKilledRunIsTakenOver() throws Exception {
        ChildProcess holder = startHolder("--output", path("out"), "--summary", path("s.json"));
        holder.process().destroyForcibly().waitFor();
        assertThat(folder.resolve(".s.json.tmp")).exists();

        RunOutputs outputs = claim("--output", path("out"), "--summary", path("s.json"));
        outputs.commit(NOTHING_READ, null);

        assertThat(names("out")).containsExactly("_SUCCESS");
        assertThat(names("")).containsExactly("out", "s.json");
    }

    @Test
    void fileInWhichAnotherRunPreparesItsResultIsNotReplaced() throws Exception {
        startHolder("--output", path("out"), "--summary", path(".q"));
        String claim = Files.readString(folder.resolve("..q.tmp"));

        assertRefused(
                "--summary '%s' has the name under which another run prepares its result"
                        .formatted(path("..q.tmp")),
                "--output",
                path("else"),
                "--summary",
                path("..q.tmp"));

        assertThat(folder.resolve("..q.tmp")).hasContent(claim.strip());
        assertThat(folder.resolve("else")).doesNotExist();
    }

    @Test
    void partsOfAKilledRunAreNamedWithACommandThatRemovesThem() throws Exception {
        Files.createDirectory(folder.resolve("it's"));
        Files.createSymbolicLink(folder.resolve("li'nk"), Path.of("it's"));
        ChildProcess holder = startHolder("--output", path("li'nk"));
        String run = holder.out().strip().substring(ClaimingMain.CLAIMED.length());
        holder.process().destroyForcibly().waitFor();
        write("it's/" + part(run));
        write("it's/" + part(run));
        write("it's/." + part(run) + ".inprogress." + UUID.randomUUID());
        String sentence =
                "--output '%s' is not empty: a run that was killed (process %d on "
                        .formatted(path("li'nk"), holder.process().pid());

        String refusal = assertRefused(sentence, "--output", path("li'nk"));
        write("it's/notes.txt");
        String refusalWithNotes = assertRefused(sentence, "--output", path("li'nk"));

        assertThat(refusal)
                .contains(" left 2 finished parts and 1 unfinished part; name another folder");
        assertThat(refusalWithNotes).contains("1 unfinished part beside 'notes.txt'; ");
        Files.delete(folder.resolve("it's/notes.txt"));
        String command = refusal.substring(refusal.indexOf("find '"));
        ChildProcess shell = ChildProcess.start(folder, List.of("sh", "-c", command));
        assertThat(shell.exitStatus()).as(shell.err()).isZero();
        assertThat(names("it's")).containsExactly(".customer-report.claim");
        claim("--output", path("li'nk"));
    }

    @Test
    void partsOfAKilledRunWithSnapshotsAreCountedAndRemovedInTheirFolders() throws Exception {
        ChildProcess holder = startHolder("--output", path("out"));
        String run = holder.out().strip().substring(ClaimingMain.CLAIMED.length());
        holder.process().destroyForcibly().waitFor();
        for (String below :
                List.of(
                        "changes-000000000000",
                        "snapshot-000000000002",
                        "snapshot-000000000004/_writers-1")) {
            Files.createDirectories(folder.resolve("out").resolve(below));
            write("out/" + below + "/" + part(run));
        }
        write("out/snapshot-000000000002/_SUCCESS");
        write("out/_CURRENT");

        String refusal = assertRefused("--output '", "--output", path("out"));

        assertThat(refusal).contains(" left 3 finished parts; name another folder");
        String command = refusal.substring(refusal.indexOf("find '"));
        ChildProcess shell = ChildProcess.start(folder, List.of("sh", "-c", command));
        assertThat(shell.exitStatus()).as(shell.err()).isZero();
        claim("--output", path("out"));
    }

    /** Pasted into a shell that may be in any folder. */
    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "-rf", "two words", "it's", "a\\b", "a\nb", "%s", "$HOME", "é"})
    void commandThatRemovesPartsWorksHoweverTheFolderIsNamed(String name) throws Exception {
        Path output = Files.createDirectory(folder.resolve(name));
        ChildProcess holder = startHolder("--output", "file://" + output);
        String run = holder.out().strip().substring(ClaimingMain.CLAIMED.length());
        holder.process().destroyForcibly().waitFor();
        String days = "days-%s-%s-0.csv".formatted(run, UUID.randomUUID());
        Files.createFile(output.resolve(part(run)));
        Files.createFile(output.resolve(days));

        String refusal = assertRefused("--output '", "--output", "file://" + output);

        String command = Console.printable(refusal).split("or remove them: ")[1];
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        ChildProcess shell = ChildProcess.start(elsewhere, List.of("sh", "-c", command));
        assertThat(shell.exitStatus()).as(command + shell.err()).isZero();
        assertThat(output.resolve(part(run))).doesNotExist();
        assertThat(output.resolve(days)).doesNotExist();
    }

    @Test
    void runThatGoesOnTakesTheFolderOfAKilledOne() throws Exception {
        ChildProcess holder = startHolder("--output", path("out"));
        String run = holder.out().strip().substring(ClaimingMain.CLAIMED.length());
        holder.process().destroyForcibly().waitFor();
        String part = part(run);
        write("out/" + part);
        write("out/." + part(run) + ".inprogress." + UUID.randomUUID());

        RunOutputs outputs = claim(options("--output", path("out")), GoingOn.FROM_STATE, me());
        outputs.commit(WITH_CUSTOMERS, null);

        assertThat(names("out")).containsExactly("_SUCCESS", part);
    }

    @Test
    void refusedRunThatWouldGoOnLeavesNoEmptyFolder() throws Exception {
        write("input");

        assertThatThrownBy(
                        () ->
                                claim(
                                        options(
                                                "--output",
                                                path("new/out"),
                                                "--rejects",
                                                path("input/rejects")),
                                        GoingOn.FROM_STATE,
                                        me()))
                .isInstanceOf(UsageException.class);

        assertThat(names("")).containsExactly("input");
    }

    @Test
    void claimOfAnotherMachineIsNotTakenForDead() throws Exception {
        Claimant other = claimant("another-machine", false, null);
        leaveClaim("out", other.toText());

        String refusal =
                assertRefused(
                        "--output '%s' is claimed by a run on another machine (process 77 on another-machine, since "
                                .formatted(path("out")),
                        "--output",
                        path("out"));

        assertThat(refusal).contains("-name .customer-report.claim");
        assertThat(folder.resolve("out/.customer-report.claim")).hasContent(other.toText().strip());
    }

    @Test
    void claimOfASubmittedJobIsKeptUntilItsStateOrTheJobItselfComesBack() throws Exception {
        String job = "0123456789abcdef0123456789abcdef";
        Claimant submitted = claimant(me().host(), true, job);
        leaveClaim("out", submitted.toText());
        JobOptions options = options("--output", path("out"));

        assertRefused(
                "--output '%s' is claimed by a run on a cluster (job %s, process 77 on "
                        .formatted(path("out"), job),
                "--output",
                path("out"));
        assertThatThrownBy(
                        () ->
                                claim(
                                        options,
                                        GoingOn.PERHAPS,
                                        Claimant.onCluster(new RunKind.Bounded(), "f".repeat(32))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("flink list");

        claim(options, GoingOn.PERHAPS, Claimant.onCluster(new RunKind.Bounded(), job))
                .leaveToJob();
        claim(options, GoingOn.FROM_STATE, Claimant.onCluster(CONTINUOUS, null));
    }

    @Test
    void claimNamesTheJobAndStaysWithIt() throws Exception {
        String job = "0123456789abcdef0123456789abcdef";
        RunOutputs outputs =
                claim(
                        options("--output", path("out"), "--summary", path("s.json")),
                        GoingOn.NO,
                        Claimant.onCluster(new RunKind.Bounded(), null));

        outputs.submitted(job);
        outputs.leaveToJob();

        assertThat(folder.resolve("out/.customer-report.claim")).content().contains("job=" + job);
        assertThat(names("")).containsExactly("out");
        assertRefused("--output '" + path("out") + "' is claimed by", "--output", path("out"));
    }

    @Test
    void claimThatNoRunWroteIsInTheWay() throws Exception {
        leaveClaim("out", "mine");
        Files.createDirectories(folder.resolve("strange/.customer-report.claim"));
        Files.createDirectory(folder.resolve("linked"));
        write("target");
        Files.createSymbolicLink(
                folder.resolve("linked/.customer-report.claim"), folder.resolve("target"));

        assertRefused(
                "--output '%s' holds a '.customer-report.claim' that is not the claim of a run"
                        .formatted(path("out")),
                "--output",
                path("out"));
        assertRefused("--output '", "--output", path("strange"));
        assertRefused("--output '", "--output", path("linked"));
        assertThat(folder.resolve("out/.customer-report.claim")).hasContent("mine");
        assertThat(folder.resolve("target")).hasContent("row");
    }

    @Test
    void runThatIsDiscardedLeavesWhatOthersPutThere() throws Exception {
        RunOutputs outputs = claim("--output", path("out"), "--rejects", path("out/rejects"));
        String run = outputs.places().run();
        String part = part(run);
        String othersPart = part("0000beef");
        write("out/" + part);
        write("out/." + part + ".inprogress." + UUID.randomUUID());
        write("out/rejects/" + part.replace("reports", "rejects"));
        write("out/notes.txt");
        write("out/copy-of-" + part);
        write("out/" + part + ".gz");
        write("out/" + othersPart);
        write("out/jan/" + part);
        write("out/jan/_SUCCESS");
        Files.createSymbolicLink(folder.resolve("out/link"), folder.resolve("out/jan"));
        Files.createSymbolicLink(folder.resolve("out").resolve(part(run)), folder.resolve("x"));

        outputs.discard();

        assertThat(names("out"))
                .hasSize(7)
                .contains("copy-of-" + part, "jan", "link", "notes.txt", othersPart, part + ".gz")
                .doesNotContain(part, "rejects", ".customer-report.claim");
        assertThat(names("out/jan")).containsExactlyInAnyOrder("_SUCCESS", part);
    }

    @Test
    void linkStaysAndWhatWasWrittenThroughItGoes() throws Exception {
        Files.createDirectory(folder.resolve("real"));
        Files.createDirectory(folder.resolve("other"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));
        RunOutputs outputs = claim("--output", path("link"));
        assertThat(outputs.places().reports().getPath())
                .isEqualTo(folder.resolve("real").toRealPath().toString());
        write("real/" + part(outputs.places().run()));
        Files.delete(folder.resolve("link"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("other"));
        write("other/notes.txt");

        outputs.discard();

        assertThat(folder.resolve("link")).isSymbolicLink();
        assertThat(names("real")).isEmpty();
        assertThat(names("other")).containsExactly("notes.txt");
    }

    @Test
    void folderBelowTheOtherIsFineInBothDirections() throws Exception {
        RunOutputs below = claim("--output", path("a"), "--rejects", path("a/b/rejects"));
        RunOutputs above = claim("--output", path("r/out"), "--rejects", path("r"));
        Files.createDirectory(folder.resolve("there"));
        RunOutputs inThere = claim("--output", path("there/out"), "--rejects", path("there"));

        below.discard();
        above.discard();
        inThere.discard();

        assertThat(names("")).containsExactly("there");
        assertThat(names("there")).isEmpty();
    }

    @Test
    void newFileSystemIsEmptyAndItsLostAndFoundStays() throws Exception {
        Files.createDirectories(folder.resolve("out/lost+found"));
        write("out/lost+found/#1234");
        write("file/lost+found");

        RunOutputs outputs = claim("--output", path("out"));
        outputs.commit(NOTHING_READ, null);

        assertThat(names("out")).containsExactly("_SUCCESS", "lost+found");
        assertThat(names("out/lost+found")).containsExactly("#1234");
        assertRefused(
                "--output '%s' is not empty: it holds 'lost+found'".formatted(path("file")),
                "--output",
                path("file"));
    }

    @Test
    void refusalNamesWhatIsInTheWay() throws Exception {
        for (String name : List.of("e", "d", "c", "b", "a")) {
            write("five/" + name);
        }
        write("two/a");
        write("two/b");
        write("done/_SUCCESS");

        assertRefused(
                "--output '%s' is not empty: it holds 'a', 'b', 'c' and 2 more"
                        .formatted(path("five")),
                "--output",
                path("five"));
        assertRefused(
                "--output '%s' is not empty: it holds 'a' and 'b'".formatted(path("two")),
                "--output",
                path("two"));
        assertRefused(
                "--output '%s' holds the result of a finished run".formatted(path("done")),
                "--output",
                path("done"));
        assertThat(names("five")).hasSize(5);
    }

    @Test
    void folderThatVanishedFailsTheRunAndIsNotMadeAgain() throws Exception {
        RunOutputs outputs = claim("--output", path("out"), "--summary", path("s.json"));
        Files.move(folder.resolve("out"), folder.resolve("moved"));

        assertThatThrownBy(() -> outputs.commit(NOTHING_READ, null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'%s' was removed or replaced", path("out"));
        outputs.discard();

        assertThat(names("")).containsExactly("moved");
    }

    @Test
    void folderOfAnotherRunIsNotMarkedInPlaceOfTheOwn() throws Exception {
        RunOutputs outputs = claim("--output", path("out"));
        Files.move(folder.resolve("out"), folder.resolve("moved"));
        leaveClaim("out", claimant("another-machine", false, null).toText());
        write("out/" + part("0000beef"));

        assertThatThrownBy(() -> outputs.commit(NOTHING_READ, null))
                .isInstanceOf(IOException.class);
        outputs.discard();

        assertThat(names("out")).hasSize(2).contains(".customer-report.claim");
    }

    @Test
    void runWhoseRowsAreGoneFails() throws Exception {
        RunOutputs outputs = claim("--output", path("out"));

        assertThatThrownBy(() -> outputs.commit(WITH_CUSTOMERS, null))
                .isInstanceOf(IOException.class)
                .hasMessage("What the run wrote to '%s' is gone: somebody removed it", path("out"));
        write("out/" + part(outputs.places().run()));

        outputs.commit(WITH_CUSTOMERS, null);

        assertThat(names("out")).hasSize(2).contains("_SUCCESS");
    }

    @Test
    void markerOfSomebodyElseFailsTheRunAndStays() throws Exception {
        RunOutputs outputs = claim("--output", path("out"));
        write("out/_SUCCESS");

        assertThatThrownBy(() -> outputs.commit(NOTHING_READ, null))
                .hasMessageContaining("Somebody else left _SUCCESS in '%s'", path("out"));
        outputs.discard();

        assertThat(folder.resolve("out/_SUCCESS")).hasContent("row");
    }

    @Test
    void earlierPageComesBackWhenALaterStepFails() throws Exception {
        write("page.html");
        RunOutputs outputs =
                claim(
                        "--output",
                        path("out"),
                        "--summary",
                        path("s.json"),
                        "--html",
                        path("page.html"));
        write("s.json/others");

        assertThatThrownBy(() -> outputs.commit(NOTHING_READ, "<p>"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(path("s.json"));
        assertThat(folder.resolve("page.html")).hasContent("<p>");
        outputs.discard();

        assertThat(names("")).containsExactly("page.html", "s.json");
        assertThat(folder.resolve("page.html")).hasContent("row");
        assertThat(names("s.json")).containsExactly("others");
    }

    @Test
    void settledRunLeavesNothingBesideItsResult() throws Exception {
        write("s.json");
        RunOutputs outputs = claim("--output", path("out"), "--summary", path("s.json"));
        outputs.commit(NOTHING_READ, null);

        outputs.settle();

        assertThat(names("")).containsExactly("out", "s.json");
        assertThat(folder.resolve("s.json")).content().startsWith("{");
    }

    @Test
    void summaryThatAnotherRunIsToWriteIsRefused() throws Exception {
        startHolder("--output", path("out"), "--summary", path("s.json"));

        assertRefused(
                "--summary '%s' is being written by another run (process "
                        .formatted(path("s.json")),
                "--output",
                path("other"),
                "--summary",
                path("s.json"));

        assertThat(names("")).containsExactly(".s.json.tmp", "out");
    }

    @Test
    void hiddenFileOfAnotherProgramIsNotReplaced() throws Exception {
        write(".s.json.tmp");

        assertRefused(
                "--summary '%s' cannot be prepared in ".formatted(path("s.json")),
                "--output",
                path("out"),
                "--summary",
                path("s.json"));

        assertThat(names("")).containsExactly(".s.json.tmp");
        assertThat(folder.resolve(".s.json.tmp")).hasContent("row");
    }

    @Test
    void linkToASummaryStaysAndWhatItLeadsToIsReplaced() throws Exception {
        Files.createDirectory(folder.resolve("results"));
        Files.createSymbolicLink(folder.resolve("a.json"), Path.of("results/new.json"));
        Files.createSymbolicLink(folder.resolve("b.html"), folder.resolve("results/old.html"));
        write("results/old.html");
        RunOutputs outputs =
                claim(
                        "--output",
                        path("out"),
                        "--summary",
                        path("a.json"),
                        "--html",
                        path("b.html"));
        outputs.commit(NOTHING_READ, "<p>");
        assertThat(folder.resolve("a.json")).isSymbolicLink().content().startsWith("{");
        assertThat(folder.resolve("b.html")).isSymbolicLink().hasContent("<p>");

        outputs.discard();

        assertThat(names("results")).containsExactly("old.html");
        assertThat(folder.resolve("results/old.html")).hasContent("row");
        assertThat(names("")).containsExactly("a.json", "b.html", "results");
    }

    @Test
    void linksThatLeadToAnInputOrNowhereAreRefused() throws Exception {
        write("payments.ndjson");
        Files.createSymbolicLink(folder.resolve("in"), folder.resolve("payments.ndjson"));
        Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("no/s.json"));
        Files.createSymbolicLink(folder.resolve("round"), folder.resolve("round"));

        assertSummaryRefused("in", "is also an input");
        assertSummaryRefused("nowhere", "lies in a folder that does not exist");
        assertSummaryRefused("round", "cannot be reached: ");
        assertSummaryRefused("out/_SUCCESS", "has a name that the run itself needs");
    }

    private void assertSummaryRefused(String summary, String why) throws IOException {
        assertRefused(
                "--summary '%s' %s".formatted(path(summary), why),
                "--output",
                path("out"),
                "--summary",
                path(summary));
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private ChildProcess startHolder(String... args) throws Exception {
        ChildProcess child =
                ChildProcess.startJava(
                        folder,
                        List.of("-Xmx64m"),
                        ClaimingMain.class,
                        withInput(args).toArray(String[]::new));
        children.add(child);
        while (!child.out().endsWith("\n")) {
            assertThat(child.process().isAlive()).as(child.err()).isTrue();
            Thread.sleep(20);
        }
        return child;
    }

    private RunOutputs claim(String... args) throws UsageException {
        return claim(options(args), GoingOn.NO, me());
    }

    private RunOutputs claim(JobOptions options, GoingOn goingOn, Claimant claimant)
            throws UsageException {
        RunOutputs outputs =
                RunOutputs.claim(options.output(), NamedInputs.of(options), goingOn, claimant);
        claimed.add(outputs);
        return outputs;
    }

    /** Returns the refusal. */
    private String assertRefused(String start, String... args) {
        UsageException[] refusal = new UsageException[1];
        assertThatThrownBy(() -> claim(args))
                .isInstanceOfSatisfying(UsageException.class, e -> refusal[0] = e)
                .hasMessageStartingWith(start);
        return refusal[0].getMessage();
    }

    private JobOptions options(String... args) throws UsageException {
        return new CommandLineParser(Clock.systemUTC())
                .parse(withInput(args).toArray(String[]::new))
                .orElseThrow();
    }

    private List<String> withInput(String... args) {
        List<String> all = new ArrayList<>(List.of("--input", path("payments.ndjson")));
        all.addAll(List.of(args));
        return all;
    }

    private static Claimant me() {
        return Claimant.embedded(new RunKind.Bounded());
    }

    private static Claimant claimant(String host, boolean submitted, String job) {
        Claimant me = me();
        return new Claimant(me.run(), 77, 0, host, me.since(), submitted, false, job);
    }

    private void leaveClaim(String output, String text) throws IOException {
        Files.createDirectories(folder.resolve(output));
        Files.writeString(folder.resolve(output).resolve(".customer-report.claim"), text);
    }

    private static String part(String run) {
        return "reports-%s-%s-0.ndjson".formatted(run, UUID.randomUUID());
    }

    private void write(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "row\n");
    }

    private String path(String name) {
        return folder + "/" + name;
    }

    private List<String> names(String name) throws IOException {
        try (Stream<Path> entries = Files.list(folder.resolve(name))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
