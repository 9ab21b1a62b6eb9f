package io.customerreport.cli.settings;

import io.customerreport.job.EventOptions;
import io.customerreport.job.UsageException;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;

/**
 * What {@code --summation sequential} and {@code --distinct-events} ask of Flink: only a batch run
 * gives each customer its events in an order.
 */
public final class BatchSettings {

    private BatchSettings() {}

    /** Whether the run must be set to batch; refuses one that is set to streaming. */
    public static boolean needBatch(Configuration configuration, EventOptions events)
            throws UsageException {
        Optional<RuntimeExecutionMode> mode;
        try {
            mode = configuration.getOptional(ExecutionOptions.RUNTIME_MODE);
        } catch (IllegalArgumentException e) {
            String key = ExecutionOptions.RUNTIME_MODE.key();
            throw new GivenSetting(key, configuration.toMap().get(key))
                    .refused("is not STREAMING, BATCH or AUTOMATIC");
        }
        if (!events.needBatch()) {
            return false;
        }
        if (mode.equals(Optional.of(RuntimeExecutionMode.STREAMING))) {
            throw new UsageException(
                    (events.distinct() ? "--distinct-events" : "--summation 'sequential'")
                            + " needs execution.runtime-mode BATCH, but it is set to STREAMING");
        }
        return true;
    }
}
