package io.customerreport.parse;

import io.customerreport.source.InputNotice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.flink.api.common.accumulators.Accumulator;

/**
 * The first {@value #LIMIT} notices of the input, by kind and in the order of names; there may be
 * more.
 */
public final class InputNotices implements Accumulator<InputNotice, ArrayList<InputNotice>> {

    /** The accumulator's name. */
    public static final String NAME = "first_input_notices";

    /** How many are kept. */
    public static final int LIMIT = 100;

    private static final long serialVersionUID = 1;

    private final ConcurrentSkipListSet<InputNotice> first = new ConcurrentSkipListSet<>();

    @Override
    public void add(InputNotice notice) {
        first.add(notice);
        if (first.size() > LIMIT) {
            first.pollLast();
        }
    }

    @Override
    public ArrayList<InputNotice> getLocalValue() {
        return new ArrayList<>(first);
    }

    @Override
    public void resetLocal() {
        first.clear();
    }

    @Override
    public void merge(Accumulator<InputNotice, ArrayList<InputNotice>> other) {
        List<InputNotice> others = other.getLocalValue();
        others.forEach(this::add);
    }

    @Override
    public InputNotices clone() {
        InputNotices copy = new InputNotices();
        copy.merge(this);
        return copy;
    }
}
