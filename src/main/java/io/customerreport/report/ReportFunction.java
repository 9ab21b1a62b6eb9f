package io.customerreport.report;

import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.count.RunCounters;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each customer's aggregate and hands it out when the input has ended: {@link #reportAll all
 * of them at once} if whoever runs it can, and otherwise each by an event-time timer at {@link
 * #END_OF_INPUT}, which the final watermark fires.
 *
 * @param <I> what arrives: parts of aggregates, or sequences of events
 * @param <S> what is kept of a customer
 */
public abstract class ReportFunction<I, S>
        extends KeyedProcessFunction<CustomerId, I, KeyedAggregate>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1;

    /** The time of the final watermark, which comes with the end of the input or a drained stop. */
    static final long END_OF_INPUT = Long.MAX_VALUE;

    /** What readers of savepoints find the aggregates by. */
    public static final String STATE_NAME = "aggregate";

    private final TypeInformation<S> stateType;
    private transient ValueStateDescriptor<S> descriptor;
    private transient ValueState<S> state;
    private transient boolean timers;
    private transient RunCounters counters;
    private transient RunCounters.Count customers;
    private transient RunCounters.Count events;

    ReportFunction(TypeInformation<S> stateType) {
        this.stateType = stateType;
    }

    @Override
    public final void initializeState(FunctionInitializationContext context) throws Exception {
        counters = new RunCounters();
        counters.restore(context.getOperatorStateStore());
    }

    @Override
    public final void snapshotState(FunctionSnapshotContext context) throws Exception {
        counters.snapshot();
    }

    @Override
    public void open(OpenContext context) {
        descriptor = new ValueStateDescriptor<>(STATE_NAME, stateType);
        state = getRuntimeContext().getState(descriptor);
        timers = true;
        registerCounts(getRuntimeContext());
    }

    /** Makes visible what is counted of customers. */
    void registerCounts(RuntimeContext context) {
        customers = counters.register(RunCounters.CUSTOMERS, context);
        events = counters.register(RunCounters.REPORTED_EVENTS, context);
    }

    /** Whether each customer needs a timer, or {@link #reportAll} will be called at the end. */
    final void awaitTimers(boolean timers) {
        this.timers = timers;
    }

    @Override
    public final void processElement(I record, Context context, Collector<KeyedAggregate> out)
            throws Exception {
        S before = state.value();
        arrived(before == null, context.timerService());
        state.update(add(record, before));
    }

    /**
     * Sees to it that the current customer will be reported.
     *
     * @param first whether nothing was known of the customer before
     */
    void arrived(boolean first, TimerService timerService) throws Exception {
        if (first && timers) {
            timerService.registerEventTimeTimer(END_OF_INPUT);
        }
    }

    /**
     * Adds a record to a customer's aggregate.
     *
     * @param before what is known so far, null for the first record; may be changed
     * @return what is known now
     */
    abstract S add(I record, @Nullable S before);

    /** What is reported of a customer. */
    abstract CustomerAggregate aggregate(S kept);

    @Override
    public void onTimer(long ts, OnTimerContext context, Collector<KeyedAggregate> out)
            throws Exception {
        out.collect(reported(report(context.getCurrentKey())));
        state.clear();
    }

    /** Hands out every customer that there is, and keeps none. */
    final void reportAll(KeyedStateBackend<CustomerId> customers, Consumer<KeyedAggregate> receiver)
            throws Exception {
        handOutAll(customers, report -> receiver.accept(reported(report)), ValueState::clear);
    }

    /** Hands out every customer that there is, and keeps them all. */
    final void handOutAll(
            KeyedStateBackend<CustomerId> customers, Consumer<KeyedAggregate> receiver)
            throws Exception {
        handOutAll(customers, receiver, kept -> {});
    }

    private void handOutAll(
            KeyedStateBackend<CustomerId> customers,
            Consumer<KeyedAggregate> receiver,
            Consumer<ValueState<S>> then)
            throws Exception {
        customers.applyToAllKeys(
                VoidNamespace.INSTANCE,
                VoidNamespaceSerializer.INSTANCE,
                descriptor,
                (customer, kept) -> {
                    receiver.accept(new KeyedAggregate(customer, aggregate(kept.value())));
                    then.accept(kept);
                });
    }

    /** What is kept of the current customer, and from now on no more. */
    final @Nullable S take() throws Exception {
        S kept = state.value();
        state.clear();
        return kept;
    }

    final KeyedAggregate report(CustomerId customer) throws Exception {
        return new KeyedAggregate(customer, aggregate(state.value()));
    }

    /** Counts a customer's row. */
    final KeyedAggregate reported(KeyedAggregate report) {
        customers.add(1);
        events.add(report.aggregate().totalEvents());
        return report;
    }

    final RunCounters counters() {
        return counters;
    }
}
