package io.customerreport.cli.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.job.JobOptions;
import io.customerreport.job.UsageException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class ContinuousSettingsTest {

    @Test
    void clusterWithoutCheckpointsWouldNeverShowARow() {
        assertThatThrownBy(() -> check(Map.of(), "--watch=10s"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "--watch needs checkpoints, with which its rows become visible:"
                                + " flink run -D execution.checkpointing.interval=10s");
        assertThatCode(
                        () ->
                                check(
                                        Map.of("execution.checkpointing.interval", "30s"),
                                        "--watch=10s"))
                .doesNotThrowAnyException();
    }

    @Test
    void boundedRunNeedsNoCheckpointsAndMayBeBatch() {
        assertThatCode(() -> check(Map.of("execution.runtime-mode", "BATCH")))
                .doesNotThrowAnyException();
    }

    @Test
    void settingOfTheClusterThatCannotBeReadIsNamed() {
        assertThatThrownBy(
                        () ->
                                check(
                                        Map.of("execution.checkpointing.interval", "abc"),
                                        "--watch=1s"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "execution.checkpointing.interval 'abc' is not a duration such as 500ms,"
                                + " 10s, 5min or 1h");
        assertThatThrownBy(() -> check(Map.of("execution.runtime-mode", "FAST"), "--watch=1s"))
                .hasMessage("execution.runtime-mode 'FAST' is not STREAMING, BATCH or AUTOMATIC");
    }

    private static void check(Map<String, String> settings, String... more) throws UsageException {
        List<String> args = new ArrayList<>(List.of("--input", "logs", "--output", "report"));
        args.addAll(List.of(more));
        JobOptions options =
                new CommandLineParser(Clock.systemUTC())
                        .parse(args.toArray(String[]::new))
                        .orElseThrow();
        ContinuousSettings.check(Configuration.fromMap(settings), options.kind(), "flink run -D ");
    }
}
