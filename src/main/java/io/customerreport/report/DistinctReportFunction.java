package io.customerreport.report;

import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.DistinctAggregate;
import io.customerreport.aggregate.DistinctEvents;
import io.customerreport.aggregate.ExactAggregate;
import io.customerreport.aggregate.RecordTypes;
import io.customerreport.count.RunCounters;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.jspecify.annotations.Nullable;

/** Counts each event id of a customer once; events must arrive in the order of their ranks. */
public final class DistinctReportFunction
        extends ReportFunction<DistinctEvents, DistinctAggregate> {

    private static final long serialVersionUID = 1;

    public DistinctReportFunction() {
        super(RecordTypes.DISTINCT_AGGREGATE);
    }

    @Override
    void registerCounts(RuntimeContext context) {
        super.registerCounts(context);
        counters().register(RunCounters.DUPLICATES, context);
        counters().register(RunCounters.CONFLICTING_DUPLICATES, context);
    }

    @Override
    DistinctAggregate add(DistinctEvents events, @Nullable DistinctAggregate before) {
        DistinctAggregate aggregate = before == null ? new DistinctAggregate() : before;
        aggregate.add(events);
        return aggregate;
    }

    /** Called once a customer, when all of its events have arrived. */
    @Override
    CustomerAggregate aggregate(DistinctAggregate kept) {
        ExactAggregate whole = kept.whole();
        counters().add(RunCounters.DUPLICATES, kept.duplicates());
        counters().add(RunCounters.CONFLICTING_DUPLICATES, kept.conflicts());
        return whole;
    }
}
