package io.customerreport.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipfSamplerTest {

    private static final int DRAWS = 400_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 0.3, 0.999999999, 1.0, 1.1, 2.5})
    void ranksOccurInProportionToTheirPower(double exponent) {
        int n = 50;
        double norm = 0;
        for (int k = 1; k <= n; k++) {
            norm += Math.pow(k, -exponent);
        }

        int[] counts = draw(new ZipfSampler(n, exponent), n);

        for (int k = 1; k <= n; k++) {
            double expected = DRAWS * Math.pow(k, -exponent) / norm;
            // Five standard deviations of a count.
            assertThat((double) counts[k])
                    .as("rank %d", k)
                    .isCloseTo(expected, within(5 * Math.sqrt(expected) + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 1.0, 1.1, 10.0})
    void oneRankIsAlwaysTheFirst(double exponent) {
        int[] counts = draw(new ZipfSampler(1, exponent), 1);

        assertThat(counts[1]).isEqualTo(DRAWS);
    }

    @Test
    void ranksReachTheLargestInt() {
        ZipfSampler uniform = new ZipfSampler(Integer.MAX_VALUE, 0.0);
        ZipfSampler skewed = new ZipfSampler(Integer.MAX_VALUE, 0.1);
        SplitMix64 random = new SplitMix64(1);

        for (int i = 0; i < 1_000; i++) {
            assertThat(uniform.next(random)).isPositive();
            assertThat(skewed.next(random)).isPositive();
        }
    }

    private static int[] draw(ZipfSampler sampler, int n) {
        SplitMix64 random = new SplitMix64(42);
        int[] counts = new int[n + 1];
        for (int i = 0; i < DRAWS; i++) {
            counts[sampler.next(random)]++;
        }
        return counts;
    }
}
