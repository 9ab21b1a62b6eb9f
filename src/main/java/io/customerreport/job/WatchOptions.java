package io.customerreport.job;

import java.time.Duration;

/**
 * How a continuous run goes on.
 *
 * @param interval how often new files are looked for
 * @param reportEvery how often customers that have changed are reported
 */
public record WatchOptions(Duration interval, Duration reportEvery) {

    public static final Duration DEFAULT_REPORT_EVERY = Duration.ofMinutes(1);
}
