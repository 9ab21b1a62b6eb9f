package io.customerreport.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.source.files.InputFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputsWithinInputTest {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "ndjson, *.ndjson, 1",
        "ndjson, *.csv, 0",
        "json, *.json, 1",
        "csv, *.ndjson, 0",
        "csv, *.csv, 1",
        "csv, reports-*, 1",
        "csv, days-*, 1"
    })
    void globReachesWhatTheFormatWrites(String format, String glob, int found) throws Exception {
        InputFiles inputs = InputFiles.watched(List.of(folder.resolve(glob).toString()));
        JobOptions options =
                new CommandLineParser(Clock.systemUTC())
                        .parse("--input=logs", "--output=" + folder, "--format=" + format)
                        .orElseThrow();

        assertThat(OutputsWithinInput.of(options, inputs)).hasSize(found);
    }

    @ParameterizedTest
    @CsvSource({"*.ndjson, 0", "*/*.ndjson, 1", "snapshot-*/*, 1"})
    void globReachesWhatIsFiledInFolders(String glob, int found) throws Exception {
        InputFiles inputs = InputFiles.watched(List.of(folder.resolve(glob).toString()));
        JobOptions options =
                new CommandLineParser(Clock.systemUTC())
                        .parse(
                                "--input=logs",
                                "--output=" + folder,
                                "--watch=1s",
                                "--snapshot-every=1h")
                        .orElseThrow();

        assertThat(OutputsWithinInput.of(options, inputs)).hasSize(found);
    }
}
