package io.customerreport.report;

import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.KeyedAggregate;

/** Writes the days of a customer, a row each. */
final class DayCsvEncoder extends CsvEncoder {

    private static final long serialVersionUID = 1;

    DayCsvEncoder() {
        super("customer_id", "day", "events", "spend_usd");
    }

    @Override
    public void encode(KeyedAggregate record, JsonBuffer out) {
        CustomerAggregate aggregate = record.aggregate();
        // There is one at least, as only an event makes a customer.
        for (int i = 0; i < aggregate.activeDays(); i++) {
            if (i > 0) {
                end(out);
            }
            text(record.customer().utf8(), out);
            out.raw(',');
            out.bareDay(aggregate.day(i));
            out.raw(',');
            out.integer(aggregate.dayEvents(i));
            out.raw(',');
            number(aggregate.daySpend(i), out);
        }
    }
}
