package io.customerreport.cli.settings;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;

/** Whether a run continues from where an earlier one was, so that it finds that one's rows. */
public enum GoingOn {
    /** It starts from nothing. */
    NO,
    /** It was given the earlier run's savepoint or checkpoint. */
    FROM_STATE,
    /** It may be the same job, restarted by its cluster; see {@link Recovery}. */
    PERHAPS;

    public static GoingOn of(Configuration configuration) {
        if (configuration.contains(StateRecoveryOptions.SAVEPOINT_PATH)) {
            return FROM_STATE;
        }
        return Recovery.isAskedFor(configuration) ? PERHAPS : NO;
    }
}
