package io.customerreport.count;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;

class CountRatioTest {

    private final Counter count = new SimpleCounter();
    private final Counter over = new SimpleCounter();
    private final CountRatio ratio = new CountRatio(count, over);

    @Test
    void nothingToDivideByIsZeroAndNoNumberThatPoisonsAverages() {
        count.inc(7);

        assertThat(ratio.getValue()).isZero();
    }

    @Test
    void ratioFollowsItsCounts() {
        count.inc(7);
        over.inc(2);

        assertThat(ratio.getValue()).isEqualTo(3.5);
    }
}
