package io.customerreport.parse;

import java.util.Arrays;
import java.util.List;

/** What became of one line of input: exactly one of these for every line. */
public enum LineOutcome {
    ACCEPTED("accepted"),
    BLANK("blank"),
    /** A filter, not a fault: counted, never among the rejects. */
    FILTERED("filtered"),
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
        return compareTo(FILTERED) > 0;
    }

    /** The reasons for which a line is rejected, in the order in which they are checked. */
    public static List<LineOutcome> rejects() {
        return REJECTS;
    }
}
