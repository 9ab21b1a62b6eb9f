package io.customerreport.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {

    private static final Path EXAMPLES = Path.of("examples");

    @TempDir Path folder;

    @Test
    void examplePaymentsAreWhatTheRecordedCommandWrites() throws IOException {
        String recorded =
                Files.readAllLines(EXAMPLES.resolve("README.md")).stream()
                        .map(String::strip)
                        .filter(line -> line.startsWith("examples/generate-log"))
                        .filter(line -> line.endsWith("--output examples/payments.ndjson"))
                        .findFirst()
                        .orElseThrow();
        Path written = folder.resolve("payments.ndjson");
        List<String> arguments = List.of(recorded.split(" "));

        String[] toOtherFile = arguments.subList(1, arguments.size()).toArray(String[]::new);
        toOtherFile[toOtherFile.length - 1] = written.toString();
        int status = GenerateLog.run(new PrintWriter(new StringWriter()), toOtherFile);

        assertThat(status).isZero();
        assertThat(written).hasSameBinaryContentAs(EXAMPLES.resolve("payments.ndjson"));
    }
}
