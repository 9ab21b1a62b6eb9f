package io.customerreport.parse;

import java.util.Collection;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;

/**
 * An accumulator that continues from the checkpoint when its task is restarted, as what was added
 * is kept in operator state.
 *
 * @param <T> what is added
 * @param <R> how the state holds it
 */
final class KeptAccumulator<T, R> {

    private final Accumulator<T, ?> accumulator;
    private final Supplier<Collection<T>> added;
    private final ListStateDescriptor<R> descriptor;
    private final Function<T, R> toRow;
    private final Function<R, T> ofRow;
    private ListState<R> state;

    /**
     * @param added all that was added and is still held
     * @param descriptor whose name is part of the savepoint format
     */
    KeptAccumulator(
            Accumulator<T, ?> accumulator,
            Supplier<Collection<T>> added,
            ListStateDescriptor<R> descriptor,
            Function<T, R> toRow,
            Function<R, T> ofRow) {
        this.accumulator = accumulator;
        this.added = added;
        this.descriptor = descriptor;
        this.toRow = toRow;
        this.ofRow = ofRow;
    }

    void restore(OperatorStateStore store) throws Exception {
        state = store.getListState(descriptor);
        for (R row : state.get()) {
            accumulator.add(ofRow.apply(row));
        }
    }

    void snapshot() throws Exception {
        state.clear();
        for (T value : added.get()) {
            state.add(toRow.apply(value));
        }
    }
}
