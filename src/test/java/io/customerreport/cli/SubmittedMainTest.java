package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.cli.console.FailureMessage;
import org.junit.jupiter.api.Test;

class SubmittedMainTest {

    @Test
    void heapOfAClusterIsNotThatOfTheLauncher() {
        String sentence = FailureMessage.of(new OutOfMemoryError("Java heap space"));

        assertThat(SubmittedMain.onCluster(sentence))
                .isEqualTo(
                        "out of memory (Java heap space); a larger heap may help:"
                                + " taskmanager.memory.process.size in the cluster's configuration");
    }
}
