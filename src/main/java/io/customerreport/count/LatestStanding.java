package io.customerreport.count;

import io.customerreport.source.block.InputStanding;
import org.apache.flink.api.common.accumulators.Accumulator;

/** How a watched input stands by its latest scan. */
public final class LatestStanding implements Accumulator<InputStanding, InputStanding> {

    /** The accumulator's name. */
    public static final String NAME = "input_standing";

    private static final long serialVersionUID = 1;

    private volatile InputStanding latest = InputStanding.NOTHING;

    @Override
    public void add(InputStanding standing) {
        if (standing.scan() >= latest.scan()) {
            latest = standing;
        }
    }

    @Override
    public InputStanding getLocalValue() {
        return latest;
    }

    @Override
    public void resetLocal() {
        latest = InputStanding.NOTHING;
    }

    @Override
    public void merge(Accumulator<InputStanding, InputStanding> other) {
        add(other.getLocalValue());
    }

    @Override
    public LatestStanding clone() {
        LatestStanding copy = new LatestStanding();
        copy.merge(this);
        return copy;
    }
}
