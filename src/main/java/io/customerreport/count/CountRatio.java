package io.customerreport.count;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;

/**
 * One count divided by another, as a metric that costs nothing until it is read.
 *
 * @param over what is divided by: as long as it is 0, so is the ratio
 */
public record CountRatio(Counter count, Counter over) implements Gauge<Double> {

    @Override
    public Double getValue() {
        long divisor = over.getCount();
        return divisor == 0 ? 0.0 : (double) count.getCount() / divisor;
    }
}
