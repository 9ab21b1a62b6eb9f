package io.customerreport.combine;

import java.util.Arrays;

/**
 * Longs in regions that are addressed by an int, without an object each.
 *
 * <p>A region lies in one chunk, so {@code chunk(region)[offset(region) + i]} is its i-th long.
 * Freed regions are reused for requests of the same size. A region keeps its place until it is
 * freed or everything is.
 */
final class LongArena {

    private static final int CHUNK_BITS = 16;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private long[][] chunks = {new long[CHUNK]};
    private int chunkCount = 1;

    /** Where the next region starts in the last chunk. */
    private int next;

    private long chunkLongs = CHUNK;

    /** Free places by the classes of their sizes. */
    private final int[][] free;

    private final int[] freeCount;

    /**
     * An empty arena.
     *
     * @param sizeClasses how many sizes there are; the caller numbers them
     */
    LongArena(int sizeClasses) {
        this.free = new int[sizeClasses][0];
        this.freeCount = new int[sizeClasses];
    }

    /** Makes a region of zeros. */
    int allocate(int longs, int sizeClass) {
        if (freeCount[sizeClass] > 0) {
            int region = free[sizeClass][--freeCount[sizeClass]];
            Arrays.fill(chunk(region), offset(region), offset(region) + longs, 0);
            return region;
        }
        if (next + longs > CHUNK) {
            addChunk(Math.max(CHUNK, longs));
        }
        int region = chunkCount - 1 << CHUNK_BITS | next;
        next = Math.min(next + longs, CHUNK);
        return region;
    }

    private void addChunk(int longs) {
        if (chunkCount == 1 << 31 - CHUNK_BITS) {
            throw new IllegalStateException("an arena of " + chunkCount + " chunks is full");
        }
        if (chunkCount == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunkCount * 2);
        }
        chunks[chunkCount++] = new long[longs];
        chunkLongs += longs;
        next = 0;
    }

    /** Gives a region back, which was allocated with the same size class. */
    void free(int region, int sizeClass) {
        if (freeCount[sizeClass] == free[sizeClass].length) {
            free[sizeClass] = Arrays.copyOf(free[sizeClass], 16 + freeCount[sizeClass] * 2);
        }
        free[sizeClass][freeCount[sizeClass]++] = region;
    }

    long[] chunk(int region) {
        return chunks[region >>> CHUNK_BITS];
    }

    static int offset(int region) {
        return region & CHUNK - 1;
    }

    long memoryBytes() {
        return 8 * chunkLongs;
    }

    /** Frees everything, and the memory but for one chunk. */
    void clear() {
        chunks = Arrays.copyOf(chunks, 1);
        Arrays.fill(chunks[0], 0);
        chunkCount = 1;
        chunkLongs = CHUNK;
        next = 0;
        Arrays.fill(freeCount, 0);
    }
}
