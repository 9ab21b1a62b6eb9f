package io.customerreport.report;

import io.customerreport.aggregate.AggregateParts;
import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.CustomerPart;
import io.customerreport.aggregate.ExactAggregate;
import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.parse.Event;

/** The events of one customer as a combiner sends them, and as they are reported. */
final class Parts {

    private Parts() {}

    static CustomerPart part(Event... events) {
        return new CustomerPart(customerOf(events[0]), AggregateParts.of(aggregate(events)));
    }

    /** The row of a customer who has these events. */
    static String row(Event... events) {
        return ReportTask.row(new KeyedAggregate(customerOf(events[0]), aggregate(events)));
    }

    private static ExactAggregate aggregate(Event... events) {
        ExactAggregate aggregate = new ExactAggregate();
        for (Event event : events) {
            aggregate.add(event);
        }
        return aggregate;
    }

    static CustomerId customerOf(Event event) {
        return CustomerId.copyOf(event.customer, event.customerStart, event.customerLength);
    }
}
