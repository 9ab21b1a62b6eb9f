package io.customerreport.parse;

import java.util.Arrays;
import java.util.List;

/** What became of one line of input: exactly one of these for every line. */
public enum LineOutcome {
    ACCEPTED("accepted"),
    BLANK("blank"),
    // Filters, not faults: counted, never among the rejects.
    BEFORE_SINCE("before_since"),
    AFTER_UNTIL("after_until"),
    EVENT_TYPE_NOT_ALLOWED("event_type_not_allowed"),
    MALFORMED_JSON("malformed_json"),
    NOT_AN_OBJECT("not_an_object"),
    INVALID_EVENT_ID("invalid_event_id"),
    MISSING_EVENT_ID("missing_event_id"),
    INVALID_CUSTOMER_ID("invalid_customer_id"),
    MISSING_CUSTOMER_ID("missing_customer_id"),
    INVALID_TS("invalid_ts"),
    NON_POSITIVE_TS("non_positive_ts"),
    FUTURE_TS("future_ts"),
    INVALID_EVENT_TYPE("invalid_event_type"),
    LINE_TOO_LONG("line_too_long");

    private static final List<LineOutcome> FILTERS =
            Arrays.stream(values()).filter(LineOutcome::isFilter).toList();

    private static final List<LineOutcome> REJECTS =
            Arrays.stream(values()).filter(LineOutcome::isReject).toList();

    private final String code;

    LineOutcome(String code) {
        this.code = code;
    }

    /** The outcome as reports, counters and reject rows spell it. */
    public String code() {
        return code;
    }

    public boolean isReject() {
        return compareTo(EVENT_TYPE_NOT_ALLOWED) > 0;
    }

    public boolean isFilter() {
        return compareTo(BLANK) > 0 && !isReject();
    }

    /** The filters that a line may be left out by, in the order in which they are checked. */
    public static List<LineOutcome> filters() {
        return FILTERS;
    }

    /** The reasons for which a line is rejected, in the order in which they are checked. */
    public static List<LineOutcome> rejects() {
        return REJECTS;
    }
}
