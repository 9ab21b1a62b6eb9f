package io.customerreport.report;

import io.customerreport.aggregate.AggregateParts;
import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.CustomerPart;
import io.customerreport.aggregate.RecordTypes;
import org.jspecify.annotations.Nullable;

/** Merges the parts of a customer's aggregate, in whatever order they arrive. */
public class ExactReportFunction extends ReportFunction<CustomerPart, AggregateParts> {

    private static final long serialVersionUID = 1;

    public ExactReportFunction() {
        super(RecordTypes.AGGREGATE_PARTS);
    }

    @Override
    final AggregateParts add(CustomerPart record, @Nullable AggregateParts before) {
        return before == null ? record.parts() : before.plus(record.parts());
    }

    @Override
    final CustomerAggregate aggregate(AggregateParts kept) {
        return kept.whole();
    }
}
