package io.customerreport.count;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.flink.api.common.accumulators.Accumulator;

/** The first {@value #LIMIT} different values in their order; there may be more. */
abstract class FirstInOrder<T extends Comparable<? super T> & Serializable>
        implements Accumulator<T, ArrayList<T>> {

    /** How many are kept. */
    public static final int LIMIT = 100;

    private static final long serialVersionUID = 1;

    private final ConcurrentSkipListSet<T> first = new ConcurrentSkipListSet<>();

    @Override
    public void add(T value) {
        first.add(value);
        if (first.size() > LIMIT) {
            first.pollLast();
        }
    }

    @Override
    public ArrayList<T> getLocalValue() {
        return new ArrayList<>(first);
    }

    @Override
    public void resetLocal() {
        first.clear();
    }

    @Override
    public void merge(Accumulator<T, ArrayList<T>> other) {
        List<T> others = other.getLocalValue();
        others.forEach(this::add);
    }

    @Override
    public abstract FirstInOrder<T> clone();
}
