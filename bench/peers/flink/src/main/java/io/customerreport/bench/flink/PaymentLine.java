package io.customerreport.bench.flink;

/** A line of the log as Jackson binds it; fields that are absent are null or 0. */
public record PaymentLine(
        String event_id,
        String customer_id,
        long ts,
        String event_type,
        double amount,
        String currency) {

    boolean isUsable(long now) {
        return event_id != null
                && !event_id.isEmpty()
                && customer_id != null
                && !customer_id.isEmpty()
                && ts > 0
                && ts <= now;
    }
}
