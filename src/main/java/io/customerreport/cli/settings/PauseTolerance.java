package io.customerreport.cli.settings;

import java.time.Duration;
import java.util.List;
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

/**
 * Lets a run in one process be suspended: by Ctrl-Z, by a laptop that sleeps, by a virtual machine
 * that is paused.
 *
 * <p>Flink's time-outs tell a process that is gone from one that is there. Within one process no
 * part can be missing, and after a suspension all time-outs would expire at once.
 */
final class PauseTolerance {

    /**
     * Longer than a weekend. Not forever, as Flink keeps each time-out that it has set, a hundred
     * bytes, until it would have been due: six at each heartbeat, and one at each checkpoint.
     */
    static final Duration LONGER_THAN_A_PAUSE = Duration.ofDays(3);

    /**
     * A task that does not end although it is cancelled, as it waits for a disk that does not
     * answer, would keep a failed run forever; so this one stays, longer than most pauses.
     */
    private static final Duration CANCELLATION = Duration.ofHours(1);

    private static final List<ConfigOption<Duration>> TIMEOUTS =
            List.of(
                    HeartbeatManagerOptions.HEARTBEAT_TIMEOUT,
                    RpcOptions.ASK_TIMEOUT_DURATION,
                    WebOptions.TIMEOUT,
                    JobManagerOptions.SLOT_REQUEST_TIMEOUT,
                    JobManagerOptions.SLOT_IDLE_TIMEOUT,
                    JobManagerOptions.SCHEDULER_SUBMISSION_RESOURCE_WAIT_TIMEOUT,
                    ResourceManagerOptions.JOB_TIMEOUT,
                    ResourceManagerOptions.TASK_MANAGER_TIMEOUT,
                    ResourceManagerOptions.TASK_MANAGER_REGISTRATION_TIMEOUT,
                    TaskManagerOptions.REGISTRATION_TIMEOUT,
                    TaskManagerOptions.SLOT_TIMEOUT,
                    NettyShuffleEnvironmentOptions.NETWORK_PARTITION_REQUEST_TIMEOUT,
                    NettyShuffleEnvironmentOptions.NETWORK_BUFFERS_REQUEST_TIMEOUT,
                    CheckpointingOptions.CHECKPOINTING_TIMEOUT);

    private PauseTolerance() {}

    static void setDefaults(Configuration defaults) {
        TIMEOUTS.forEach(timeout -> defaults.set(timeout, LONGER_THAN_A_PAUSE));
        defaults.set(TaskManagerOptions.TASK_CANCELLATION_TIMEOUT, CANCELLATION);
    }
}
