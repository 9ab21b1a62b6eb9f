package io.customerreport.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class SpendHistogramTest {

    @Test
    void quantilesAreThoseOfTheSortedSpendsWithinTheErrorThatIsSaid() {
        List<Double> spends = spends(new Random(1), 20_000);

        SpendHistogram histogram = of(spends);

        Collections.sort(spends);
        for (int percent = 1; percent <= 100; percent++) {
            double exact = spends.get((int) Math.ceil(percent / 100.0 * spends.size()) - 1);
            assertThat(histogram.quantile(percent / 100.0))
                    .isCloseTo(
                            exact, within(Math.abs(exact) * SpendHistogram.RELATIVE_ERROR + 0.004));
        }
    }

    @Test
    void fewCustomersHaveExactQuantiles() {
        SpendHistogram histogram = of(List.of(0.1, 22.7, -3.3, 9e9, 0.0));

        assertThat(histogram.quantile(0.2)).isEqualTo(-3.3);
        assertThat(histogram.quantile(0.4)).isEqualTo(0.0);
        assertThat(histogram.quantile(0.5)).isEqualTo(0.1);
        assertThat(histogram.quantile(0.8)).isEqualTo(22.7);
        assertThat(histogram.quantile(1)).isEqualTo(9e9);
    }

    @Test
    void sumOfTheHighestIsNeverTooLargeAndShortByPartOfOneBinAtMost() {
        List<Double> spends = spends(new Random(2), 5_000);

        SpendHistogram histogram = of(spends);

        spends.sort(Comparator.reverseOrder());
        BigDecimal exact = BigDecimal.ZERO;
        for (int n = 1; n <= spends.size(); n++) {
            exact = exact.add(new BigDecimal(Math.max(0, spends.get(n - 1))));
            double sum = exact.doubleValue();
            assertThat(histogram.highestSpend(n))
                    .isBetween(sum * (1 - SpendHistogram.RELATIVE_ERROR), sum * (1 + 1e-12));
        }
        assertThat(histogram.positiveSpend()).isEqualTo(exact.doubleValue());
    }

    @Test
    void whatIsNoOrdinaryAmountIsCountedApart() {
        SpendHistogram histogram =
                of(
                        List.of(
                                Double.NaN,
                                Double.POSITIVE_INFINITY,
                                Double.NEGATIVE_INFINITY,
                                -0.0,
                                0.0,
                                Double.MIN_VALUE,
                                -Double.MAX_VALUE,
                                1e300));

        assertThat(histogram.notNumbers()).isEqualTo(1);
        assertThat(histogram.customers()).isEqualTo(7);
        assertThat(histogram.negative()).isEqualTo(2);
        assertThat(histogram.quantile(1.0 / 7)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(histogram.quantile(2.0 / 7)).isEqualTo(-Double.MAX_VALUE);
        assertThat(histogram.quantile(3.0 / 7)).isEqualTo(0.0);
        assertThat(histogram.quantile(4.0 / 7)).isEqualTo(0.0);
        assertThat(histogram.quantile(5.0 / 7)).isEqualTo(Double.MIN_VALUE);
        assertThat(histogram.quantile(6.0 / 7)).isEqualTo(1e300);
        assertThat(histogram.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(histogram.highestSpend(1)).isInfinite();
    }

    @Test
    void mergeInAnyOrderIsTheHistogramOfTheWhole() throws IOException {
        List<Double> spends = spends(new Random(3), 3_000);
        spends.addAll(List.of(Double.NaN, Double.NEGATIVE_INFINITY, 1e300, -1e300, 1e-300));
        SpendHistogram whole = of(spends);

        for (long seed = 0; seed < 5; seed++) {
            Collections.shuffle(spends, new Random(seed));
            SpendHistogram merged = new SpendHistogram();
            for (int from = 0; from < spends.size(); from += 700) {
                SpendHistogram part = of(spends.subList(from, Math.min(from + 700, spends.size())));
                merged.merge(readBack(part));
            }

            assertThat(merged.customers()).isEqualTo(whole.customers());
            assertThat(merged.notNumbers()).isEqualTo(whole.notNumbers());
            for (int n = 1; n <= 3_000; n++) {
                assertThat(merged.highestSpend(n)).isEqualTo(whole.highestSpend(n));
                assertThat(merged.quantile(n / 3_000.0)).isEqualTo(whole.quantile(n / 3_000.0));
            }
        }
    }

    @Test
    void sizeIsBoundedWhateverTheSpends() throws IOException {
        Random random = new Random(4);
        SpendHistogram histogram = new SpendHistogram();
        for (int i = 0; i < 1_000_000; i++) {
            histogram.add(Double.longBitsToDouble(random.nextLong()));
            histogram.add((random.nextDouble() - 0.5) * Math.pow(2, random.nextInt(60) - 10));
        }

        assertThat(bytes(histogram).length).isLessThan(250_000);
    }

    private static SpendHistogram of(List<Double> spends) {
        SpendHistogram histogram = new SpendHistogram();
        spends.forEach(histogram::add);
        return histogram;
    }

    private static List<Double> spends(Random random, int count) {
        List<Double> spends = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double spend = Math.exp(random.nextGaussian() * 3 + 3);
            spends.add(random.nextInt(9) == 0 ? -spend : random.nextInt(9) == 0 ? 0 : spend);
        }
        return spends;
    }

    private static SpendHistogram readBack(SpendHistogram histogram) throws IOException {
        return SpendHistogram.read(new DataInputDeserializer(bytes(histogram)));
    }

    private static byte[] bytes(SpendHistogram histogram) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        histogram.write(out);
        return out.getCopyOfBuffer();
    }
}
