package io.customerreport.combine;

import java.io.Serializable;
import java.time.Duration;

/**
 * When reports leave in a continuous job: at the whole multiples of an interval since 1970, UTC, so
 * that all subtasks and all runs agree on the times.
 *
 * <p>What is gathered before the shuffle is sent on a little earlier, to be there in time. An event
 * is therefore in a report no later than the interval and that lead after it was read.
 *
 * @param millis the interval, at least 1
 */
public record ReportSchedule(long millis) implements Serializable {

    private static final long LONGEST_LEAD_MILLIS = 1_000;

    /** The lead is one part in this many of the interval. */
    private static final long LEAD_SHARE = 10;

    public ReportSchedule {
        if (millis < 1) {
            throw new IllegalArgumentException("the interval is " + millis + " ms, less than 1");
        }
    }

    public static ReportSchedule every(Duration interval) {
        return new ReportSchedule(interval.toMillis());
    }

    /** The first time later than {@code now} at which reports leave. */
    public long nextReport(long now) {
        return now - Math.floorMod(now, millis) + millis;
    }

    /** The first time later than {@code now} at which gathered events are sent on. */
    long nextFlush(long now) {
        long lead = Math.min(millis / LEAD_SHARE, LONGEST_LEAD_MILLIS);
        return nextReport(now + lead) - lead;
    }
}
