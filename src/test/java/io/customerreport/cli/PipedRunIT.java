package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.testing.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher with what a shell puts before and between its arguments. */
@Timeout(300)
class PipedRunIT {

    private static final Path HOME = Path.of("").toAbsolutePath();

    @TempDir Path folder;

    @BeforeEach
    void copyLog() throws IOException {
        Files.copy(HOME.resolve("examples/payments.ndjson"), folder.resolve("a.ndjson"));
    }

    @Test
    void standardInputIsReadWithOffsetsAndWhateverItsCompression() throws Exception {
        ChildProcess run =
                bash(
                        "(printf 'bad\\n'; cat a.ndjson; printf 'worse\\n') | gzip |"
                                + " RUN --input - --output report --rejects rejects --quiet"
                                + " && cat rejects/rejects-*");

        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("\"file\":\"-\",\"offset\":0,\"line\":\"bad\"")
                .contains(
                        "\"file\":\"-\",\"offset\":%d,\"line\":\"worse\""
                                .formatted(4 + Files.size(folder.resolve("a.ndjson"))));
    }

    @ParameterizedTest
    @CsvSource({"<&-, closed", "< ., a folder", "0> log, open for writing only"})
    void standardInputThatCannotBeReadIsRefused(String redirection, String flaw) throws Exception {
        ChildProcess run = bash("RUN --input - --output report " + redirection);

        assertThat(run.exitStatus()).as(run.err()).isEqualTo(2);
        // The launcher may have built something, which it says first.
        assertThat(run.err())
                .contains(
                        "customer-report: error: --input '-' is standard input, which is %s: "
                                .formatted(flaw));
        assertThat(folder.resolve("report")).doesNotExist();
    }

    @Test
    void processSubstitutionsAndGlobsThatTheShellExpandsAreInputs() throws Exception {
        ChildProcess run =
                bash(
                        "cp a.ndjson b.ndjson; RUN --input *.ndjson <(cat a.ndjson) --output report"
                                + " --summation sequential --summary s.json --quiet && cat s.json;"
                                + " grep -c '' a.ndjson");

        assertThat(run.exitStatus()).as(run.err()).isZero();
        int lines = Integer.parseInt(run.out().strip().replaceAll("(?s).*\\n", ""));
        assertThat(run.out()).contains("\"lines\":" + 3 * lines);
    }

    private ChildProcess bash(String command) throws Exception {
        String launcher = "'" + HOME.resolve("customer-report") + "'";
        return ChildProcess.start(folder, List.of("bash", "-c", command.replace("RUN", launcher)));
    }
}
