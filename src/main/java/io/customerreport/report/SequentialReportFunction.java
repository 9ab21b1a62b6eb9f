package io.customerreport.report;

import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.RecordTypeInfo;
import io.customerreport.aggregate.SequentialAggregate;
import io.customerreport.parse.Event;

/** Adds a customer's events one by one; they must arrive in input order. */
public final class SequentialReportFunction extends ReportFunction<Event, CustomerAggregate> {

    private static final long serialVersionUID = 1;

    public SequentialReportFunction() {
        super(RecordTypeInfo.CUSTOMER_AGGREGATE);
    }

    @Override
    CustomerAggregate add(Event event, CustomerAggregate before) {
        CustomerAggregate aggregate = before == null ? new SequentialAggregate() : before;
        aggregate.add(event);
        return aggregate;
    }

    @Override
    CustomerAggregate aggregate(CustomerAggregate kept) {
        return kept;
    }
}
