package io.customerreport.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.job.UsageException;
import io.customerreport.source.block.InputStanding;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NoticeLinesTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void filesThatWaitAtTheEndAreNamedAndTheRestCounted() throws UsageException {
        tell(new InputStanding(1_000, 0, 5, List.of("in/a", "in/b")));

        assertThat(printed.toString())
                .startsWith("customer-report: 'in/a' is not read: when the run ended, it had not ")
                .contains("\ncustomer-report: 'in/b' is not read: ")
                .endsWith("\ncustomer-report: 3 more files are not read for the same reason\n");
    }

    @Test
    void inputThatCannotBeScannedAtTheEndIsSaid() throws UsageException {
        tell(new InputStanding(9_000, 1_000, 0, List.of()));

        assertThat(printed.toString())
                .isEqualTo(
                        "customer-report: the input could not be scanned since 1970-01-01T00:00:01Z: what came later is not read\n");
    }

    @Test
    void nothingIsSaidOfAnInputThatIsReadToItsEnd() throws UsageException {
        tell(InputStanding.NOTHING);

        assertThat(printed.toString()).isEmpty();
    }

    /** To somebody who wants to hear of errors alone. */
    private void tell(InputStanding standing) throws UsageException {
        PrintStream stream = new PrintStream(printed, true);
        String[] args = {"--input=in", "--output=out", "--watch=1s", "--quiet"};
        new NoticeLines(
                        new CommandLineParser(Clock.systemUTC()).parse(args).orElseThrow(),
                        new Console(stream, stream))
                .tellStanding(standing);
    }
}
