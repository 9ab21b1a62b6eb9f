package io.customerreport.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {

    @Test
    void ticksAreRoundAndFew() {
        assertThat(new Scale(new double[] {2600, 130}, false).ticks())
                .containsExactly(1000.0, 2000.0, 3000.0);
        assertThat(new Scale(new double[] {-5, 40}, false).ticks())
                .containsExactly(20.0, 40.0, 60.0);
        assertThat(new Scale(new double[] {3}, true).ticks()).containsExactly(1.0, 2.0, 3.0, 4.0);
        assertThat(new Scale(new double[] {0, Double.NaN}, false).ticks()).containsExactly(1.0);
    }

    @Test
    void topTickIsAboveAllValues() {
        for (double highest = 0.01; highest < 1e12; highest *= 1.07) {
            for (double lowest : new double[] {0, -highest / 3, -highest * 9}) {
                Scale scale = new Scale(new double[] {highest, lowest, highest / 2}, false);

                List<Double> ticks = scale.ticks();
                assertThat(ticks.get(ticks.size() - 1)).isGreaterThan(highest);
                assertThat(scale.depth(ticks.get(ticks.size() - 1))).isCloseTo(0, within(1e-12));
                assertThat(scale.depth(lowest)).isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void everyFiniteDoubleIsOnTheScale() {
        double[] ends = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 1, -1e-300, 0};
        for (double a : ends) {
            for (double b : ends) {
                Scale scale = new Scale(new double[] {a, b}, false);

                assertThat(scale.depth(a)).isBetween(0.0, 1.0);
                assertThat(scale.depth(b)).isBetween(0.0, 1.0);
                assertThat(scale.depth(0)).isBetween(0.0, 1.0);
                assertThat(scale.ticks()).hasSizeLessThan(8).allMatch(Double::isFinite);
            }
        }
    }
}
