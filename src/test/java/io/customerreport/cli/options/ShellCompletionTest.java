package io.customerreport.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.testing.process.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in a real bash, asked as a user's Tab asks it. */
class ShellCompletionTest {

    private static final String TAB =
            """
            source "$1"
            shift
            compopt() { :; }
            COMP_WORDS=("$@")
            COMP_CWORD=$(($# - 1))
            _complete_customer-report
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir Path folder;

    @BeforeEach
    void writeScript() throws Exception {
        CommandLineParser parser = new CommandLineParser(Clock.systemUTC());
        assertThat(parser.parse("--completion")).isEmpty();
        Files.writeString(folder.resolve("completion.bash"), parser.information());
        Files.writeString(folder.resolve("payments.ndjson"), "");
    }

    @Test
    void optionsAreCompletedByTheirBeginning() throws Exception {
        assertThat(tab("--max-")).containsExactlyInAnyOrder("--max-line-bytes", "--max-rejects");
        assertThat(tab("--input", "x", "--qu")).containsExactly("--quiet");
    }

    @Test
    void wordsThatAnOptionTakesAreOffered() throws Exception {
        assertThat(tab("--format", "")).containsExactly("ndjson", "json", "csv");
        assertThat(tab("--summation", "seq")).containsExactly("sequential");
    }

    @Test
    void optionsThatNameFilesOfferThem() throws Exception {
        assertThat(tab("--input", "pay")).containsExactly("payments.ndjson");
        assertThat(tab("--output", "pay")).containsExactly("payments.ndjson");
        assertThat(tab("--now", "pay")).containsExactly("");
    }

    private List<String> tab(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "-c", TAB, "bash"));
        command.addAll(List.of("./completion.bash", "customer-report"));
        command.addAll(List.of(words));
        ChildProcess bash = ChildProcess.start(folder, command);
        assertThat(bash.exitStatus()).as(bash.err()).isZero();
        return bash.out().lines().toList();
    }
}
