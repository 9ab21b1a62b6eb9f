package io.customerreport.testing;

import java.util.Map;

/** What a made-up job has counted, by the names of its accumulators. */
public final class RunCounts {

    /** Ten lines, of which each became something. */
    public static final Map<String, Object> OF_TEN_LINES =
            Map.of(
                    "lines", 10L,
                    "blank", 1L,
                    "accepted", 4L,
                    "event_type_not_allowed", 2L,
                    "future_ts", 1L,
                    "malformed_json", 2L,
                    "not_an_object", 0L,
                    "customers", 3L,
                    "bytes", 1234L,
                    "fast_tier_lines", 9L);

    private RunCounts() {}
}
