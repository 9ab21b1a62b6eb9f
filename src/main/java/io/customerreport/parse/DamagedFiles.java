package io.customerreport.parse;

import io.customerreport.source.Damage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.flink.api.common.accumulators.Accumulator;

/** The first {@value #LIMIT} damaged files in the order of their names; there may be more. */
public final class DamagedFiles implements Accumulator<Damage, ArrayList<Damage>> {

    /** The accumulator's name. */
    public static final String NAME = "first_corrupt_files";

    /** How many are kept. */
    public static final int LIMIT = 100;

    private static final long serialVersionUID = 1;

    private final ConcurrentSkipListSet<Damage> first = new ConcurrentSkipListSet<>();

    @Override
    public void add(Damage damage) {
        first.add(damage);
        if (first.size() > LIMIT) {
            first.pollLast();
        }
    }

    @Override
    public ArrayList<Damage> getLocalValue() {
        return new ArrayList<>(first);
    }

    @Override
    public void resetLocal() {
        first.clear();
    }

    @Override
    public void merge(Accumulator<Damage, ArrayList<Damage>> other) {
        List<Damage> others = other.getLocalValue();
        others.forEach(this::add);
    }

    @Override
    public DamagedFiles clone() {
        DamagedFiles copy = new DamagedFiles();
        copy.merge(this);
        return copy;
    }
}
