package io.customerreport.testing.trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrialsTest {

    @Test
    void failureTellsTheSeedTheTrialAndTheArguments() {
        Trials trials = new Trials(1_000, 42);
        List<Long> tried = new ArrayList<>();

        assertThatThrownBy(
                        () ->
                                trials.check(
                                        draws -> draws.between(0L, 1_000L),
                                        draws -> "a\n\"",
                                        (n, text) -> {
                                            tried.add(n);
                                            assertThat(n).as("the rule").isLessThan(900);
                                        }))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "trial %d of 1000, repeated with -Dtest.seed=42, for %d, \"a\\u000a\\u0022\": ",
                        tried.size(), tried.get(tried.size() - 1))
                .hasMessageContaining("the rule");
    }

    @Test
    void argumentsAreToldAsTheyWereBeforeThePropertyChangedThem() {
        Trials trials = new Trials(1, 42);

        assertThatThrownBy(
                        () ->
                                trials.check(
                                        draws -> new byte[] {1, 2},
                                        bytes -> {
                                            Arrays.fill(bytes, (byte) 9);
                                            throw new IllegalStateException("wrong");
                                        }))
                .hasMessageContaining("for bytes 0102: wrong")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Property(tries = 7)
    void propertyIsTriedAsOftenAsItSays(Trials trials) {
        List<Long> tried = new ArrayList<>();

        trials.check(Draws::bits, tried::add);

        assertThat(tried).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void sameSeedGivesTheSameArgumentsAndAnotherGivesOthers() {
        assertThat(texts(42)).isEqualTo(texts(42)).isNotEqualTo(texts(43));
    }

    private static List<String> texts(long seed) {
        List<String> texts = new ArrayList<>();
        new Trials(10, seed).check(draws -> draws.text(9), texts::add);
        return texts;
    }

    @Property
    void edgesOfNumbersComeInAThousandTrials(Trials trials) {
        Set<Long> longs = new HashSet<>();
        Set<Long> doubles = new HashSet<>();
        Set<Integer> lengths = new HashSet<>();

        trials.check(
                draws ->
                        draws.list(
                                0,
                                20,
                                () -> {
                                    longs.add(draws.between(Long.MIN_VALUE, Long.MAX_VALUE));
                                    doubles.add(Double.doubleToRawLongBits(draws.anyDouble()));
                                    return 0;
                                }),
                list -> lengths.add(list.size()));

        assertThat(longs)
                .contains(0L, 1L, -1L, 2L, -2L, Long.MIN_VALUE, Long.MAX_VALUE)
                .anyMatch(n -> n > 100 && n < 100_000);
        assertThat(doubles)
                .contains(bits(0.0), bits(-0.0), bits(1.0), bits(Double.MIN_VALUE))
                .contains(bits(Double.MAX_VALUE), bits(Double.NaN))
                .contains(bits(Double.POSITIVE_INFINITY), bits(Double.NEGATIVE_INFINITY));
        assertThat(lengths).contains(0, 1, 20);
    }

    private static long bits(double x) {
        return Double.doubleToRawLongBits(x);
    }

    @Property
    void numbersAreWithinTheirBoundsAndReachThem(Trials trials) {
        Set<Long> drawn = new HashSet<>();

        trials.check(draws -> draws.between(-3L, 12L), drawn::add);

        assertThat(drawn).hasSize(16).allMatch(n -> n >= -3 && n <= 12);
    }

    @Property
    void textsAreUnicodeUpToItsLastCodePoint(Trials trials) {
        Set<Integer> codePoints = new HashSet<>();

        trials.check(
                draws -> draws.text(20),
                text -> {
                    assertThat(text.codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
                    text.codePoints().forEach(codePoints::add);
                });

        assertThat(codePoints)
                .contains(0, (int) '\n', 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000)
                .contains(0xFFFF, 0x10000, Character.MAX_CODE_POINT);
    }
}
