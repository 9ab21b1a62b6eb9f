package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.testing.process.ChildProcess;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What examples/README.md tells users to type, typed as it stands, one command after the other. */
@Timeout(600)
class ExamplesIT {

    private static final Path HOME = Path.of("").toAbsolutePath();

    private static final PathMatcher EXAMPLE =
            FileSystems.getDefault().getPathMatcher("glob:**.{ndjson,json,options}");

    @TempDir Path folder;

    @BeforeEach
    void lookLikeTheRepository() throws IOException {
        Files.createSymbolicLink(
                folder.resolve("customer-report"), HOME.resolve("customer-report"));
        // What the commands write must not change the repository's own.
        Path examples = Files.createDirectory(folder.resolve("examples"));
        try (Stream<Path> files = Files.list(HOME.resolve("examples"))) {
            for (Path file : files.filter(EXAMPLE::matches).toList()) {
                Files.copy(file, examples.resolve(file.getFileName()));
            }
        }
        Path launcher = examples.resolve("generate-log");
        Files.writeString(
                launcher, "exec '%s' \"$@\"\n".formatted(HOME.resolve("examples/generate-log")));
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void everyCommandRunsAsItStands() throws Exception {
        List<String> commands =
                Files.readAllLines(HOME.resolve("examples/README.md")).stream()
                        .filter(line -> line.startsWith("    "))
                        .map(String::strip)
                        .toList();
        assertThat(commands).hasSizeGreaterThan(4);

        for (String command : commands) {
            ChildProcess run = ChildProcess.start(folder, List.of("bash", "-c", command));

            assertThat(run.exitStatus()).as("%s: %s", command, run.err()).isZero();
        }

        assertThat(folder.resolve("report/_SUCCESS")).exists();
        assertThat(folder.resolve("examples/payments.ndjson"))
                .hasSameBinaryContentAs(HOME.resolve("examples/payments.ndjson"));
    }
}
