package io.customerreport.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.Test;

/** The configuration that all clusters share. */
class FlinkConfTest {

    private static final Path LAUNCHER_OPTIONS = Path.of("src/main/launcher/jvm.options");

    private final Configuration configuration = GlobalConfiguration.loadConfiguration("flink-conf");

    @Test
    void taskManagersCompileAsEmbeddedRunsDo() throws IOException {
        List<String> expected = new ArrayList<>(List.of("-XX:+UseParallelGC"));
        Files.readAllLines(LAUNCHER_OPTIONS).stream()
                .filter(line -> line.matches("-XX:(CompileCommand|TieredStopAtLevel).*"))
                .forEach(expected::add);

        String options = configuration.toMap().get("env.java.opts.taskmanager");

        assertThat(options.split(" ")).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void nothingListensBeyondLoopbackUntilTold() {
        assertThat(
                        List.of(
                                configuration.get(JobManagerOptions.BIND_HOST),
                                configuration.get(TaskManagerOptions.BIND_HOST),
                                configuration.get(RestOptions.BIND_ADDRESS)))
                .containsOnly("127.0.0.1");
        assertThat(configuration.get(MetricOptions.REPORTERS_LIST)).isEqualTo("none");
    }

    @Test
    void failuresAreSurvivedButNotForEver() {
        Map<String, String> settings = configuration.toMap();

        assertThat(configuration.get(CheckpointingOptions.CHECKPOINTING_INTERVAL)).isPositive();
        assertThat(settings.get("execution.checkpointing.dir")).startsWith("file:///");
        assertThat(
                        Integer.parseInt(
                                settings.get(
                                        "restart-strategy.exponential-delay.attempts-before-reset-backoff")))
                .isBetween(1, 100);
    }
}
