package io.customerreport.combine;

import io.customerreport.sum.FixedPoint;
import java.util.Arrays;

/**
 * The days of customers: for each customer a region of a {@link LongArena}, which is itself a small
 * hash table by the day's lowest bits (days that follow each other never collide), at most seven
 * eighths full.
 *
 * <p>A customer's region, its capacity and the number of its days are packed into one long, which
 * the caller keeps. A day is three longs: the day + 1 and its events (0 is free), then its sum as
 * in {@link FixedPoint}.
 */
final class DayRegions {

    /** Longs of a day. */
    static final int DAY = 1 + FixedPoint.WORDS;

    /** Where a day's sum begins. */
    static final int SUM = 1;

    private static final int INITIAL_SIZE_CLASS = 1;

    /** Size classes are binary logarithms of capacities. */
    private final LongArena arena = new LongArena(32);

    /** Makes a region without days. */
    long create() {
        return packed(
                arena.allocate(DAY << INITIAL_SIZE_CLASS, INITIAL_SIZE_CLASS),
                INITIAL_SIZE_CLASS,
                0);
    }

    private static long packed(int region, int sizeClass, int count) {
        return (long) count << 40 | (long) sizeClass << 32 | region & 0xffff_ffffL;
    }

    private static int region(long packed) {
        return (int) packed;
    }

    private static int sizeClass(long packed) {
        return (int) (packed >>> 32) & 0xff;
    }

    static int count(long packed) {
        return (int) (packed >>> 40);
    }

    /** The array that holds a region. */
    long[] chunk(long packed) {
        return arena.chunk(region(packed));
    }

    static int dayOf(long entry) {
        return (int) (entry >>> 32) - 1;
    }

    static long eventsOf(long entry) {
        return entry & 0xffff_ffffL;
    }

    /**
     * Loads what finding the day will need, so that the cache misses of several searches overlap.
     */
    long touch(long packed, int day) {
        int slot = day & (1 << sizeClass(packed)) - 1;
        return chunk(packed)[LongArena.offset(region(packed)) + slot * DAY];
    }

    /**
     * Finds or makes the day.
     *
     * @param packs holds the packed region at {@code at}, where it is replaced if the region moves
     * @return the day's index in the {@link #chunk} of the region that is then packed there
     */
    int find(long[] packs, int at, int day) {
        long packed = packs[at];
        int slot = slot(packed, day);
        if (chunk(packed)[slot] >>> 32 == day + 1) {
            return slot;
        }
        int capacity = 1 << sizeClass(packed);
        if ((count(packed) + 1) * 8 > capacity * 7) {
            packed = grown(packed);
            slot = slot(packed, day);
        }
        chunk(packed)[slot] = (long) (day + 1) << 32;
        packs[at] = packed(region(packed), sizeClass(packed), count(packed) + 1);
        return slot;
    }

    /** The index of the day, or of where it would be. */
    private int slot(long packed, int day) {
        long[] chunk = chunk(packed);
        int start = LongArena.offset(region(packed));
        int mask = (1 << sizeClass(packed)) - 1;
        int slot = day & mask;
        while (true) {
            long entry = chunk[start + slot * DAY];
            if (entry == 0 || entry >>> 32 == day + 1) {
                return start + slot * DAY;
            }
            slot = slot + 1 & mask;
        }
    }

    private long grown(long packed) {
        int sizeClass = sizeClass(packed) + 1;
        int region = arena.allocate(DAY << sizeClass, sizeClass);
        long grown = packed(region, sizeClass, count(packed));
        long[] from = chunk(packed);
        long[] to = arena.chunk(region);
        int at = LongArena.offset(region(packed));
        for (int end = at + (DAY << sizeClass - 1); at < end; at += DAY) {
            if (from[at] != 0) {
                System.arraycopy(from, at, to, slot(grown, dayOf(from[at])), DAY);
            }
        }
        arena.free(region(packed), sizeClass - 1);
        return grown;
    }

    /**
     * Lists a customer's days, ascending, by their indexes in their chunk.
     *
     * @param reuse is filled and returned if it is long enough
     * @return an array whose first {@link #count} elements have the index in the lower half
     */
    long[] sorted(long packed, long[] reuse) {
        int count = count(packed);
        long[] sorted = reuse.length < count ? new long[count * 2] : reuse;
        long[] chunk = chunk(packed);
        int at = LongArena.offset(region(packed));
        int n = 0;
        for (int end = at + (DAY << sizeClass(packed)); at < end; at += DAY) {
            if (chunk[at] != 0) {
                sorted[n++] = chunk[at] >>> 32 << 32 | at;
            }
        }
        Arrays.sort(sorted, 0, n);
        return sorted;
    }

    long memoryBytes() {
        return arena.memoryBytes();
    }

    void clear() {
        arena.clear();
    }
}
