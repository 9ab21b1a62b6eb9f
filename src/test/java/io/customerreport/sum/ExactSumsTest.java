package io.customerreport.sum;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.testing.trials.Draws;
import io.customerreport.testing.trials.Property;
import io.customerreport.testing.trials.Trials;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumsTest {

    /** What is special to doubles, and to the places where sums change their ways. */
    private static final Double[] SPECIAL = {
        0.0,
        -0.0,
        0.1,
        1e16,
        1.0,
        -1e16,
        1e308,
        -1e308,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        0x1p-80,
        0x1p-81,
        0x1.8p-80,
        0x1p46,
        -0x1p46,
        0x1.fffffffffffffp46,
        0x1p47,
        0x1p970,
        Double.MIN_NORMAL
    };

    private static List<Double> payments(Draws draws) {
        return draws.list(0, 40, () -> draws.decimal(1_000_000, 12));
    }

    private static List<Double> anyFinite(Draws draws) {
        return draws.list(
                0, 12, () -> draws.ofOneKind(draws::finiteDouble, () -> draws.oneOf(SPECIAL)));
    }

    /** Sums of payments alone are written in another form than those that hold anything. */
    private static List<Double> anySum(Draws draws) {
        return draws.ofOneKind(() -> payments(draws), () -> anyFinite(draws));
    }

    @Property
    void sumOfPaymentsIsTheExactSumRoundedOnce(Trials trials) {
        trials.check(
                ExactSumsTest::payments,
                values -> assertThat(sum(values)).isEqualTo(oracle(values)));
    }

    @Property
    void sumOfAnyDoublesIsTheExactSumRoundedOnce(Trials trials) {
        trials.check(
                ExactSumsTest::anyFinite,
                values ->
                        assertThat(Double.doubleToLongBits(sum(values)))
                                .isEqualTo(Double.doubleToLongBits(oracle(values))));
    }

    @Property
    void orderAndGroupingDoNotMatter(Trials trials) {
        trials.check(ExactSumsTest::anySum, Draws::bits, ExactSumsTest::assertSameInAnyOrder);
    }

    private static void assertSameInAnyOrder(List<Double> values, long seed) {
        List<Double> shuffled = new ArrayList<>(values);
        Random random = new Random(seed);
        Collections.shuffle(shuffled, random);
        int cut = random.nextInt(values.size() + 1);
        ExactSums parts = new ExactSums(3);
        shuffled.subList(0, cut).forEach(x -> parts.add(0, x));
        shuffled.subList(cut, shuffled.size()).forEach(x -> parts.add(2, x));

        parts.add(1, parts, 2);
        parts.add(1, parts, 0);

        assertThat(Double.doubleToLongBits(parts.value(1)))
                .isEqualTo(Double.doubleToLongBits(sum(values)));
    }

    @Property
    void writtenAndReadSumsGoOnExactly(Trials trials) {
        trials.check(ExactSumsTest::anySum, ExactSumsTest::anySum, ExactSumsTest::assertGoesOn);
    }

    private static void assertGoesOn(List<Double> before, List<Double> after) throws IOException {
        ExactSums written = new ExactSums(1);
        before.forEach(x -> written.add(0, x));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        written.write(new DataOutputStream(bytes), 0);

        ExactSums read = new ExactSums(1);
        read.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), 0);
        after.forEach(x -> read.add(0, x));

        List<Double> all = new ArrayList<>(before);
        all.addAll(after);
        assertThat(Double.doubleToLongBits(read.value(0)))
                .isEqualTo(Double.doubleToLongBits(oracle(all)));
    }

    @Property
    void totalIsTheSumOfTheSums(Trials trials) {
        trials.check(ExactSumsTest::anySum, ExactSumsTest::assertTotalIsTheSum);
    }

    private static void assertTotalIsTheSum(List<Double> values) {
        ExactSums sums = new ExactSums(4);
        for (int i = 0; i < values.size(); i++) {
            sums.add(i % 4, values.get(i));
        }

        double total = sums.total(0, 4);

        assertThat(Double.doubleToLongBits(total))
                .isEqualTo(Double.doubleToLongBits(oracle(values)));
    }

    @Test
    void nanAndBothInfinitiesMakeNan() {
        assertThat(sum(List.of(1.0, Double.NaN))).isNaN();
        assertThat(sum(List.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1.0))).isNaN();
        assertThat(sum(List.of(Double.POSITIVE_INFINITY, -1e308, -1e308)))
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(sum(List.of(1.0, Double.NEGATIVE_INFINITY))).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void overflowOnTheWayDoesNotMatter() {
        assertThat(sum(List.of(1e308, 1e308, 1e308, -1e308, -1e308))).isEqualTo(1e308);
        assertThat(sum(List.of(1e308, 1e308))).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void halfAnUlpBeyondTheLargestDoubleIsInfinite() {
        double halfUlp = 0x1p970;

        assertThat(sum(List.of(Double.MAX_VALUE, halfUlp))).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(sum(List.of(Double.MAX_VALUE, Math.nextDown(halfUlp))))
                .isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void fixedPointOverflowMovesIntoTheWideSum() {
        List<Double> values = Collections.nCopies(10, 0x1.fp45);

        assertThat(sum(values)).isEqualTo(oracle(values));
    }

    @Test
    void insertedSumIsZeroAndMovesTheOthers() {
        ExactSums sums = new ExactSums(2);
        sums.add(0, 1.0);
        sums.add(1, 1e300);

        sums.insert(1, 2);
        sums.insert(3, 3);

        assertThat(sums.value(0)).isEqualTo(1.0);
        assertThat(sums.value(1)).isEqualTo(0.0);
        assertThat(sums.value(2)).isEqualTo(1e300);
        assertThat(sums.value(3)).isEqualTo(0.0);
    }

    private static double sum(List<Double> values) {
        ExactSums sums = new ExactSums(1);
        values.forEach(x -> sums.add(0, x));
        return sums.value(0);
    }

    /**
     * BigDecimal holds every finite double exactly and rounds to the nearest double, ties to even.
     */
    private static double oracle(List<Double> values) {
        BigDecimal sum =
                values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.signum() == 0 ? 0.0 : sum.doubleValue();
    }
}
