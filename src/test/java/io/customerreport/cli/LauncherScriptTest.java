package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.cli.console.ExitStatus;
import io.customerreport.testing.process.ChildProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the script {@code ./customer-report} makes of its environment, with a Java that only says
 * its options.
 */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class LauncherScriptTest {

    private static final String COLLECTOR = "-XX:+UseParallelGC";
    private static final String C2 = "/src/main/launcher/c2.options";

    /** Bytes of a log that is long enough for the other compiler. */
    private static final long LONG = 2L << 30;

    @TempDir Path folder;
    private Path home;
    private Path jar;

    @BeforeEach
    void makeABuiltCheckout() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        Files.copy(Path.of("customer-report"), home.resolve("customer-report"));
        Path launcher = Files.createDirectories(home.resolve("src/main/launcher"));
        for (String file : List.of("jvm.options", "java.sh", "locale.sh", "compiler.sh")) {
            Files.copy(Path.of("src/main/launcher", file), launcher.resolve(file));
        }
        Files.createFile(home.resolve("pom.xml"));
        Files.createDirectories(home.resolve("target/lib"));
        jar = Files.createFile(home.resolve("target/customer-report.jar"));
        Files.createFile(home.resolve("target/classes-17.jsa"));

        Path jdk = Files.createDirectories(folder.resolve("jdk/bin"));
        Path java = Files.writeString(jdk.resolve("java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        makeExecutable(java);
        makeExecutable(home.resolve("customer-report"));
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.15\"\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JAVA_TOOL_OPTIONS",
                "JDK_JAVA_OPTIONS",
                "_JAVA_OPTIONS",
                "CUSTOMER_REPORT_JAVA_OPTS"
            })
    void collectorOfTheEnvironmentIsTheOnlyOne(String variable) throws Exception {
        Path arguments = folder.resolve("arguments");
        Files.writeString(arguments, "# -XX:+UseZGC\n-Xmx1g -XX:+UseG1GC\n");
        Path flags = Files.writeString(folder.resolve("flags"), "+UseSerialGC");

        assertThat(options(variable, "-Xmx1g -XX:+UseG1GC -Xms1g")).doesNotContain(COLLECTOR);
        assertThat(options(variable, "-Xmx1g @" + arguments)).doesNotContain(COLLECTOR);
        assertThat(options(variable, "-XX:Flags=" + flags)).doesNotContain(COLLECTOR);
    }

    @Test
    void whatIsNoChoiceOfACollectorChoosesNone() throws Exception {
        Path arguments = Files.writeString(folder.resolve("arguments"), "# -XX:+UseZGC\n-Xmx1g\n");

        assertThat(options("JAVA_TOOL_OPTIONS", "-XX:+UseGCOverheadLimit")).contains(COLLECTOR);
        assertThat(options("JDK_JAVA_OPTIONS", "-XX:-UseG1GC")).contains(COLLECTOR);
        assertThat(options("CUSTOMER_REPORT_JAVA_OPTS", "@" + arguments)).contains(COLLECTOR);
    }

    @Test
    void longLogWhoseCustomersHardlyRepeatIsForTheOtherCompiler() throws Exception {
        log("own customers.ndjson", LONG, 1);
        log("shared.ndjson", LONG, 3);
        log("short.ndjson", LONG / 2, 1);
        Files.createDirectory(folder.resolve("logs"));
        log("logs/-x.ndjson", LONG, 1);

        assertThat(compiler("--input", "own customers.ndjson", "--output", "out")).contains(C2);
        assertThat(compiler("--input=own*.ndjson")).contains(C2);
        assertThat(compiler("--input", "short.ndjson", "own customers.ndjson")).contains(C2);
        assertThat(compiler("--input", "logs")).contains(C2);

        assertThat(compiler("--input", "shared.ndjson")).doesNotContain(C2);
        assertThat(compiler("--input", "short.ndjson")).doesNotContain(C2);
        assertThat(compiler("--output", "own customers.ndjson")).doesNotContain(C2);
        assertThat(compiler("--input", "-", "missing", "*.gz")).doesNotContain(C2);
        assertThat(compiler()).doesNotContain(C2);
    }

    private String compiler(String... args) throws Exception {
        ChildProcess run = run(Map.of(), List.of(), args);
        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        return run.out();
    }

    /**
     * Writes the head of a log, and has it look as long as that.
     *
     * @param events of each customer
     */
    private void log(String name, long bytes, int events) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < 20_000; line++) {
            lines.append(
                    "{\"event_id\":\"e%d\",\"customer_id\":\"c%d\",\"amount\":%d}\n"
                            .formatted(line, line / events, line));
        }
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
            file.write(lines.toString().getBytes(StandardCharsets.UTF_8));
            file.setLength(bytes);
        }
    }

    @Test
    void temporaryFilesGoWhereTheEnvironmentSays() throws Exception {
        Map<String, String> both =
                Map.of("TMPDIR", "some where", "JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=/elsewhere");

        assertThat(options("TMPDIR", "some where"))
                .contains("-Djava.io.tmpdir=" + folder + "/some where");
        assertThat(run(both).out()).doesNotContain("-Djava.io.tmpdir");
    }

    @Test
    void optionsAreNoPatternsOfFileNames() throws Exception {
        Files.createFile(folder.resolve("a.jar"));

        assertThat(options("CUSTOMER_REPORT_JAVA_OPTS", "-Xmx1g *.jar")).contains("*.jar");
    }

    @Test
    void javaThatCannotBeRunIsSaid() throws Exception {
        Path java = folder.resolve("jdk/bin/java");
        Files.delete(folder.resolve("jdk/release"));
        Files.writeString(java, "#!/bin/sh\nexit 3\n");
        assertFailsWith("'%s' does not run as a Java: ".formatted(java), Map.of());

        Files.writeString(java, "neither\n");
        assertFailsWith("'%s' does not run as a Java: ".formatted(java), Map.of());

        Files.delete(java);
        Files.createDirectory(java);
        assertFailsWith("JAVA_HOME is '%s', but ".formatted(folder.resolve("jdk")), Map.of());
    }

    @Test
    void optionsThatJavaDoesNotTakeAreSaidWithTheirVariable() throws Exception {
        Files.writeString(
                folder.resolve("jdk/bin/java"),
                "#!/bin/sh\necho \"Unrecognized option: $*\" >&2\nexit 1\n");

        assertFailsWith(
                "Java does not start with the options in CUSTOMER_REPORT_JAVA_OPTS: Unrecognized option: ",
                Map.of("CUSTOMER_REPORT_JAVA_OPTS", "-Zfoo"));
        assertFailsWith(
                "Java does not start with the options in JAVA_TOOL_OPTIONS and _JAVA_OPTIONS: ",
                Map.of("JAVA_TOOL_OPTIONS", "-Zfoo", "_JAVA_OPTIONS", "-Zbar"));
    }

    @Test
    void archiveThatJavaRefusesWithTheGivenOptionsIsLeftOut() throws Exception {
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        Files.writeString(home.resolve("target/classes-25.aot"), "classes");
        Files.writeString(
                folder.resolve("jdk/bin/java"),
                """
                #!/bin/sh
                printf '%s\\n' "$@"
                case "$*" in *AOTCache=*-Xmx64m*) exit 1 ;; esac
                """);

        assertThat(run(Map.of()).out()).contains("-XX:AOTCache=");
        assertThat(options("CUSTOMER_REPORT_JAVA_OPTS", "-Xmx1g"))
                .anyMatch(option -> option.startsWith("-XX:AOTCache="));
        assertThat(options("CUSTOMER_REPORT_JAVA_OPTS", "-Xmx64m"))
                .contains("-Xmx64m")
                .noneMatch(option -> option.startsWith("-XX:AOTCache="));
    }

    @Test
    void quickJavaThatIsInstalledIsPreferredToThatOfThePath() throws Exception {
        installQuickJava("printf '25 %s\\n' \"$@\"");
        Files.writeString(home.resolve("target/classes-25.aot"), "classes");

        assertThat(run(ownJavaOnPath()).out())
                .contains("25 -XX:AOTCache=", "25 --add-opens=java.base/java.util=ALL-UNNAMED\n");
        assertThat(run(Map.of("HOME", folder.toString())).out()).doesNotContain("25 ");
    }

    @Test
    void quickJavaIsNotUsedWithoutAnArchive() throws Exception {
        installQuickJava("printf '25 %s\\n' \"$@\"");
        protect(home.resolve("target"));

        ChildProcess run = runAsStranger(ownJavaOnPath());

        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(run.out()).contains("io.customerreport.cli.EmbeddedMain").doesNotContain("25 ");
    }

    /** Of which that for S3 does not run on it. */
    @Test
    void quickJavaIsNotUsedWithFileSystemsThatWereAdded() throws Exception {
        installQuickJava("printf '25 %s\\n' \"$@\"");
        Files.writeString(home.resolve("target/classes-25.aot"), "classes");
        Files.createDirectories(home.resolve("target/plugins/s3-fs-hadoop"));

        assertThat(run(ownJavaOnPath()).out())
                .contains("io.customerreport.cli.EmbeddedMain")
                .doesNotContain("25 ");
    }

    @Test
    void quickJavaThatFailsIsTriedOnce() throws Exception {
        installQuickJava("echo tried >>\"$HOME/tries\"; exit 1");

        for (int i = 0; i < 2; i++) {
            ChildProcess run = run(ownJavaOnPath());

            assertThat(run.exitStatus()).as(run.err()).isZero();
            assertThat(run.out())
                    .contains("io.customerreport.cli.EmbeddedMain")
                    .doesNotContain("AOTCache");
            assertThat(folder.resolve("tries")).hasContent("tried");
        }
        assertThat(home.resolve("target/classes-25.aot")).isEmptyFile();
    }

    @Test
    void optionsThatOnlyTheJavaOfThePathTakesAreForThatOne() throws Exception {
        installQuickJava("case \"$*\" in *-Zold*) exit 1 ;; esac; printf '25 %s\\n' \"$@\"");
        Files.writeString(home.resolve("target/classes-25.aot"), "classes");
        Map<String, String> environment = new HashMap<>(ownJavaOnPath());

        environment.put("CUSTOMER_REPORT_JAVA_OPTS", "-Zold");
        assertThat(run(environment).out()).contains("-Zold\n").doesNotContain("25 ");
        environment.put("CUSTOMER_REPORT_JAVA_OPTS", "-Znew");
        assertThat(run(environment).out()).contains("25 -Znew\n");
    }

    /** A JDK 25 in the home folder, which comes before any that this machine has. */
    private void installQuickJava(String script) throws IOException {
        Path jdk = folder.resolve(".jdks/temurin-25");
        Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
        makeExecutable(Files.writeString(java, "#!/bin/sh\n" + script + "\n"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Any\"\nJAVA_VERSION=\"25.0.1\"\n");
    }

    private Map<String, String> ownJavaOnPath() {
        return Map.of(
                "JAVA_HOME",
                "",
                "HOME",
                folder.toString(),
                "PATH",
                folder.resolve("jdk/bin") + ":" + System.getenv("PATH"));
    }

    @Test
    void largePagesAreAskedForWhereTheSystemHasThem() throws Exception {
        Path modes = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        boolean has = Files.isReadable(modes) && !Files.readString(modes).contains("[never]");

        assertThat(run(Map.of()).out().lines().filter("-XX:+UseTransparentHugePages"::equals))
                .hasSize(has ? 1 : 0);
    }

    @Test
    void limitsThatAreTooLowForJavaAreSaid() throws Exception {
        assertThat(limited("-n 80").err())
                .isEqualTo(
                        "customer-report: error: a process may open only 80 files at a time, which is too few for Java: raise the limit (ulimit -n 1024)\n");
        assertThat(limited("-v 2000000").err())
                .isEqualTo(
                        "customer-report: error: a process may have only 1953 MiB of address space, which is too little for Java: raise the limit (ulimit -v unlimited)\n");
        assertThat(limited("-n 1024").exitStatus()).isZero();
    }

    private ChildProcess limited(String limit) throws Exception {
        return run(Map.of(), List.of("sh", "-c", "ulimit " + limit + " && exec \"$@\"", "sh"));
    }

    private void assertFailsWith(String sentence, Map<String, String> environment)
            throws Exception {
        ChildProcess run = run(environment);
        assertThat(run.exitStatus()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("customer-report: error: " + sentence)
                .hasLineCount(1)
                .endsWith("\n");
    }

    @Test
    void lockOfALauncherThatIsGoneIsTakenOver() throws Exception {
        Files.delete(home.resolve("target/classes-17.jsa"));
        Files.createDirectory(home.resolve("target/.build-lock.d"));
        Path lock = home.resolve("target/.build-lock.pid");
        Files.createSymbolicLink(lock, Path.of("999999999"));

        ChildProcess run = run(Map.of("PATH", commandsWithoutFlock()));

        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(Files.isSymbolicLink(lock)).isFalse();
        assertThat(home.resolve("target/classes-17.jsa")).isEmptyFile();
    }

    @Test
    void staleJarInAFolderOfAnotherUserRunsWithANote() throws Exception {
        age(jar);
        protect(home.resolve("target"));

        ChildProcess run = runAsStranger();

        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(run.out()).contains("io.customerreport.cli.EmbeddedMain");
        assertThat(run.err())
                .isEqualTo(
                        "customer-report: the sources have changed since it was built, but '%s/target' cannot be written to: this runs what was built\n"
                                .formatted(home));
    }

    @Test
    void missingJarInAFolderOfAnotherUserIsSaidWithWhatToDo() throws Exception {
        Files.delete(jar);
        protect(home.resolve("target"));

        ChildProcess run = runAsStranger();

        assertThat(run.exitStatus()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.err())
                .startsWith(
                        "customer-report: error: it is not built yet, and '%s' cannot be written to: "
                                .formatted(home))
                .hasLineCount(1);
    }

    private List<String> options(String variable, String value) throws Exception {
        ChildProcess run = run(Map.of(variable, value));
        assertThat(run.exitStatus()).as(run.err()).isZero();
        return run.out().lines().toList();
    }

    private ChildProcess run(Map<String, String> environment) throws Exception {
        return run(environment, List.of());
    }

    private ChildProcess run(Map<String, String> environment, List<String> wrapper, String... args)
            throws Exception {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of("env", "-u", "TMPDIR", "JAVA_HOME=" + folder.resolve("jdk")));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.add(home.resolve("customer-report").toString());
        command.addAll(List.of(args));
        ChildProcess run = ChildProcess.start(folder, command);
        run.exitStatus();
        return run;
    }

    /** Root may write everywhere, and therefore becomes somebody else. */
    private ChildProcess runAsStranger() throws Exception {
        return runAsStranger(Map.of());
    }

    private ChildProcess runAsStranger(Map<String, String> environment) throws Exception {
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        List<String> stranger =
                List.of("setpriv", "--reuid=9999", "--regid=9999", "--clear-groups");
        return run(environment, isRoot ? stranger : List.of());
    }

    private void protect(Path target) throws IOException {
        var everybodyReads = PosixFilePermissions.fromString("rwxr-xr-x");
        Files.setPosixFilePermissions(folder, everybodyReads);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r-xr-xr-x"));
    }

    private void age(Path file) throws IOException {
        var sources = Files.getLastModifiedTime(home.resolve("pom.xml")).toInstant();
        Files.setLastModifiedTime(
                file, java.nio.file.attribute.FileTime.from(sources.minusSeconds(60)));
    }

    private String commandsWithoutFlock() throws IOException {
        Path commands = Files.createDirectory(folder.resolve("bin"));
        for (String name :
                List.of(
                        "env",
                        "bash",
                        "sh",
                        "dirname",
                        "readlink",
                        "find",
                        "mkdir",
                        "ln",
                        "rm",
                        "mktemp",
                        "mv",
                        "sleep")) {
            for (String path : System.getenv("PATH").split(":")) {
                Path command = Path.of(path, name);
                if (Files.isExecutable(command)) {
                    makeExecutable(
                            Files.writeString(
                                    commands.resolve(name),
                                    "#!/bin/sh\nexec " + command + " \"$@\"\n"));
                    break;
                }
            }
        }
        return commands.toString();
    }

    private static void makeExecutable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
