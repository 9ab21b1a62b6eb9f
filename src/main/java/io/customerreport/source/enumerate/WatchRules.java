package io.customerreport.source.enumerate;

import java.io.Serializable;
import java.time.Duration;

/**
 * How a watched input is scanned, and what becomes of files that do not keep still.
 *
 * <p>What was read of a file is not read again; what is appended to it later is. It is best to
 * write a file elsewhere, or under a name that starts with a dot or an underscore, and to rename it
 * when it is complete: whoever stops for longer than the settle time has it read in parts.
 *
 * @param interval time from the end of one scan to the beginning of the next
 * @param settleTime a file is ready when its last change is at least that long ago
 * @param retention for how long a file is remembered that is gone; one that comes back later is
 *     read as a new one
 * @param failedScans how many scans that fail in a row fail the job; each is logged and counted
 * @param unfinished what becomes of a file that vanished, shrank or was replaced before all of it
 *     was read
 * @param strict whether an entry of a folder that cannot be read makes a scan fail
 */
public record WatchRules(
        Duration interval,
        Duration settleTime,
        Duration retention,
        int failedScans,
        Unfinished unfinished,
        boolean strict)
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

    /** The defaults, with a scan at each interval. */
    public static WatchRules every(Duration interval) {
        return new WatchRules(
                interval,
                DEFAULT_SETTLE_TIME,
                DEFAULT_RETENTION,
                DEFAULT_FAILED_SCANS,
                Unfinished.SKIP,
                false);
    }

    /** The same rules, where an entry that cannot be read makes a scan fail, or does not. */
    public WatchRules strict(boolean refused) {
        return new WatchRules(interval, settleTime, retention, failedScans, unfinished, refused);
    }

    /** The same rules with other times. */
    public WatchRules with(Duration otherSettleTime, Duration otherRetention) {
        return new WatchRules(
                interval, otherSettleTime, otherRetention, failedScans, unfinished, strict);
    }

    private static void checkPositive(String what, Duration duration) {
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException(what + " is shorter than a millisecond");
        }
    }
}
