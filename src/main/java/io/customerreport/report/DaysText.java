package io.customerreport.report;

import io.customerreport.aggregate.CustomerAggregate;

/**
 * Spells the days of a customer as in a row, by themselves.
 *
 * <p>Not safe for use by several threads.
 */
public final class DaysText {

    private final JsonBuffer buffer = new JsonBuffer(1024);

    /** A JSON object by day. */
    public String of(CustomerAggregate aggregate) {
        ReportRowEncoder.days(aggregate, buffer);
        String text = buffer.toAscii();
        buffer.clear();
        return text;
    }
}
