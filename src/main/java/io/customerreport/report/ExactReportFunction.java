package io.customerreport.report;

import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.ExactAggregate;
import io.customerreport.aggregate.KeyedAggregate;

/** Merges the parts of a customer's aggregate, in whatever order they arrive. */
public final class ExactReportFunction extends ReportFunction<KeyedAggregate> {

    private static final long serialVersionUID = 1;

    @Override
    CustomerAggregate add(KeyedAggregate record, CustomerAggregate before) {
        if (before == null) {
            return record.aggregate();
        }
        ((ExactAggregate) before).merge((ExactAggregate) record.aggregate());
        return before;
    }
}
