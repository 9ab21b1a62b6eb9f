package io.customerreport.report;

import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.EventSequence;
import io.customerreport.aggregate.RecordTypes;
import io.customerreport.aggregate.SequentialAggregate;
import org.jspecify.annotations.Nullable;

/** Adds a customer's events sequence by sequence; these must arrive in input order. */
public final class SequentialReportFunction
        extends ReportFunction<EventSequence, CustomerAggregate> {

    private static final long serialVersionUID = 1;

    public SequentialReportFunction() {
        super(RecordTypes.CUSTOMER_AGGREGATE);
    }

    @Override
    CustomerAggregate add(EventSequence sequence, @Nullable CustomerAggregate before) {
        SequentialAggregate aggregate =
                before == null ? new SequentialAggregate() : (SequentialAggregate) before;
        aggregate.add(sequence);
        return aggregate;
    }

    @Override
    CustomerAggregate aggregate(CustomerAggregate kept) {
        return kept;
    }
}
