package io.customerreport.report;

import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.SequentialAggregate;
import io.customerreport.parse.Event;

/** Adds a customer's events one by one; they must arrive in input order. */
public final class SequentialReportFunction extends ReportFunction<Event> {

    private static final long serialVersionUID = 1;

    @Override
    CustomerAggregate add(Event event, CustomerAggregate before) {
        CustomerAggregate aggregate = before == null ? new SequentialAggregate() : before;
        aggregate.add(event);
        return aggregate;
    }
}
