package io.customerreport.report;

import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.CustomerRun;
import io.customerreport.aggregate.RecordTypeInfo;
import io.customerreport.aggregate.SequentialAggregate;

/** Adds a customer's events run by run; runs must arrive in input order. */
public final class SequentialReportFunction extends ReportFunction<CustomerRun, CustomerAggregate> {

    private static final long serialVersionUID = 1;

    public SequentialReportFunction() {
        super(RecordTypeInfo.CUSTOMER_AGGREGATE);
    }

    @Override
    CustomerAggregate add(CustomerRun run, CustomerAggregate before) {
        SequentialAggregate aggregate =
                before == null ? new SequentialAggregate() : (SequentialAggregate) before;
        aggregate.add(run);
        return aggregate;
    }

    @Override
    CustomerAggregate aggregate(CustomerAggregate kept) {
        return kept;
    }
}
