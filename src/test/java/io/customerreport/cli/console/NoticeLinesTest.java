package io.customerreport.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.source.block.InputStanding;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NoticeLinesTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void filesThatWaitAtTheEndAreNamedAndTheRestCounted() {
        tell(new InputStanding(1_000, 0, 5, List.of("in/a", "in/b")));

        assertThat(printed.toString())
                .startsWith(
                        "customer-report: 'in/a' is not read: when the run ended, it had changed within ")
                .contains("\ncustomer-report: 'in/b' is not read: ")
                .endsWith("\ncustomer-report: and 3 more for the same reason\n");
    }

    @Test
    void inputThatCannotBeScannedAtTheEndIsSaid() {
        tell(new InputStanding(9_000, 1_000, 0, List.of()));

        assertThat(printed.toString())
                .isEqualTo(
                        "customer-report: the input could not be scanned since 1970-01-01T00:00:01Z: what came later is not read\n");
    }

    @Test
    void nothingIsSaidOfAnInputThatIsReadToItsEnd() {
        tell(InputStanding.NOTHING);

        assertThat(printed.toString()).isEmpty();
    }

    /** To somebody who wants to hear of errors alone. */
    private void tell(InputStanding standing) {
        PrintStream stream = new PrintStream(printed, true);
        new NoticeLines(true, new Console(stream, stream)).tellStanding(standing);
    }
}
