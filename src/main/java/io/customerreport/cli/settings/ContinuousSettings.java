package io.customerreport.cli.settings;

import io.customerreport.cli.console.FailureMessage;
import io.customerreport.job.Given;
import io.customerreport.job.RunKind;
import io.customerreport.job.UsageException;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.RestartStrategyOptions;

/** What {@code --watch} asks of Flink: streaming mode, and checkpoints, with which rows appear. */
public final class ContinuousSettings {

    private static final Duration SHORTEST_CHECKPOINT_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_CHECKPOINT_INTERVAL = Duration.ofSeconds(10);
    private static final int FLUSHES_A_CHECKPOINT = 20;

    private ContinuousSettings() {}

    /**
     * Refuses settings with which a continuous run would never show a row; lets any other run pass.
     *
     * @param where how the user gives a setting
     */
    public static void check(Configuration configuration, RunKind kind, String where)
            throws UsageException {
        if (!kind.isContinuous()) {
            return;
        }
        if (read(configuration, ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.class)
                .equals(Optional.of(RuntimeExecutionMode.BATCH))) {
            throw new UsageException(
                    "--watch needs execution.runtime-mode STREAMING, but it is set to BATCH");
        }
        Duration interval =
                read(configuration, CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.class)
                        .orElse(Duration.ZERO);
        if (interval.isZero()) {
            throw new UsageException(
                    "--watch needs checkpoints, with which its rows become visible: %s%s=10s"
                            .formatted(where, CheckpointingOptions.CHECKPOINTING_INTERVAL.key()));
        }
    }

    private static <T> Optional<T> read(
            Configuration configuration, ConfigOption<T> option, Class<T> type)
            throws UsageException {
        try {
            return configuration.getOptional(option);
        } catch (IllegalArgumentException e) {
            throw new Given(option.key(), configuration.toMap().get(option.key()))
                    .refused(FlinkSettings.expected(type, FailureMessage.of(e)));
        }
    }

    /**
     * Rows appear with the next checkpoint after they left, so one is made as often as reports
     * leave; but every ten seconds at the least, as they also bound what is read again after a
     * failure, and not more often than every second. One that takes long delays the next.
     */
    static void setDefaults(Configuration defaults, RunKind.Continuous kind) {
        Duration interval = kind.reportEvery();
        if (interval.compareTo(LONGEST_CHECKPOINT_INTERVAL) > 0) {
            interval = LONGEST_CHECKPOINT_INTERVAL;
        }
        if (interval.compareTo(SHORTEST_CHECKPOINT_INTERVAL) < 0) {
            interval = SHORTEST_CHECKPOINT_INTERVAL;
        }
        defaults.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
        defaults.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, interval.dividedBy(2));
        // It idles most of the time, so buffers are looked after no more often than needed: what
        // is combined is sent on a tenth of that interval before reports leave.
        defaults.set(ExecutionOptions.BUFFER_TIMEOUT, interval.dividedBy(FLUSHES_A_CHECKPOINT));
        // Nobody waits for the counts that travel with this run's heartbeats, which are very many.
        defaults.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(10));
        // What a failed run has read can be taken up again.
        defaults.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        // The run survives a passing fault; a lasting one ends it.
        defaults.set(RestartStrategyOptions.RESTART_STRATEGY, "failure-rate");
        defaults.set(
                RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL, 3);
        defaults.set(
                RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL,
                Duration.ofMinutes(10));
        defaults.set(
                RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY, Duration.ofSeconds(1));
    }
}
