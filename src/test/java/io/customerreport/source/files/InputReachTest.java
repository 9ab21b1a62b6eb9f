package io.customerreport.source.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Held to what a listing finds once the file is there. */
class InputReachTest {

    private static final String REPORTS = "reports-1-0.ndjson";

    @TempDir java.nio.file.Path folder;

    @BeforeEach
    void makeALog() throws IOException {
        Files.createDirectories(folder.resolve("logs/2025"));
        Files.createFile(folder.resolve("logs/2025/a.ndjson"));
        Files.createFile(folder.resolve("b.ndjson"));
    }

    @ParameterizedTest
    @CsvSource({
        "logs, logs/report, true",
        "logs, logs, true",
        "logs, logs2, false",
        "logs, report, false",
        "logs, logs/_report, false",
        "logs, logs/2025/.report/x, false",
        "b.ndjson, report, false",
        "*.ndjson, report, false",
        "*, report, true",
        "*/*.ndjson, report, true",
        "*/*.gz, report, false",
        "logs/*, logs/report, true",
        "logs/*, logs/_report, false",
        "logs/_*, logs/_report, true",
        "**/*.ndjson, logs/a/b/c, true",
        "**/*.ndjson, logs/a/_b/c, false",
        "'{logs,report}/*', report, true",
        "logs/20??, logs/2025/report, true",
        "logs/20??, logs/report, false"
    })
    void coversWhatAListingWouldFind(String input, String output, boolean covered)
            throws IOException {
        InputFiles inputs = InputFiles.watched(List.of(folder + "/" + input));
        assertThat(inputs.reads(folder + "/" + output, REPORTS)).isEqualTo(covered);

        Files.createDirectories(folder.resolve(output));
        Files.createFile(folder.resolve(output).resolve(REPORTS));

        assertThat(inputs.files().stream().anyMatch(file -> file.getName().equals(REPORTS)))
                .isEqualTo(covered);
    }

    @Test
    void linkToAnInputIsTheInput() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("logs"));
        InputFiles inputs = InputFiles.resolve(List.of(folder + "/logs"));

        assertThat(inputs.reads(folder + "/link/report", REPORTS)).isTrue();
        assertThat(inputs.reads("s3://logs/report", REPORTS)).isFalse();
    }
}
