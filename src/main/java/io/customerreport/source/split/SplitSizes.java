package io.customerreport.source.split;

import java.io.Serializable;

/**
 * How long the byte ranges are that plain files are cut into.
 *
 * <p>They have one length if {@code shortest} and {@code longest} are equal. Otherwise long ranges
 * come first and get shorter towards the end of the input, so that each reader reads much in one
 * piece and all still finish together (guided self-scheduling: Polychronopoulos and Kuck, 1987).
 *
 * @param shortest the least length, but for the last range of a file: each range costs a round trip
 *     to the coordinator
 * @param longest the greatest length
 */
public record SplitSizes(long shortest, long longest) implements Serializable {

    /** A reader takes at most half of its share of what is left. */
    private static final long PARTS_OF_A_SHARE = 2;

    public SplitSizes {
        if (shortest < 1) {
            throw new IllegalArgumentException("split bytes must be at least 1, not " + shortest);
        }
        if (longest < shortest) {
            throw new IllegalArgumentException(
                    "the longest split of " + longest + " bytes is shorter than " + shortest);
        }
    }

    public static SplitSizes all(long splitBytes) {
        return new SplitSizes(splitBytes, splitBytes);
    }

    /** The length of the next range, given the bytes that are left and who shares them. */
    long next(long left, int readers) {
        long part = left / (PARTS_OF_A_SHARE * Math.max(1, readers));
        return Math.max(shortest, Math.min(longest, part));
    }
}
