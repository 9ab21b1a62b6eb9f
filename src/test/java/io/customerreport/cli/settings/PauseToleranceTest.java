package io.customerreport.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.job.UsageException;
import java.lang.reflect.Field;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PauseToleranceTest {

    private static final List<Class<?>> OPTIONS =
            List.of(
                    CheckpointingOptions.class,
                    HeartbeatManagerOptions.class,
                    JobManagerOptions.class,
                    NettyShuffleEnvironmentOptions.class,
                    ResourceManagerOptions.class,
                    RpcOptions.class,
                    TaskManagerOptions.class,
                    WebOptions.class);

    /** With these nothing ends that has not ended already, or they are for other processes. */
    private static final Set<String> HARMLESS =
            Set.of(
                    // Of Pekko, which a run in one process does without.
                    "pekko.lookup.timeout",
                    "pekko.startup-timeout",
                    "pekko.tcp.timeout",
                    // It starts with fewer slots than it wants, or rescales.
                    "jobmanager.adaptive-scheduler.resource-stabilization-timeout",
                    "jobmanager.adaptive-scheduler.submission.resource-stabilization-timeout",
                    "jobmanager.adaptive-scheduler.executing.resource-stabilization-timeout",
                    // The processes of a cluster that looks for its workers after a failure.
                    "resourcemanager.previous-worker.recovery.timeout",
                    // The former name of the one for the submission.
                    "jobmanager.adaptive-scheduler.resource-wait-timeout",
                    // When an aligned checkpoint goes on unaligned.
                    "execution.checkpointing.aligned-checkpoint-timeout",
                    // Off, which 0 means.
                    "taskmanager.runtime.fs-timeout",
                    // How long a cancelled task waits for its timers, before it goes on with its
                    // end.
                    "task.cancellation.timers.timeout",
                    // It ends a run that hangs while it is cancelled.
                    "task.cancellation.timeout");

    @ParameterizedTest
    @ValueSource(strings = {"", "--watch=1s"})
    void noTimeOutOfAClusterIsDueAfterAWeekend(String watch) throws Exception {
        Configuration configuration = configuration(watch.isEmpty() ? List.of() : List.of(watch));

        for (ConfigOption<Duration> timeout : timeouts()) {
            assertThat(configuration.get(timeout))
                    .as(timeout.key())
                    .isGreaterThanOrEqualTo(Duration.ofHours(62));
        }
    }

    @Test
    void cancellationThatHangsForAnHourEndsTheProcess() throws Exception {
        assertThat(configuration(List.of()).get(TaskManagerOptions.TASK_CANCELLATION_TIMEOUT))
                .hasHours(1);
    }

    @Test
    void timeOutOfTheUserWins() throws Exception {
        Configuration configuration = configuration(List.of("-Dheartbeat.timeout=20s"));

        assertThat(configuration.get(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT)).hasSeconds(20);
    }

    @SuppressWarnings("unchecked") // the default value tells the type
    private static List<ConfigOption<Duration>> timeouts() throws IllegalAccessException {
        List<ConfigOption<Duration>> timeouts = new ArrayList<>();
        for (Class<?> options : OPTIONS) {
            for (Field field : options.getFields()) {
                if (field.getType() == ConfigOption.class) {
                    ConfigOption<?> option = (ConfigOption<?>) field.get(null);
                    if (option.key().contains("timeout")
                            && option.defaultValue() instanceof Duration
                            && !HARMLESS.contains(option.key())) {
                        timeouts.add((ConfigOption<Duration>) option);
                    }
                }
            }
        }
        assertThat(timeouts).hasSizeGreaterThan(10);
        return timeouts;
    }

    private static Configuration configuration(List<String> more) throws UsageException {
        List<String> args = new ArrayList<>(List.of("--input", "logs", "--output", "report"));
        args.addAll(more);
        return EmbeddedConfiguration.of(
                new CommandLineParser(Clock.systemUTC())
                        .parse(args.toArray(String[]::new))
                        .orElseThrow());
    }
}
