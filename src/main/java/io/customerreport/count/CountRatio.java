package io.customerreport.count;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;

/** One count divided by another, as a metric that costs nothing until it is read. */
public final class CountRatio implements Gauge<Double> {

    private final Counter count;
    private final Counter over;

    /**
     * @param over what is divided by: as long as it is 0, so is the ratio
     */
    public CountRatio(Counter count, Counter over) {
        this.count = count;
        this.over = over;
    }

    @Override
    public Double getValue() {
        long divisor = over.getCount();
        return divisor == 0 ? 0.0 : (double) count.getCount() / divisor;
    }
}
