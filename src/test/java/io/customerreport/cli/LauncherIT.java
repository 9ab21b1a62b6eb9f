package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.cli.console.ExitStatus;
import io.customerreport.testing.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./customer-report} over the packaged jar, called from another folder. */
@Timeout(180)
class LauncherIT {

    private static final Path HOME = Path.of("").toAbsolutePath();

    @TempDir Path folder;
    private Path launcher;

    /** Which says so, but only the first time. */
    @BeforeAll
    static void haveQuickStartsPrepared() throws Exception {
        List<String> command = List.of(HOME.resolve("customer-report").toString(), "--version");
        assertThat(ChildProcess.start(HOME, command).exitStatus()).isZero();
    }

    @BeforeEach
    void linkTheLauncher() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("with blank"));
        Path link = elsewhere.resolve("link");
        Files.createSymbolicLink(link, HOME.resolve("customer-report"));
        launcher = elsewhere.resolve("report command");
        Files.createSymbolicLink(launcher, Path.of("link"));
    }

    @AfterEach
    void unlinkTheLauncher() throws IOException {
        Files.delete(launcher);
        Files.delete(launcher.resolveSibling("link"));
    }

    @Test
    void withoutArgumentsItHelps() throws Exception {
        ChildProcess run = run();

        assertThat(run.exitStatus()).isEqualTo(ExitStatus.FINISHED);
        assertThat(run.out())
                .contains("Usage: customer-report --input PATH")
                .contains("./customer-report --input examples/payments.ndjson --output report")
                .doesNotContain("\u001b");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void versionIsThatOfTheJar() throws Exception {
        ChildProcess run = run("--version");

        assertThat(run.exitStatus()).isEqualTo(ExitStatus.FINISHED);
        assertThat(run.out())
                .matches("customer-report [0-9.]+\\S* \\(Flink 2\\.3\\.0, Java .*\\)\\n");
    }

    @Test
    void badUseIsOneSentenceAndLeavesNothing() throws Exception {
        List<Path> before = everything();

        ChildProcess run = run("--input", "absent.ndjson", "--output", "new/report");

        assertThat(run.exitStatus()).isEqualTo(ExitStatus.USED_WRONGLY);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(2).first().asString().contains("'absent.ndjson'");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void missingJavaIsSaidInOneSentence() throws Exception {
        ChildProcess run =
                ChildProcess.start(
                        folder,
                        List.of("env", "JAVA_HOME=" + folder, launcher.toString(), "--version"));

        assertThat(run.exitStatus()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.err())
                .isEqualTo(
                        "customer-report: error: JAVA_HOME is '%s', but there is no bin/java in it that you may run\n"
                                .formatted(folder));
    }

    @Test
    void relativePathsStartWhereTheUserIsAndNamesMayHoldAnyCharacter() throws Exception {
        Files.writeString(
                folder.resolve("größe 1.ndjson"),
                """
                {"event_id":"e1","customer_id":"c1","ts":1735689600,"event_type":"checkout","amount":2.5,"currency":"EUR"}
                {"event_id":"e2","customer_id":"c1","ts":1735689601,"event_type":"refund"}

                {broken
                """);

        ChildProcess run =
                ChildProcess.start(
                        folder,
                        List.of(
                                "env",
                                "LC_ALL=C",
                                launcher.toString(),
                                "--input=größe 1.ndjson",
                                "--output=out/ergebnis é",
                                "--rejects=out/rejects",
                                "--summary=summary.json",
                                "--fx-rates=EUR=2",
                                "--event-types=checkout"));

        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(rows("out/ergebnis é"))
                .singleElement()
                .asString()
                .contains("\"customer_id\":\"c1\",\"total_events\":1,\"total_spend_usd\":5.0");
        assertThat(rows("out/rejects"))
                .singleElement()
                .asString()
                .contains("malformed_json", "größe 1.ndjson", "{broken");
        assertThat(folder.resolve("summary.json"))
                .content()
                .startsWith(
                        "{\"lines\":4,\"blank\":1,\"accepted\":1,\"filtered\":1,"
                                + "\"filtered_by\":{\"event_type_not_allowed\":1},"
                                + "\"rejected\":{\"malformed_json\":1},");
    }

    @Test
    void sequentialRunOfTheExampleFinishes() throws Exception {
        Path examples = HOME.resolve("examples");

        ChildProcess run =
                run(
                        "--input",
                        examples.resolve("payments.ndjson").toString(),
                        "--output",
                        "report",
                        "--fx-rates",
                        examples.resolve("rates.json").toString(),
                        "--summation",
                        "sequential");

        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(rows("report")).isNotEmpty();
        assertThat(folder.resolve("report/_SUCCESS")).isEmptyFile();
    }

    private ChildProcess run(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(args));
        return ChildProcess.start(folder, command);
    }

    private List<String> rows(String output) throws IOException {
        List<String> rows = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve(output))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                rows.addAll(Files.readAllLines(file));
            }
        }
        return rows;
    }

    private List<Path> everything() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted().toList();
        }
    }
}
