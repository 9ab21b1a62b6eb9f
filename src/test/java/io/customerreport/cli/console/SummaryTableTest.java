package io.customerreport.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.count.FirstRejects;
import io.customerreport.count.FirstRejects.Place;
import io.customerreport.count.RunCounters;
import io.customerreport.job.JobCounts;
import io.customerreport.job.OutputOptions;
import io.customerreport.job.RunSummary;
import io.customerreport.job.UsageException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTableTest {

    private static final Map<String, Object> COUNTS =
            Map.of(
                    "lines", 12_345L,
                    "accepted", 12_000L,
                    "event_type_not_allowed", 300L,
                    "blank", 5L,
                    "invalid_ts", 39L,
                    "malformed_json", 1L,
                    "customers", 77L,
                    "bytes", 5_000_000L);

    private static final Map<String, Place> PLACES =
            Map.of(
                    "malformed_json", new Place("malformed_json", "logs/b.gz", 0),
                    "invalid_ts", new Place("invalid_ts", "logs/a.ndjson", 1_565));

    private static SummaryTable table(
            Map<String, Object> more, Map<String, Place> places, int seconds, String... options)
            throws UsageException {
        Map<String, Object> all = new HashMap<>(COUNTS);
        all.putAll(more);
        all.put(FirstRejects.NAME, places);
        JobCounts counts = new JobCounts(all);
        return new SummaryTable(
                RunSummary.of(counts, Duration.ofSeconds(seconds)), counts, options(options));
    }

    @Test
    void countsAreAlignedAndEachReasonNamesItsFirstPlace() throws UsageException {
        SummaryTable table = table(Map.of(), PLACES, 5, "--rejects=bad", "--summary=s.json");

        assertThat(table)
                .hasToString(
                        """
                        lines               12,345
                          accepted          12,000
                          filtered             300
                          blank                  5
                          rejected              40
                            malformed_json       1  first in logs/b.gz at byte 0
                            invalid_ts          39  first in logs/a.ndjson at byte 1,565
                        customers               77
                        seconds                5.0
                        events/s             2,400
                        MB/s                   1.0
                        reports in report
                        rejects in bad
                        summary in s.json
                        to see some: head -n 2 report/reports-*
                        """);
    }

    @Test
    void everyOutputIsNamed() throws UsageException {
        String[] outputs = {
            "--rejects=bad",
            "--keep-state=next",
            "--summary=s.json",
            "--summary-metrics=s.prom",
            "--html=p.html"
        };

        String table = table(Map.of(), PLACES, 1, outputs).toString();

        assertThat(table)
                .contains(
                        """
                        reports in report
                        rejects in bad
                        state in next
                        summary in s.json
                        metrics in s.prom
                        page in p.html
                        """);
        OutputOptions options = options(outputs);
        assertThat(options.folders())
                .allSatisfy(output -> assertThat(table).contains(" in " + output.value() + "\n"));
        assertThat(options.files())
                .allSatisfy(output -> assertThat(table).contains(" in " + output.value() + "\n"));
    }

    @Test
    void nameOfAFileGivesTheTerminalNoCommands() throws UsageException {
        Place place = new Place("invalid_ts", "a\u001b[2J\u009b\nb", 1);

        SummaryTable table = table(Map.of(), Map.of("invalid_ts", place), 1, "--rejects=\u001bc");

        assertThat(table.toString())
                .contains("first in a?[2J??b at byte 1", "rejects in ?c")
                .doesNotContainPattern("[\\p{Cc}&&[^\n]]");
    }

    @ParameterizedTest
    @CsvSource({"ndjson, true", "json, false", "csv, true"})
    void rowsAreShownWhereALineIsOne(String format, boolean shown) throws UsageException {
        String table = table(Map.of(), PLACES, 1, "--format=" + format).toString();

        assertThat(table.contains("to see some: head -n 2 report/reports-*")).isEqualTo(shown);
    }

    @Test
    void rowsOfARunWithSnapshotsAreShownInTheLastOne() throws UsageException {
        assertThat(table(Map.of(RunCounters.SNAPSHOTS, 2L), PLACES, 1).toString())
                .contains("to see some: head -n 2 report/snapshot-final/reports-*");
        assertThat(table(Map.of(RunCounters.SNAPSHOTS, 0L), PLACES, 1).toString())
                .contains("to see some: head -n 2 report/reports-*");
    }

    @Test
    void runOfAMomentHasNoRates() throws UsageException {
        assertThat(table(Map.of(), PLACES, 2).toString()).doesNotContain("events/s", "MB/s");
    }

    @Test
    void amountsThatCountOtherwiseThanTheyLookAreNamed() throws UsageException {
        SummaryTable table =
                table(
                        Map.of(
                                "amounts_defaulted", 7L,
                                "unrated", 12L,
                                "unrated_currencies", Map.of("", 2L, "JPY", 9L, "eur", 1L)),
                        Map.of(
                                "amounts_defaulted",
                                new Place("amounts_defaulted", "logs/a.ndjson", 12)),
                        1);

        assertThat(table.toString())
                .contains("amounts_defaulted        7  first in logs/a.ndjson at byte 12\n")
                .contains("unrated                 12  in JPY, (none), eur\n");
    }

    @Test
    void filtersOfSeveralKindsAreCountedApart() throws UsageException {
        assertThat(table(Map.of("lines", 12_349L, "before_since", 4L), PLACES, 1).toString())
                .contains("filtered                     304\n")
                .contains("before_since                 4\n")
                .contains("event_type_not_allowed     300\n");
    }

    private static OutputOptions options(String... more) throws UsageException {
        String[] args = new String[more.length + 2];
        args[0] = "--input=logs";
        args[1] = "--output=report";
        System.arraycopy(more, 0, args, 2, more.length);
        return new CommandLineParser(Clock.systemUTC()).parse(args).orElseThrow().output();
    }
}
