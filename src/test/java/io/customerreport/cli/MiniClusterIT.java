package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.cli.console.ExitStatus;
import io.customerreport.testing.input.Compressed;
import io.customerreport.testing.process.ChildProcess;
import io.customerreport.testing.process.ListeningSockets;
import io.customerreport.testing.process.StartedProcesses;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.rpc.RpcService;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassReader;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassWriter;
import org.apache.flink.shaded.asm9.org.objectweb.asm.Opcodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged job on both clusters of one process, the embedded one and Flink's own.
 *
 * <p>Not with the class path of the tests, where Flink's own has the RPC of the embedded one.
 */
@Timeout(240)
class MiniClusterIT {

    private static final String FLINKS = "-Dcustomer-report.mini-cluster=flink";

    private static final String PAYMENTS =
            Path.of("examples/payments.ndjson").toAbsolutePath().toString();

    private static final String HEAD =
            "{\"event_id\":\"e\",\"customer_id\":\"ada\",\"ts\":1700000000";

    @RegisterExtension final StartedProcesses processes = new StartedProcesses();

    @TempDir Path folder;
    private RunFolder runs;

    @BeforeEach
    void makeFolders() throws IOException {
        runs = RunFolder.in(folder);
    }

    @Test
    void bothGiveTheSameRowsAndCounts() throws Exception {
        List<String> log = List.of("--input", PAYMENTS);

        ChildProcess embedded = run("embedded", log);
        ChildProcess flinks = run("flinks", log, FLINKS);

        assertThat(embedded.exitStatus()).as(embedded.err()).isZero();
        assertThat(flinks.exitStatus()).as(flinks.err()).isZero();
        assertThat(runs.rows("flinks")).isNotEmpty().isEqualTo(runs.rows("embedded"));
        assertThat(counts("flinks")).contains("\"accepted\":").isEqualTo(counts("embedded"));
        assertThat(flinks.err()).isEqualTo(embedded.err());
        assertThat(runs.temporary()).isEmptyDirectory();
    }

    @Test
    void bothWatchAndReportWhatIsLeftWhenToldToEnd() throws Exception {
        ChildProcess embedded = watch("embedded");
        ChildProcess flinks = watch("flinks", FLINKS);
        runs.drop("a.ndjson", HEAD + "}", HEAD + ",\"amount\":2.5}", "junk");
        runs.awaitRow(embedded, "embedded", "\"total_events\":2");
        runs.awaitRow(flinks, "flinks", "\"total_events\":2");
        runs.drop("b.ndjson", HEAD + ",\"amount\":1}");
        runs.awaitRow(embedded, "embedded", "\"total_events\":3");
        runs.awaitRow(flinks, "flinks", "\"total_events\":3");

        embedded.process().destroy();
        flinks.process().destroy();

        assertThat(embedded.exitStatus()).as(embedded.err()).isZero();
        assertThat(flinks.exitStatus()).as(flinks.err()).isZero();
        assertThat(runs.rows("flinks").stream().distinct())
                .containsExactlyElementsOf(runs.rows("embedded").stream().distinct().toList());
        assertThat(counts("flinks")).contains("\"accepted\":3").isEqualTo(counts("embedded"));
        assertThat(runs.temporary()).isEmptyDirectory();
    }

    @Test
    void bothFailWithTheSameSentenceAndLeaveNothing() throws Exception {
        byte[] bytes = Compressed.GZIP.of((HEAD + "}\n").getBytes());
        Files.write(folder.resolve("cut.ndjson.gz"), Arrays.copyOf(bytes, bytes.length - 9));
        List<String> cut = List.of("--input", folder.resolve("cut.ndjson.gz").toString());

        ChildProcess embedded = run("embedded", cut);
        ChildProcess flinks = run("flinks", cut, FLINKS);

        assertThat(embedded.exitStatus()).isEqualTo(ExitStatus.FAILED);
        assertThat(flinks.exitStatus()).isEqualTo(ExitStatus.FAILED);
        assertThat(sentence(flinks)).contains("cut.ndjson.gz").isEqualTo(sentence(embedded));
        assertThat(folder.resolve("embedded")).doesNotExist();
        assertThat(folder.resolve("flinks")).doesNotExist();
        assertThat(runs.files("tmp")).allMatch(file -> file.toString().endsWith(".log"));
    }

    @Test
    void flinksOwnTakesOverWhereItsInternalClassesAreOthers() throws Exception {
        addMethodTo(RpcService.class);
        List<String> log = List.of("--input", PAYMENTS);

        ChildProcess run = run("report", log);

        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(run.err().lines())
                .filteredOn(line -> !line.contains("warning: "))
                .singleElement()
                .asString()
                .startsWith("customer-report: the embedded cluster does not fit this version of")
                .contains("RpcService.later()")
                .endsWith("so Flink's own runs the job");
        assertThat(runs.rows("report")).isNotEmpty();
        assertThat(runs.temporary()).isEmptyDirectory();
    }

    /** Its callers need not say who they are, and could end the run or have it write files. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void onlyFlinksOwnServesARestApiUnasked() throws Exception {
        ChildProcess embedded = watch("embedded");
        ChildProcess flinks = watch("flinks", FLINKS);
        RunFolder.awaitMessage(embedded, "looking for new files");
        RunFolder.awaitMessage(flinks, "looking for new files");

        assertThat(statusesOf(embedded)).isNotEmpty().doesNotContain(200);
        assertThat(statusesOf(flinks)).contains(200);
    }

    /** What each socket on which it listens answers to a question that every REST API answers. */
    private static List<Integer> statusesOf(ChildProcess run) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (String socket : ListeningSockets.of(run.process().pid())) {
            int port = Integer.parseInt(socket.substring(socket.indexOf(':') + 1), 16);
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/overview"))
                            .build();
            try {
                statuses.add(
                        HttpClient.newHttpClient()
                                .send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode());
            } catch (IOException e) {
                // It speaks something other than HTTP.
                statuses.add(0);
            }
        }
        return statuses;
    }

    /** Puts the class, as a later version of Flink might have it, before Flink's own. */
    private void addMethodTo(Class<?> type) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        ClassWriter writer = new ClassWriter(0);
        try (InputStream bytes = type.getClassLoader().getResourceAsStream(file)) {
            new ClassReader(bytes).accept(writer, 0);
        }
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, "later", "()V", null, null)
                .visitEnd();
        Path changed = folder.resolve("later").resolve(file);
        Files.createDirectories(changed.getParent());
        Files.write(changed, writer.toByteArray());
    }

    private ChildProcess watch(String output, String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of(more));
        args.addAll(List.of("--watch=50ms", "--report-every=200ms", "--rejects", output + "-no"));
        return run(
                output, List.of("--input", runs.inbox().toString()), args.toArray(String[]::new));
    }

    private ChildProcess run(String output, List<String> input, String... more) throws IOException {
        Path target = Path.of("target").toAbsolutePath();
        String jars = target.resolve("customer-report.jar") + ":" + target.resolve("lib/*");
        Path later = folder.resolve("later");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
        command.add("-Djava.io.tmpdir=" + runs.temporary());
        // The launcher's, if it has run, which holds where nothing comes before these jars.
        Path archive = target.resolve("classes-%d.jsa".formatted(Runtime.version().feature()));
        if (Files.exists(archive) && !Files.exists(later)) {
            command.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable"));
        }
        command.add("-cp");
        command.add(Files.exists(later) ? later + ":" + jars : jars);
        command.add(EmbeddedMain.class.getName());
        command.addAll(input);
        command.addAll(List.of("--output", folder.resolve(output).toString()));
        command.addAll(List.of("--summary", summary(output).toString(), "--parallelism=2"));
        command.addAll(List.of(more));
        return processes.add(ChildProcess.start(folder, command));
    }

    private Path summary(String output) {
        return folder.resolve(output + ".json");
    }

    /** All but the time that the run took. */
    private String counts(String output) throws IOException {
        return Files.readString(summary(output)).replaceFirst(",\"seconds\":[0-9.]+", "");
    }

    private static String sentence(ChildProcess run) throws IOException {
        return run.err().replaceFirst(" \\(log: .*\\)\\n$", "");
    }
}
