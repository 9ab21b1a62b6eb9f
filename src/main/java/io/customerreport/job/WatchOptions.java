package io.customerreport.job;

import io.customerreport.source.enumerate.WatchRules;
import java.time.Duration;

/**
 * How a continuous run goes on.
 *
 * @param interval how often new files are looked for
 * @param reportEvery how often customers that have changed are reported
 * @param settleTime for how long a file must have been left alone before it is read
 * @param remember for how long a file is known as read that is gone
 */
public record WatchOptions(
        Duration interval, Duration reportEvery, Duration settleTime, Duration remember) {

    public static final Duration DEFAULT_REPORT_EVERY = Duration.ofMinutes(1);

    /** With the patience of {@link WatchRules}. */
    public WatchOptions(Duration interval, Duration reportEvery) {
        this(interval, reportEvery, WatchRules.DEFAULT_SETTLE_TIME, WatchRules.DEFAULT_RETENTION);
    }
}
