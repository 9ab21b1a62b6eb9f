package io.customerreport.cli.settings;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.jobmanager.HighAvailabilityMode;

/**
 * Tells whether a run continues from where an earlier one was, so that its folders are not empty.
 */
public final class Recovery {

    private Recovery() {}

    /**
     * Whether Flink is asked to restore a savepoint or checkpoint. Also whether it may do so
     * unasked: an application cluster with high availability restarts the program when its
     * JobManager fails, with the job's id, and nothing tells this from the first start.
     */
    static boolean isAskedFor(Configuration configuration) {
        return configuration.contains(StateRecoveryOptions.SAVEPOINT_PATH)
                || HighAvailabilityMode.isHighAvailabilityModeActivated(configuration)
                        && configuration.contains(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID);
    }
}
