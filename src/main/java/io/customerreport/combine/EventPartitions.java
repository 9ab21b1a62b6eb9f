package io.customerreport.combine;

import io.customerreport.bytes.Utf8Hash;
import io.customerreport.parse.Event;
import java.util.Arrays;

/**
 * Events that wait to be aggregated, divided by the hash of their customers.
 *
 * <p>A table of many customers does not fit into the processor's caches, and an event that is added
 * as it comes waits for memory three times: for the customer's slot, record and day. The customers
 * of one partition do fit. So events are appended to their partition, which waits for nothing, and
 * taken partition by partition once there are many (radix partitioning; Manegold, Boncz, Kersten,
 * "Optimizing Main-Memory Join on Modern Hardware", 2002). Does not keep their order.
 *
 * <p>A partition is a list of chunks of words. An event is a word of the id's length, type and ts,
 * the bits of its spend, and the id's bytes, padded with zeros to whole words.
 *
 * <p>Not safe for use by several threads.
 */
final class EventPartitions {

    /** Longer ids have no place here. */
    static final int MAX_ID_BYTES = 1_023;

    /** Types of higher numbers have no place here. */
    static final int MAX_TYPE = (1 << 16) - 1;

    private static final int PARTITIONS = CustomerIndex.PARTITIONS;

    /** The year 9999 ends before 2^38 seconds. */
    private static final int TYPE_SHIFT = 38;

    private static final int LENGTH_SHIFT = TYPE_SHIFT + 16;
    private static final int HEADER_WORDS = 2;

    private static final int CHUNK_BITS = 9;
    private static final int CHUNK_WORDS = 1 << CHUNK_BITS;

    /** Chunks lie in arrays of half a megabyte, which are made when they are needed. */
    private static final int SEGMENT_BITS = 16;

    private static final int CHUNKS_A_SEGMENT = 1 << SEGMENT_BITS - CHUNK_BITS;

    private static final int NONE = -1;

    private final long[][] segments;
    private final int[] previous;
    private final int[] closedWords;
    private int chunks;

    /** The chunk that each partition is writing to, and how many words of it are written. */
    private final int[] last = new int[PARTITIONS];

    private final int[] words = new int[PARTITIONS];

    /** What is taken next. */
    private int partition;

    private int chunk;
    private int at;
    private int end;

    /**
     * Room for events.
     *
     * @param maxBytes the memory to use; at least two megabytes are
     */
    EventPartitions(long maxBytes) {
        int capacity = (int) Math.max(4, Math.min(maxBytes >>> SEGMENT_BITS + 3, 1 << 12));
        segments = new long[capacity][];
        previous = new int[capacity * CHUNKS_A_SEGMENT];
        closedWords = new int[previous.length];
        clear();
    }

    private void clear() {
        chunks = 0;
        Arrays.fill(last, NONE);
        Arrays.fill(words, CHUNK_WORDS);
        partition = -1;
        chunk = NONE;
        at = 0;
        end = 0;
    }

    /** Whether all events must be taken before another one is added. */
    boolean isFull() {
        return chunks == previous.length;
    }

    /** Appends an event within the limits for its id and type; nothing is kept by reference. */
    void add(Event event, int type) {
        byte[] bytes = event.customer;
        int from = event.customerStart;
        int length = event.customerLength;
        int p = CustomerIndex.partition(Utf8Hash.hash64(bytes, from, length));
        int size = HEADER_WORDS + (length + 7 >>> 3);
        if (words[p] + size > CHUNK_WORDS) {
            addChunk(p);
        }
        long[] segment = segment(last[p]);
        int to = offset(last[p]) + words[p];
        words[p] += size;
        segment[to] = (long) length << LENGTH_SHIFT | (long) type << TYPE_SHIFT | event.ts;
        segment[to + 1] = Double.doubleToRawLongBits(event.usd);
        to += HEADER_WORDS;
        for (int left = length; left > 0; left -= 8) {
            segment[to++] = Utf8Hash.word(bytes, from, left);
            from += 8;
        }
    }

    private void addChunk(int p) {
        int added = chunks++;
        if (segments[added / CHUNKS_A_SEGMENT] == null) {
            segments[added / CHUNKS_A_SEGMENT] = new long[1 << SEGMENT_BITS];
        }
        if (last[p] != NONE) {
            closedWords[last[p]] = words[p];
        }
        previous[added] = last[p];
        last[p] = added;
        words[p] = 0;
    }

    private long[] segment(int chunk) {
        return segments[chunk / CHUNKS_A_SEGMENT];
    }

    private static int offset(int chunk) {
        return chunk % CHUNKS_A_SEGMENT << CHUNK_BITS;
    }

    /**
     * Moves events to the stage until it is full or there are none left, partition by partition.
     *
     * @return whether the stage has any now; if not, this is ready for events again
     */
    boolean takeTo(EventStage stage) {
        while (!stage.isFull() && (at < end || nextChunk())) {
            at = take(segment(chunk), at, stage);
        }
        if (stage.size() > 0) {
            return true;
        }
        clear();
        return false;
    }

    private boolean nextChunk() {
        chunk = chunk == NONE ? NONE : previous[chunk];
        boolean closed = chunk != NONE;
        while (chunk == NONE) {
            if (++partition >= PARTITIONS) {
                partition = PARTITIONS;
                return false;
            }
            chunk = last[partition];
        }
        at = offset(chunk);
        end = at + (closed ? closedWords[chunk] : words[partition]);
        return true;
    }

    private int take(long[] segment, int from, EventStage stage) {
        int i = from;
        while (i < end && !stage.isFull()) {
            int length = (int) (segment[i] >>> LENGTH_SHIFT);
            int type = (int) (segment[i] >>> TYPE_SHIFT) & MAX_TYPE;
            long ts = segment[i] & (1L << TYPE_SHIFT) - 1;
            double usd = Double.longBitsToDouble(segment[i + 1]);
            stage.add(segment, i + HEADER_WORDS, length, ts, usd, type);
            i += HEADER_WORDS + (length + 7 >>> 3);
        }
        return i;
    }

    /** Bytes on the heap, roughly. */
    long memoryBytes() {
        long made = (chunks + CHUNKS_A_SEGMENT - 1) / CHUNKS_A_SEGMENT;
        return (made << SEGMENT_BITS + 3) + 8L * previous.length;
    }
}
