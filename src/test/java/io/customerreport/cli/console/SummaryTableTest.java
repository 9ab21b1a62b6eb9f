package io.customerreport.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.count.FirstRejects.Place;
import io.customerreport.job.JobCounts;
import io.customerreport.job.OutputOptions;
import io.customerreport.job.RunSummary;
import io.customerreport.job.UsageException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTableTest {

    private static final RunSummary COUNTS =
            RunSummary.of(
                    new JobCounts(
                            Map.of(
                                    "lines", 12_345L,
                                    "accepted", 12_000L,
                                    "event_type_not_allowed", 300L,
                                    "blank", 5L,
                                    "invalid_ts", 39L,
                                    "malformed_json", 1L,
                                    "customers", 77L,
                                    "bytes", 5_000_000L)),
                    Duration.ofSeconds(2));

    private static final Map<String, Place> PLACES =
            Map.of(
                    "malformed_json", new Place("malformed_json", "logs/b.gz", 0),
                    "invalid_ts", new Place("invalid_ts", "logs/a.ndjson", 1_565));

    @Test
    void countsAreAlignedAndEachReasonNamesItsFirstPlace() throws UsageException {
        SummaryTable table =
                new SummaryTable(COUNTS, PLACES, options("--rejects=bad", "--summary=s.json"));

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
                        seconds                2.0
                        events/s             6,000
                        MB/s                   2.5
                        reports in report
                        rejects in bad
                        summary in s.json
                        """);
    }

    @Test
    void nameOfAFileGivesTheTerminalNoCommands() throws UsageException {
        Place place = new Place("invalid_ts", "a\u001b[2J\u009b\nb", 1);

        SummaryTable table =
                new SummaryTable(COUNTS, Map.of("invalid_ts", place), options("--rejects=\u001bc"));

        assertThat(table.toString())
                .contains("first in a?[2J??b at byte 1", "rejects in ?c")
                .doesNotContainPattern("[\\p{Cc}&&[^\n]]");
    }

    private static OutputOptions options(String... more) throws UsageException {
        String[] args = new String[more.length + 2];
        args[0] = "--input=logs";
        args[1] = "--output=report";
        System.arraycopy(more, 0, args, 2, more.length);
        return new CommandLineParser(Clock.systemUTC()).parse(args).orElseThrow().output();
    }
}
