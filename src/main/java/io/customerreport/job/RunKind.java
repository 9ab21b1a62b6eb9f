package io.customerreport.job;

import io.customerreport.source.enumerate.WatchRules;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
     * @param snapshots null for changes alone
     */
    record Continuous(
            Duration interval,
            Duration reportEvery,
            Duration settleTime,
            Duration remember,
            @Nullable SnapshotSchedule snapshots)
            implements RunKind {

        public static final Duration DEFAULT_REPORT_EVERY = Duration.ofMinutes(1);
        public static final Duration DEFAULT_SETTLE_TIME = WatchRules.DEFAULT_SETTLE_TIME;
        public static final Duration DEFAULT_REMEMBER = WatchRules.DEFAULT_RETENTION;
    }

    /**
     * All customers, written now and then, so that changes need not be kept forever.
     *
     * @param every how often
     * @param kept how many whole ones are kept
     */
    record SnapshotSchedule(Duration every, int kept) {

        public static final int DEFAULT_KEPT = 2;

        /**
         * The number of checkpoints from one snapshot to the next, which is taken with a
         * checkpoint: for the duration, or a little longer.
         *
         * @param checkpointMillis the interval of the checkpoints, at least 1
         */
        long checkpoints(long checkpointMillis) {
            return (every.toMillis() + checkpointMillis - 1) / checkpointMillis;
        }
    }

    default boolean isContinuous() {
        return this instanceof Continuous;
    }
}
