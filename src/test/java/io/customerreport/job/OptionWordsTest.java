package io.customerreport.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.parse.LastingOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionWordsTest {

    @TempDir Path folder;

    @Test
    void everyOptionThatShapesRowsIsSpelledWhetherItIsGivenOrNot() throws Exception {
        assertThat(words("--output", "/reports"))
                .containsExactly(
                        Map.entry("--output", "--output '/reports'"),
                        Map.entry("--table", "no --table"),
                        Map.entry("--rejects", "no --rejects"),
                        Map.entry("--base", "no --base"),
                        Map.entry("--keep-state", "no --keep-state"),
                        Map.entry("--format", "--format ndjson"),
                        Map.entry("--fx-rates", "no --fx-rates"),
                        Map.entry("--event-types", "no --event-types"),
                        Map.entry("--field", "no --field"),
                        Map.entry("--ts-unit", "no --ts-unit"),
                        Map.entry("--amount-unit", "no --amount-unit"),
                        Map.entry("--minor-digits", "no --minor-digits"),
                        Map.entry("--since", "no --since"),
                        Map.entry("--until", "no --until"),
                        Map.entry("--distinct-events", "no --distinct-events"),
                        Map.entry("--snapshot-every", "no --snapshot-every"),
                        Map.entry("--summation", "--summation exact"),
                        Map.entry("--max-line-bytes", "--max-line-bytes 67108864"));
    }

    /** State from before an option is of a run without it. */
    @Test
    void everyOptionIsOneOfTheFirstVersionOrKnownToHaveComeLater() throws Exception {
        List<String> ofTheFirstVersion =
                List.of(
                        "--output",
                        "--rejects",
                        "--format",
                        "--fx-rates",
                        "--event-types",
                        "--summation",
                        "--max-line-bytes");

        assertThat(words().keySet())
                .hasSize(ofTheFirstVersion.size() + LastingOptions.LATER.size())
                .containsAll(ofTheFirstVersion)
                .containsAll(LastingOptions.LATER);
    }

    /** A checkpoint of one goes on in the folders of the other in neither direction. */
    @Test
    void layoutOfTheOutputIsKeptAndNotHowOftenItIsWritten() throws Exception {
        assertThat(words("--watch=1s", "--snapshot-every=1h", "--keep-snapshots=3"))
                .isEqualTo(words("--watch=1s", "--snapshot-every=2h"))
                .containsEntry("--snapshot-every", "--snapshot-every");
    }

    @Test
    void ofTheOptionsThatAreInRowsThoseAreSpelledThatWereGiven() throws Exception {
        assertThat(options("--base=kept", "--format=csv", "--since=1").spelled())
                .containsExactly("--since 1", "--summation exact", "--max-line-bytes 67108864");
    }

    @Test
    void spellingsOfOneValueAreEqual() throws Exception {
        assertThat(words("--fx-rates", "USD=1,EUR=1.090").get("--fx-rates"))
                .isEqualTo("--fx-rates EUR=1.09,USD=1.0");
        assertThat(words("--event-types", "refund,checkout").get("--event-types"))
                .isEqualTo("--event-types 'checkout,refund'");
        assertThat(words("--event-types", "").get("--event-types")).isEqualTo("--event-types ''");
        assertThat(words("--field", "ts=/created", "--field", "amount=/a/b"))
                .isEqualTo(words("--field", "amount=/a/b", "--field", "ts=created"))
                .containsEntry("--field", "--field ts=/created --field amount=/a/b");
        assertThat(words("--ts-unit", "s", "--since", "1970-01-02"))
                .isEqualTo(words("--since", "86400"));
        assertThat(words("--max-line-bytes", "1m").get("--max-line-bytes"))
                .isEqualTo("--max-line-bytes 1048576");
    }

    @Test
    void folderIsTheSameByALinkByARelativeNameAndBeforeItIsThere() throws Exception {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        String before = words("--output", link.resolve("report").toString()).get("--output");
        Files.createDirectory(real.resolve("report"));
        Path relative = Path.of("").toAbsolutePath().relativize(real.resolve("report"));

        assertThat(words("--output", real.resolve("report").toString())).containsValue(before);
        assertThat(words("--output", link.resolve("report").toUri().toString()))
                .containsValue(before);
        assertThat(words("--output", relative.toString())).containsValue(before);
        assertThat(words("--output", link.toString())).doesNotContainValue(before);
    }

    @Test
    void tableIsSpelledByItsPlaceAlone() throws Exception {
        assertThat(words("--table", "jdbc:postgresql://db/pay?user=ada&table=daily.reports"))
                .containsEntry("--table", "--table 'daily.reports' of jdbc:postgresql://db/pay");
    }

    @Test
    void parametersOfTheUserStay() throws Exception {
        Configuration settings = new Configuration();
        settings.setString("pipeline.global-job-parameters", "team:payments");
        var env = StreamExecutionEnvironment.createLocalEnvironment(settings);

        OptionWords.give(options("--output", "/re:por,ts"), env);

        assertThat(env.getConfig().getGlobalJobParameters().toMap())
                .containsEntry("team", "payments")
                .containsEntry("--output", "--output '/re:por,ts'");
    }

    private static Map<String, String> words(String... more) throws UsageException {
        return OptionWords.of(options(more));
    }

    private static JobOptions options(String... more) throws UsageException {
        List<String> args = new ArrayList<>(List.of("--input", "logs"));
        args.addAll(List.of(more));
        if (!args.contains("--output")) {
            args.addAll(List.of("--output", "report"));
        }
        return new CommandLineParser(Clock.systemUTC())
                .parse(args.toArray(String[]::new))
                .orElseThrow();
    }
}
