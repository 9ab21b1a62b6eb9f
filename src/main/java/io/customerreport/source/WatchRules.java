package io.customerreport.source;

import java.io.Serializable;
import java.time.Duration;

/**
 * How a watched input is scanned, and what becomes of files that do not keep still.
 *
 * <p>A file is read once, as far as it went when a scan found it ready. So it is best written
 * elsewhere, or under a name that starts with a dot or an underscore, and renamed when it is
 * complete. Whoever cannot do that must be done with it within the settle time of its last change.
 *
 * @param interval time from the end of one scan to the beginning of the next
 * @param settleTime a file is ready when its last change is at least that long ago
 * @param retention for how long after its last change a file is remembered as read; one that turns
 *     up with an older time of change, but for those of the first scan, is passed over and counted
 * @param failedScans how many scans that fail in a row fail the job; each is logged and counted
 * @param unfinished what becomes of a file that vanished, shrank or was replaced before all of it
 *     was read
 */
public record WatchRules(
        Duration interval,
        Duration settleTime,
        Duration retention,
        int failedScans,
        Unfinished unfinished)
        implements Serializable {

    public static final Duration DEFAULT_SETTLE_TIME = Duration.ofSeconds(2);
    public static final Duration DEFAULT_RETENTION = Duration.ofDays(7);
    public static final int DEFAULT_FAILED_SCANS = 10;

    /** What becomes of a file that vanished, shrank or was replaced before all of it was read. */
    public enum Unfinished {
        /** What is left of it is given up, logged and counted. */
        SKIP,

        /** The job fails with its name. */
        FAIL
    }

    public WatchRules {
        checkPositive("the scan interval", interval);
        checkPositive("the retention", retention);
        if (settleTime.isNegative()) {
            throw new IllegalArgumentException("the settle time is negative: " + settleTime);
        }
        if (settleTime.compareTo(retention) >= 0) {
            throw new IllegalArgumentException(
                    "the retention of " + retention + " must be longer than the settle time");
        }
        if (failedScans < 1) {
            throw new IllegalArgumentException(
                    "the number of failed scans must be at least 1, not " + failedScans);
        }
    }

    /** The defaults, scanning that often. */
    public static WatchRules every(Duration interval) {
        return new WatchRules(
                interval,
                DEFAULT_SETTLE_TIME,
                DEFAULT_RETENTION,
                DEFAULT_FAILED_SCANS,
                Unfinished.SKIP);
    }

    private static void checkPositive(String what, Duration duration) {
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException(what + " is shorter than a millisecond");
        }
    }
}
