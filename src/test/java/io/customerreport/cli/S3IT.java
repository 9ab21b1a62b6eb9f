package io.customerreport.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.cli.console.ExitStatus;
import io.customerreport.cli.output.Claimant;
import io.customerreport.cli.output.OutputFolder;
import io.customerreport.cli.settings.GoingOn;
import io.customerreport.job.Given;
import io.customerreport.job.RunKind;
import io.customerreport.job.Summation;
import io.customerreport.job.UsageException;
import io.customerreport.report.PartNames;
import io.customerreport.testing.input.Golden;
import io.customerreport.testing.process.ChildProcess;
import io.customerreport.testing.process.S3Server;
import io.customerreport.testing.process.StartedProcesses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command over an object store, from its inputs to what it leaves or removes there. */
@Timeout(300)
class S3IT {

    /** Everything that any library says, in a file. */
    private static final String LOGGING =
            """
            appender.all.type = File
            appender.all.name = all
            appender.all.fileName = %s
            appender.all.layout.type = PatternLayout
            appender.all.layout.pattern = %%p %%c %%m%%n%%throwable
            rootLogger.level = debug
            rootLogger.appenderRef.all.ref = all
            """;

    @TempDir static Path serverFolder;
    private static S3Server s3;

    @RegisterExtension final StartedProcesses processes = new StartedProcesses();

    @TempDir Path folder;

    @BeforeAll
    static void startServer() throws Exception {
        s3 = S3Server.start(serverFolder);
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (s3 != null) {
            s3.stop();
        }
    }

    @Test
    void foldersRejectsAndCheckpointsLiveInTheStoreAndNoLogHoldsTheSecret() throws Exception {
        s3.put("whole/in/2025/10/hostile.ndjson", Files.readAllBytes(Golden.input("hostile")));
        s3.put("whole/in/2025/_hidden.ndjson", "{".getBytes(StandardCharsets.UTF_8));
        Path log = folder.resolve("debug.log");
        Path logging = folder.resolve("log4j2.properties");
        Files.writeString(logging, LOGGING.formatted(log));

        ChildProcess run =
                run(
                        List.of("-Dlog4j2.configurationFile=" + logging),
                        "--input=s3://payments/whole/in/",
                        "--output=s3://payments/whole/reports",
                        "--rejects=s3://payments/whole/rejects",
                        "-Dexecution.checkpointing.interval=200ms",
                        "-Dexecution.checkpointing.dir=s3://payments/whole/checkpoints",
                        "-Dexecution.checkpointing.externalized-checkpoint-retention="
                                + "RETAIN_ON_CANCELLATION");

        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(Golden.reports(s3.rows("whole/reports")))
                .isEqualTo(Golden.expectedReports("hostile", Summation.EXACT));
        assertThat(Golden.rejects(s3.rows("whole/rejects")))
                .isEqualTo(Golden.expectedRejects("hostile"));
        assertThat(s3.names("whole/reports")).contains("_SUCCESS").noneMatch(S3IT::isHidden);
        assertThat(s3.names("whole/rejects")).contains("_SUCCESS").noneMatch(S3IT::isHidden);
        assertThat(log)
                .content()
                .contains("DEBUG org.apache.hadoop.fs.s3a", "Completed checkpoint 1 ")
                .doesNotContain(S3Server.SECRET_KEY);
        assertThat(run.out() + run.err()).doesNotContain(S3Server.SECRET_KEY);
    }

    @Test
    void globsFindPlainAndCompressedObjects() throws Exception {
        byte[] log = Files.readAllBytes(Golden.input("basic"));
        int middle = middleLine(log);
        s3.put("glob/in/eu/part-1.ndjson", Arrays.copyOf(log, middle));
        s3.put("glob/in/us/part-2.ndjson.gz", gzip(Arrays.copyOfRange(log, middle, log.length)));
        s3.put("glob/in/us/other.ndjson", "{".getBytes(StandardCharsets.UTF_8));

        ChildProcess run =
                run(
                        List.of(),
                        "--input=s3://payments/glob/in/*/part-?.ndjson{,.gz}",
                        "--output=s3://payments/glob/reports",
                        "--summation=sequential");

        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(run.err()).doesNotContain("hint: ", "error: ");
        assertThat(Golden.reports(s3.rows("glob/reports")))
                .isEqualTo(Golden.expectedReports("basic", Summation.SEQUENTIAL));
    }

    /** Two objects of the same length, of which the store's tags tell one from the other. */
    @Test
    void objectThatIsRewrittenIsANewDeliveryForARunThatWatches() throws Exception {
        s3.put("watched/in/a.ndjson", event("ada"));
        ChildProcess run = watch("watched", "--summary=summary.json");
        awaitRow(run, "ada");

        s3.put("watched/in/a.ndjson", event("bob"));
        awaitRow(run, "bob");
        run.process().destroy();

        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(run.err())
                .contains(
                        "'s3://payments/watched/in/a.ndjson' was replaced or rewritten after it was read, and is read as a new file\n");
        assertThat(folder.resolve("summary.json"))
                .content()
                .contains("\"accepted\":2,", "\"files_delivered_again\":1,");
    }

    @Test
    void snapshotsReplaceEachOtherInTheStore() throws Exception {
        s3.put("filed/in/a.ndjson", event("ada"));
        ChildProcess run = watch("filed", "--snapshot-every=1s", "--keep-snapshots=1");
        String first = awaitSnapshotAfter("", run);
        String second = awaitSnapshotAfter(first, run);

        s3.put("filed/in/b.ndjson", event("bob"));
        awaitSnapshotAfter(second, run);
        run.process().destroy();

        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(current()).isEqualTo("snapshot-final");
        assertThat(s3.committedRows("filed/reports/snapshot-final"))
                .hasSize(2)
                .anyMatch(row -> row.contains("ada"))
                .anyMatch(row -> row.contains("bob"));
        assertThat(s3.names("filed/reports"))
                .containsExactly("_CURRENT", "_SUCCESS", "snapshot-final");
    }

    private static String awaitSnapshotAfter(String name, ChildProcess run) throws Exception {
        while (current().compareTo(name) <= 0) {
            assertThat(run.process().isAlive()).as(run.err()).isTrue();
            Thread.sleep(100);
        }
        return current();
    }

    private static String current() throws IOException {
        String key = "filed/reports/_CURRENT";
        return s3.exists(key) ? new String(s3.get(key), UTF_8).strip() : "";
    }

    private ChildProcess watch(String prefix, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--input=s3://payments/" + prefix + "/in/");
        all.add("--output=s3://payments/" + prefix + "/reports");
        all.addAll(List.of("--watch=200ms", "--settle-time=10ms", "--report-every=300ms"));
        return run(List.of(), all.toArray(String[]::new));
    }

    private static byte[] event(String customer) {
        return "{\"event_id\":\"e\",\"customer_id\":\"%s\",\"ts\":1700000000,\"amount\":1}\n"
                .formatted(customer)
                .getBytes(UTF_8);
    }

    private static void awaitRow(ChildProcess run, String customer) throws Exception {
        while (s3.committedRows("watched/reports").stream()
                .noneMatch(row -> row.contains(customer))) {
            assertThat(run.process().isAlive()).as(run.err()).isTrue();
            Thread.sleep(100);
        }
    }

    @Test
    void failedRunLeavesNothingInTheStore() throws Exception {
        byte[] whole = gzip(Files.readAllBytes(Golden.input("hostile")));
        s3.put("fail/in/cut.ndjson.gz", Arrays.copyOf(whole, whole.length / 2));
        s3.put("fail/in/whole.ndjson", Files.readAllBytes(Golden.input("hostile")));

        ChildProcess run =
                run(
                        List.of(),
                        "--input=s3://payments/fail/in",
                        "--output=s3://payments/fail/reports",
                        "--rejects=s3://payments/fail/rejects");

        assertThat(run.exitStatus()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.err())
                .startsWith(
                        "customer-report: error: Cannot decompress s3://payments/fail/in/cut.ndjson.gz");
        assertThat(s3.exists("fail/reports")).isFalse();
        assertThat(s3.exists("fail/rejects")).isFalse();
        assertThat(s3.names("fail")).containsExactly("in");
    }

    @Test
    void folderThatHoldsAnythingIsRefused() throws Exception {
        s3.put("used/reports/deep/row", new byte[1]);
        s3.put("used/file", new byte[1]);

        assertRefused("used/reports", "is not empty: it holds 'deep'");
        assertRefused("used/file", "is a file, not a folder");
        assertThat(s3.names("used/reports")).containsExactly("deep");
        assertThat(s3.names("used/reports/deep")).containsExactly("row");
    }

    private static void assertRefused(String prefix, String why) {
        assertThatThrownBy(() -> claim(prefix, here()))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--output 's3://payments/%s' %s".formatted(prefix, why));
    }

    private static OutputFolder claim(String prefix, Claimant claimant) throws UsageException {
        OutputFolder folder =
                OutputFolder.find(
                        new Given("--output", "s3://payments/" + prefix), PartNames.SUCCESS_MARKER);
        folder.claim(claimant, GoingOn.NO);
        return folder;
    }

    private static Claimant here() {
        return Claimant.embedded(new RunKind.Bounded());
    }

    /** Of a process that was never there: its id is larger than Linux gives. */
    private static Claimant gone(String host, boolean submitted) {
        Claimant here = here();
        return new Claimant(here.run(), 1L << 40, 0, host, here.since(), submitted, false, null);
    }

    private static String part(Claimant claimant) {
        return "reports-%s-%s-0.ndjson".formatted(claimant.run(), UUID.randomUUID());
    }

    @Test
    void discardRemovesWhatTheRunPutThereAndKeepsTheRest() throws Exception {
        s3.put("discard/beside", new byte[1]);
        Claimant run = here();
        OutputFolder folder = claim("discard/reports/", run);
        String part = part(run);
        s3.put("discard/reports/" + part, new byte[1]);
        s3.put("discard/reports/_" + part + "_tmp_" + UUID.randomUUID(), new byte[1]);
        s3.put("discard/reports/notes.txt", new byte[1]);
        s3.put("discard/reports/copy-of-" + part, new byte[1]);
        s3.put("discard/reports/2026/" + part, new byte[1]);

        folder.discard();

        assertThat(s3.names("discard/reports"))
                .containsExactly("2026", "copy-of-" + part, "notes.txt");
        assertThat(s3.names("discard/reports/2026")).containsExactly(part);
        assertThat(s3.names("discard")).containsExactly("beside", "reports");
    }

    @Test
    void markerTakesThePlaceOfTheClaimAndGoesWithADiscardedResult() throws Exception {
        Claimant run = here();
        s3.put("marked/beside", new byte[1]);
        OutputFolder folder = claim("marked/reports", run);
        assertThat(s3.names("marked/reports"))
                .containsExactly(".customer-report.claim-" + run.run());
        String part = part(run);
        s3.put("marked/reports/" + part, new byte[1]);

        folder.prepare(true);
        folder.publish("");

        assertThat(s3.names("marked/reports")).containsExactly("_SUCCESS", part);
        assertRefused("marked/reports", "holds the result of a finished run");
        assertThat(s3.names("marked/reports")).containsExactly("_SUCCESS", part);

        folder.discard();

        assertThat(s3.names("marked")).containsExactly("beside");
    }

    @Test
    void runWhoseRowsAreGoneFails() throws Exception {
        OutputFolder folder = claim("emptied/reports", here());

        assertThatThrownBy(() -> folder.prepare(true))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "What the run wrote to 's3://payments/emptied/reports' is gone: somebody removed it");
        folder.discard();
    }

    @Test
    void secondOfTwoRunsIsRefusedAndLeavesTheFirstAlone() throws Exception {
        Claimant first = here();
        s3.put("both/beside", new byte[1]);
        OutputFolder folder = claim("both/reports", first);

        assertRefused("both/reports", "is being written by another run (process ");

        assertThat(s3.names("both/reports"))
                .containsExactly(".customer-report.claim-" + first.run());
        folder.discard();
        assertThat(s3.names("both")).containsExactly("beside");
    }

    @Test
    void claimOfAProcessOfThisMachineThatIsGoneIsTakenOver() throws Exception {
        Claimant dead = gone(here().host(), false);
        s3.put("dead/reports/.customer-report.claim-" + dead.run(), dead.toText().getBytes(UTF_8));
        Claimant run = here();

        claim("dead/reports", run);

        assertThat(s3.names("dead/reports")).containsExactly(".customer-report.claim-" + run.run());
    }

    @Test
    void claimThatMayBeAliveIsRefusedWithTheWayOut() throws Exception {
        Claimant elsewhere = gone("another-machine", false);
        Claimant submitted = gone(here().host(), true);
        s3.put("far/.customer-report.claim-" + elsewhere.run(), elsewhere.toText().getBytes(UTF_8));
        s3.put("job/.customer-report.claim-" + submitted.run(), submitted.toText().getBytes(UTF_8));

        assertRefused("far", "is claimed by a run on another machine (process ");
        assertRefused("job", "is claimed by a run on a cluster (process ");
        assertThatThrownBy(() -> claim("far", here()))
                .hasMessageEndingWith(
                        "aws s3 rm 's3://payments/far/' --recursive --exclude '*' --include '*%s*'",
                        elsewhere.run());
    }

    private ChildProcess run(List<String> jvmOptions, String... args) throws IOException {
        List<String> options = new ArrayList<>(jvmOptions);
        options.add("-Xmx512m");
        options.add("-XX:TieredStopAtLevel=1");
        options.add("-XX:+UseSerialGC");
        options.add("-Djava.io.tmpdir=" + Files.createTempDirectory(folder, "tmp"));
        List<String> all = new ArrayList<>(List.of(args));
        s3.settings().forEach((key, value) -> all.add("-D" + key + "=" + value));
        all.add("--parallelism=2");
        if (all.stream().noneMatch(arg -> arg.startsWith("--watch"))) {
            all.add("--now=" + Golden.NOW_TS);
        }
        all.add("--fx-rates=" + Golden.ratesAsText());
        return processes.add(
                ChildProcess.startJava(
                        folder,
                        s3.environment(),
                        options,
                        EmbeddedMain.class,
                        all.toArray(String[]::new)));
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".");
    }

    /** The first byte of a line in the middle. */
    private static int middleLine(byte[] log) {
        int at = log.length / 2;
        while (log[at - 1] != '\n') {
            at++;
        }
        return at;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
