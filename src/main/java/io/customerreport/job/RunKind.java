package io.customerreport.job;

import io.customerreport.source.enumerate.WatchRules;
import java.time.Duration;

/** Whether a run ends with its input, or goes on. */
public sealed interface RunKind {

    /** Reads the input that is there, and ends. */
    record Bounded() implements RunKind {}

    /**
     * Watches the input for new files until it is stopped.
     *
     * @param interval how often new files are looked for
     * @param reportEvery how often customers that have changed are reported
     * @param settleTime for how long a file must have been left alone before it is read
     * @param remember for how long a file is known as read that is gone
     */
    record Continuous(
            Duration interval, Duration reportEvery, Duration settleTime, Duration remember)
            implements RunKind {

        public static final Duration DEFAULT_REPORT_EVERY = Duration.ofMinutes(1);
        public static final Duration DEFAULT_SETTLE_TIME = WatchRules.DEFAULT_SETTLE_TIME;
        public static final Duration DEFAULT_REMEMBER = WatchRules.DEFAULT_RETENTION;
    }

    default boolean isContinuous() {
        return this instanceof Continuous;
    }
}
