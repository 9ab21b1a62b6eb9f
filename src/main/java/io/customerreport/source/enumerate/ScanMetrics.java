package io.customerreport.source.enumerate;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What can be seen of the scans of a watched input.
 *
 * <p>Counters begin again at zero when the JobManager restarts the job; gauges tell of the last
 * scan that succeeded.
 */
final class ScanMetrics {

    /** Unix time of the beginning of the last good scan in seconds, 0 before the first. */
    static final String LAST_GOOD_SCAN = "last_good_scan";

    static final String SCANS_FAILED = "scans_failed";

    /** Files handed out to be read. */
    static final String FILES_FOUND = "files_found";

    /** Files that changed after they were handed out, and of which more was handed out since. */
    static final String FILES_CHANGED = "files_changed";

    /** Files that were empty or not settled in the last scan. */
    static final String FILES_WAITING = "files_waiting";

    /** The set of files that are known to have been handed out. */
    static final String FILES_REMEMBERED = "files_remembered";

    final Counter scansFailed;
    final Counter filesFound;
    final Counter filesChanged;
    volatile long lastGoodScan;
    volatile int filesWaiting;
    volatile int filesRemembered;

    ScanMetrics(MetricGroup group) {
        scansFailed = group.counter(SCANS_FAILED);
        filesFound = group.counter(FILES_FOUND);
        filesChanged = group.counter(FILES_CHANGED);
        group.gauge(LAST_GOOD_SCAN, () -> lastGoodScan);
        group.gauge(FILES_WAITING, () -> filesWaiting);
        group.gauge(FILES_REMEMBERED, () -> filesRemembered);
    }
}
