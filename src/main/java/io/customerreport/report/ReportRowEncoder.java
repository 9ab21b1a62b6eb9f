package io.customerreport.report;

import static io.customerreport.report.JsonBuffer.ascii;

import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.python.PythonFloats;
import org.jspecify.annotations.Nullable;

/** Writes a customer's report: its fields in the order of docs/contract.md. */
final class ReportRowEncoder implements RowEncoder<KeyedAggregate> {

    private static final long serialVersionUID = 1;

    private static final byte[] CUSTOMER_ID = ascii("{\"customer_id\":");
    private static final byte[] TOTAL_EVENTS = ascii(",\"total_events\":");
    private static final byte[] TOTAL_SPEND_USD = ascii(",\"total_spend_usd\":");
    private static final byte[] AVG_TICKET_USD = ascii(",\"avg_ticket_usd\":");
    private static final byte[] ACTIVE_DAYS = ascii(",\"active_days\":");
    private static final byte[] TOP_EVENT_TYPE = ascii(",\"top_event_type\":");
    private static final byte[] LATEST_EVENT_TS = ascii(",\"latest_event_ts\":");
    private static final byte[] BY_DAY = ascii(",\"by_day\":");
    private static final byte[] EVENTS = ascii(":{\"events\":");
    private static final byte[] SPEND_USD = ascii(",\"spend_usd\":");
    private static final byte[] SHARD = ascii(",\"shard\":");

    private transient @Nullable Shards shards;

    @Override
    public void encode(KeyedAggregate record, JsonBuffer out) {
        if (shards == null) {
            shards = new Shards();
        }
        CustomerAggregate aggregate = record.aggregate();
        out.raw(CUSTOMER_ID);
        out.string(record.customer().utf8());
        out.raw(TOTAL_EVENTS);
        out.integer(aggregate.totalEvents());
        out.raw(TOTAL_SPEND_USD);
        out.number(PythonFloats.round6(aggregate.totalSpend()));
        out.raw(AVG_TICKET_USD);
        out.number(PythonFloats.round6(aggregate.averageTicket()));
        out.raw(ACTIVE_DAYS);
        out.integer(aggregate.activeDays());
        out.raw(TOP_EVENT_TYPE);
        out.string(aggregate.topType());
        out.raw(LATEST_EVENT_TS);
        out.integer(aggregate.latestTs());
        out.raw(BY_DAY);
        days(aggregate, out);
        out.raw(SHARD);
        out.integer(shards.shardOf(record.customer().utf8()));
        out.raw('}');
    }

    /** Appends the days as one JSON object. */
    static void days(CustomerAggregate aggregate, JsonBuffer out) {
        out.raw('{');
        for (int i = 0; i < aggregate.activeDays(); i++) {
            if (i > 0) {
                out.raw(',');
            }
            out.day(aggregate.day(i));
            out.raw(EVENTS);
            out.integer(aggregate.dayEvents(i));
            out.raw(SPEND_USD);
            out.number(aggregate.daySpend(i));
            out.raw('}');
        }
        out.raw('}');
    }
}
