package io.customerreport.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerArgumentsTest {

    @Test
    void aPeerReadsWhatItWasTold() {
        PeerArguments told =
                new PeerArguments(
                        Path.of("payments.ndjson"),
                        Path.of("answer"),
                        Map.of("EUR", 1.09, "JPY", 0.0067),
                        1_767_225_600L);

        PeerArguments read = PeerArguments.parse(told.toList().toArray(String[]::new));

        assertThat(read).isEqualTo(told);
    }
}
