package io.customerreport.cli.settings;

import io.customerreport.job.Given;
import io.customerreport.job.Summation;
import io.customerreport.job.UsageException;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;

/**
 * What {@code --summation sequential} asks of Flink: only a batch run gives each customer its
 * events in the order of the input.
 */
public final class SequentialSettings {

    private SequentialSettings() {}

    /** Whether the run must be set to batch; refuses one that is set to streaming. */
    public static boolean needBatch(Configuration configuration, Summation summation)
            throws UsageException {
        Optional<RuntimeExecutionMode> mode;
        try {
            mode = configuration.getOptional(ExecutionOptions.RUNTIME_MODE);
        } catch (IllegalArgumentException e) {
            String key = ExecutionOptions.RUNTIME_MODE.key();
            throw new GivenSetting(key, configuration.toMap().get(key))
                    .refused("is not STREAMING, BATCH or AUTOMATIC");
        }
        if (summation != Summation.SEQUENTIAL) {
            return false;
        }
        if (mode.equals(Optional.of(RuntimeExecutionMode.STREAMING))) {
            throw new Given("--summation", summation.toString())
                    .refused("needs execution.runtime-mode BATCH, but it is set to STREAMING");
        }
        return true;
    }
}
