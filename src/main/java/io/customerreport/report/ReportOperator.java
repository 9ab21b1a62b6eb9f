package io.customerreport.report;

import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.KeyedAggregate;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.sorted.state.BatchExecutionKeyedStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Runs a {@link ReportFunction} over bounded input, and has it report all customers at its end.
 *
 * <p>A function can only learn of the end through a timer for each customer. Such timers would take
 * a fifth more heap per customer, and an eighth of the time of all keyed work. In batch mode, where
 * there is one customer at a time, the function does use a timer.
 *
 * @param <I> what arrives: parts of aggregates, or sequences of events
 */
public class ReportOperator<I> extends KeyedProcessOperator<CustomerId, I, KeyedAggregate>
        implements BoundedOneInput {

    private static final long serialVersionUID = 1;

    private final ReportFunction<I, ?> function;

    public ReportOperator(ReportFunction<I, ?> function) {
        super(function);
        this.function = function;
    }

    @Override
    public void open() throws Exception {
        super.open();
        function.awaitTimers(getKeyedStateBackend() instanceof BatchExecutionKeyedStateBackend);
    }

    @Override
    public void endInput() throws Exception {
        KeyedStateBackend<CustomerId> customers = getKeyedStateBackend();
        function.reportAll(customers, report -> output.collect(new StreamRecord<>(report)));
    }
}
