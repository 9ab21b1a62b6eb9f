package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.cli.console.Console;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.client.program.StreamContextEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that does not wait for its job cannot complete what is made at the job's end. */
class DetachedRunTest {

    @TempDir Path folder;

    @BeforeEach
    void beADetachedClient() {
        Configuration configuration = new Configuration();
        configuration.set(DeploymentOptions.ATTACHED, false);
        configuration.set(DeploymentOptions.TARGET, "remote");
        StreamContextEnvironment.setAsContext(
                new DefaultExecutorServiceLoader(),
                configuration,
                getClass().getClassLoader(),
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                false,
                null,
                null,
                List.of());
    }

    @AfterEach
    void beNoClient() {
        StreamContextEnvironment.unsetAsContext();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--html", "--keep-state"})
    void whatTheClientMakesIsRefusedBeforeAnythingIsSubmitted(String option) {
        String made = folder.resolve("made").toString();
        String[] args = {
            "--input", "plain", "--output", folder.resolve("report").toString(), option, made
        };

        assertThatThrownBy(() -> SubmittedMain.run(args, StandInJob::prepare, Console.standard()))
                .isInstanceOf(ProgramParametrizationException.class)
                .hasMessage(
                        "customer-report: error: %s '%s' needs a client that waits for the job: leave out --detached"
                                .formatted(option, made));
        assertThat(folder).isEmptyDirectory();
    }
}
