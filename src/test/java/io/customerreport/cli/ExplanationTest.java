package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.cli.console.Console;
import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.job.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationTest {

    private static final String EVENT =
            "{\"event_id\":\"e\",\"customer_id\":\"ada\",\"ts\":1735689600,\"event_type\":\"view\","
                    + "\"amount\":2,\"currency\":\"EUR\"}\n";

    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private void explain(String... options) throws UsageException {
        List<String> all = new ArrayList<>(List.of("--explain", "--input", folder + "/in"));
        all.addAll(List.of(options));
        String[] args = all.toArray(String[]::new);
        CommandLineParser parser = new CommandLineParser(Clock.systemUTC());
        assertThat(parser.parse(args)).isEmpty();
        assertThat(parser.explains()).isTrue();
        Explanation.print(
                args, parser.explainOptions(), new Console(new PrintStream(out, true), System.err));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8).replace(folder.toString(), "F");
    }

    private Path input(String name) throws Exception {
        return Files.createDirectories(folder.resolve("in")).resolve(name);
    }

    @Test
    void logThatIsAsItShouldBeIsShownAsItIsRead() throws Exception {
        Files.writeString(input("a.ndjson"), EVENT.repeat(5));

        explain("--fx-rates=EUR=2.5");

        assertThat(printed())
                .isEqualTo(
                        """
                        1 file, 505 bytes as stored; read here: the beginning of 1 file
                        lines: 5 accepted, 0 blank
                        as events are read:
                          customer_id 'ada', event_type 'view', ts 1735689600 (2025-01-01T00:00:00Z), 5.0 US dollars
                          customer_id 'ada', event_type 'view', ts 1735689600 (2025-01-01T00:00:00Z), 5.0 US dollars
                          customer_id 'ada', event_type 'view', ts 1735689600 (2025-01-01T00:00:00Z), 5.0 US dollars

                        to run:
                          ./customer-report --input F/in --fx-rates=EUR=2.5 --output report
                        """);
        assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith("in"));
    }

    @Test
    void optionsThatHelpAreTriedAndTakeThePlaceOfThoseGiven() throws Exception {
        Files.writeString(
                input("a.ndjson"),
                EVENT.replace("customer_id", "user")
                        .replace("1735689600", "1735689600123")
                        .repeat(5));

        explain("--field", "customer_id=/buyer", "--ts-unit=s", "--output", "there");

        assertThat(printed())
                .contains("5 missing_customer_id")
                .contains(
                        "with --field customer_id=user --ts-unit ms\nlines: 5 accepted, 0 blank\n")
                .endsWith(
                        "to run:\n  ./customer-report --input F/in --output there --field customer_id=user --ts-unit ms\n");
    }

    @Test
    void compressedFilesAreShownAsWhatTheyHoldAndDamagedOnesAreNamed() throws Exception {
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(input("b.log")))) {
            gzip.write(EVENT.repeat(2_000).getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = Files.readAllBytes(input("b.log"));
        Files.write(input("c.gz"), Arrays.copyOf(whole, 100));

        explain();

        assertThat(printed())
                .contains("lines: 648 accepted")
                .contains("'F/in/c.gz' cannot be read: its compressed content ends too early");
    }

    @Test
    void inputThatDoesNotExistIsRefused() {
        assertThatThrownBy(this::explain)
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--input ")
                .hasMessageEndingWith("does not exist");
    }
}
