package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.cli.console.ExitStatus;
import io.customerreport.testing.process.ChildProcess;
import io.customerreport.testing.process.StartedProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the command says of inputs that are there twice, or cannot be read. */
@Timeout(180)
class InputNoticesIT {

    private static final String EVENT =
            "{\"event_id\":\"e\",\"customer_id\":\"ada\",\"ts\":1700000000,\"amount\":1}\n";

    @RegisterExtension final StartedProcesses processes = new StartedProcesses();

    @TempDir Path folder;

    @BeforeEach
    void writeLogs() throws IOException {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        Files.writeString(logs.resolve("2025-01.ndjson"), EVENT);
        Files.createSymbolicLink(logs.resolve("current.ndjson"), Path.of("2025-01.ndjson"));
        Files.createSymbolicLink(logs.resolve("broken.ndjson"), Path.of("nowhere"));
        Files.writeString(logs.resolve("2025-01.ndjson~"), EVENT);
    }

    @Test
    void whatIsLeftOutOrSkippedIsSaidAndCounted() throws Exception {
        ChildProcess run = run("logs", "--summary=summary.json");

        assertThat(run.exitStatus()).as(run.err()).isEqualTo(ExitStatus.FINISHED);
        assertThat(run.err().lines())
                .containsExactly(
                        "customer-report: 'logs/broken.ndjson' is a link to nothing",
                        "customer-report: 'logs/current.ndjson' is left out, as it is the same file as 'logs/2025-01.ndjson'",
                        "customer-report: 'logs/2025-01.ndjson~' looks like a copy of 'logs/2025-01.ndjson'; both are counted",
                        "customer-report: warning: 2 of 2 events have a currency without a rate, and count as US dollars: (none) 2");
        assertThat(run.out()).contains("names_repeated");
        assertThat(folder.resolve("summary.json"))
                .content()
                .contains(
                        "\"accepted\":2,",
                        "\"entries_skipped\":1,\"names_repeated\":1,\"files_alike\":1,");
    }

    @Test
    void whoWantsErrorsAloneHearsOfWhatIsNotRead() throws Exception {
        ChildProcess run = run("logs", "--quiet");

        assertThat(run.exitStatus()).as(run.err()).isEqualTo(ExitStatus.FINISHED);
        assertThat(run.err())
                .isEqualTo("customer-report: 'logs/broken.ndjson' is a link to nothing\n");
    }

    @Test
    void strictInputRefusesWhatCannotBeRead() throws Exception {
        ChildProcess run = run("logs", "--strict-input");

        assertThat(run.exitStatus()).isEqualTo(ExitStatus.USED_WRONGLY);
        assertThat(run.err())
                .startsWith(
                        "customer-report: error: --input 'logs/broken.ndjson' is a link to nothing, which --strict-input does not allow\n");
        assertThat(folder.resolve("report")).doesNotExist();
    }

    @Test
    void summaryDoesNotReplaceAFileThatIsRead() throws Exception {
        ChildProcess run = run("logs", "--summary=logs/2025-01.ndjson");

        assertThat(run.exitStatus()).isEqualTo(ExitStatus.USED_WRONGLY);
        assertThat(run.err())
                .startsWith(
                        "customer-report: error: --summary 'logs/2025-01.ndjson' is also an input\n");
        assertThat(folder.resolve("logs/2025-01.ndjson")).hasContent(EVENT.strip());
    }

    @Test
    void summaryDoesNotReplaceAFileThatALinkLeadsTo() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("x.ndjson"), EVENT);
        Path linked = Files.createDirectory(folder.resolve("linked"));
        Files.createSymbolicLink(linked.resolve("a.ndjson"), Path.of("../data/x.ndjson"));

        ChildProcess run = run("linked", "--html=data/x.ndjson");

        assertThat(run.exitStatus()).isEqualTo(ExitStatus.USED_WRONGLY);
        assertThat(run.err())
                .startsWith("customer-report: error: --html 'data/x.ndjson' is also an input\n");
        assertThat(data.resolve("x.ndjson")).hasContent(EVENT.strip());
    }

    @Test
    void summaryDoesNotReplaceTheRates() throws Exception {
        Path rates = Files.writeString(folder.resolve("rates.json"), "{\"EUR\":1.09}");

        ChildProcess run = run("logs", "--fx-rates=rates.json", "--summary=./rates.json");

        assertThat(run.exitStatus()).isEqualTo(ExitStatus.USED_WRONGLY);
        assertThat(run.err())
                .startsWith(
                        "customer-report: error: --summary './rates.json' is also the file of --fx-rates\n");
        assertThat(rates).hasContent("{\"EUR\":1.09}");
    }

    @Test
    void rootIsNoFileForASummary() throws Exception {
        ChildProcess run = run("logs", "--summary=/");

        assertThat(run.exitStatus()).isEqualTo(ExitStatus.USED_WRONGLY);
        assertThat(run.err()).startsWith("customer-report: error: --summary '/' ");
    }

    private ChildProcess run(String input, String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of("--input", input, "--output", "report"));
        args.addAll(List.of(more));
        return processes.add(
                ChildProcess.startJava(
                        folder,
                        List.of("-Xmx512m"),
                        EmbeddedMain.class,
                        args.toArray(String[]::new)));
    }
}
