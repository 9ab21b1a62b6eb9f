package io.customerreport.testing.trials;

import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.apache.flink.util.function.BiConsumerWithException;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * Tries a property with many arguments, all of which follow from one seed; the first that it does
 * not hold for are told together with the seed.
 */
public final class Trials {

    /** The system property that a run is repeated with. */
    static final String SEED = "test.seed";

    private record Both<A, B>(A first, B second) {

        @Override
        public String toString() {
            return shown(first) + ", " + shown(second);
        }
    }

    private final int tries;
    private final long seed;

    Trials(int tries, long seed) {
        this.tries = tries;
        this.seed = seed;
    }

    /**
     * Checks a property of one argument.
     *
     * @param argument what a trial is made with, from its draws alone
     * @throws AssertionError if the property throws, with the arguments that it threw for
     */
    public <A> void check(Function<Draws, A> argument, ThrowingConsumer<A, ?> property) {
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int trial = 1; trial <= tries; trial++) {
            long seedOfTrial = seeds.nextLong();
            try {
                property.accept(argument.apply(new Draws(seedOfTrial)));
            } catch (Throwable e) {
                throw failure(trial, argument, seedOfTrial, e);
            }
        }
    }

    /** As above, for a property of two arguments. */
    public <A, B> void check(
            Function<Draws, A> first,
            Function<Draws, B> second,
            BiConsumerWithException<A, B, ?> property) {
        check(
                draws -> new Both<>(first.apply(draws), second.apply(draws)),
                both -> property.accept(both.first, both.second));
    }

    private AssertionError failure(
            int trial, Function<Draws, ?> argument, long seedOfTrial, Throwable e) {
        // Drawn once more, since the property may have changed what it was given.
        return new AssertionError(
                "trial %d of %d, repeated with -D%s=%d, for %s: %s"
                        .formatted(
                                trial,
                                tries,
                                SEED,
                                seed,
                                shown(argument.apply(new Draws(seedOfTrial))),
                                e.getMessage()),
                e);
    }

    /** An argument as one can write it down: every bit of a double, every character of a text. */
    public static String shown(Object argument) {
        if (argument instanceof Double x) {
            return "%s (0x%016x)".formatted(x, Double.doubleToRawLongBits(x));
        }
        if (argument instanceof byte[] bytes) {
            return "bytes " + HexFormat.of().formatHex(bytes);
        }
        if (argument instanceof String text) {
            return shownText(text);
        }
        return argument instanceof List<?> list
                ? list.stream().map(Trials::shown).toList().toString()
                : String.valueOf(argument);
    }

    private static String shownText(String text) {
        StringBuilder shown = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c >= ' ' && c < 0x7F && c != '"' && c != '\\') {
                shown.append(c);
            } else {
                shown.append("\\u%04x".formatted((int) c));
            }
        }
        return shown.append('"').toString();
    }

    @Override
    public String toString() {
        return "%d trials, seed %d".formatted(tries, seed);
    }
}
