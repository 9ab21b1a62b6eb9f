package io.customerreport.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementsTest {

    @Test
    void oneSlowRunDoesNotMoveTheMedian() {
        Measurements runs = wall(2.0, 9.0, 2.2);

        assertThat(runs.wallSeconds()).isEqualTo(2.2);
        assertThat(runs.leastWallSeconds()).isEqualTo(2.0);
        assertThat(runs.mostWallSeconds()).isEqualTo(9.0);
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertThat(wall(1.0, 2.0, 4.0, 8.0).wallSeconds()).isEqualTo(3.0);
    }

    private static Measurements wall(double... seconds) {
        List<Measurement> runs =
                Arrays.stream(seconds).mapToObj(s -> new Measurement(s, 1.0, 1L)).toList();
        return new Measurements(runs);
    }
}
