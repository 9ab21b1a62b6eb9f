package io.customerreport.count;

import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.flink.api.common.accumulators.Accumulator;

/** The currencies whose rate converted an event. */
public final class RatesUsed implements Accumulator<String, TreeSet<String>> {

    /** The accumulator's name. */
    public static final String NAME = "rates_used";

    private static final long serialVersionUID = 1;

    private final ConcurrentSkipListSet<String> codes = new ConcurrentSkipListSet<>();

    @Override
    public void add(String code) {
        codes.add(code);
    }

    @Override
    public TreeSet<String> getLocalValue() {
        return new TreeSet<>(codes);
    }

    @Override
    public void resetLocal() {
        codes.clear();
    }

    @Override
    public void merge(Accumulator<String, TreeSet<String>> other) {
        codes.addAll(other.getLocalValue());
    }

    @Override
    public RatesUsed clone() {
        RatesUsed copy = new RatesUsed();
        copy.merge(this);
        return copy;
    }
}
