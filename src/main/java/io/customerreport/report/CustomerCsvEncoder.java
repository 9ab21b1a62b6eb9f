package io.customerreport.report;

import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.python.PythonFloats;
import org.jspecify.annotations.Nullable;

/** Writes a customer's report as one row, without its days. */
final class CustomerCsvEncoder extends CsvEncoder {

    private static final long serialVersionUID = 1;

    private transient @Nullable Shards shards;

    CustomerCsvEncoder() {
        super(
                "customer_id",
                "total_events",
                "total_spend_usd",
                "avg_ticket_usd",
                "active_days",
                "top_event_type",
                "latest_event_ts",
                "shard");
    }

    @Override
    public void encode(KeyedAggregate record, JsonBuffer out) {
        if (shards == null) {
            shards = new Shards();
        }
        CustomerAggregate aggregate = record.aggregate();
        text(record.customer().utf8(), out);
        out.raw(',');
        out.integer(aggregate.totalEvents());
        out.raw(',');
        number(PythonFloats.round6(aggregate.totalSpend()), out);
        out.raw(',');
        number(PythonFloats.round6(aggregate.averageTicket()), out);
        out.raw(',');
        out.integer(aggregate.activeDays());
        out.raw(',');
        text(aggregate.topType(), out);
        out.raw(',');
        out.integer(aggregate.latestTs());
        out.raw(',');
        out.integer(shards.shardOf(record.customer().utf8()));
    }
}
