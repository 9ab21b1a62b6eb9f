package io.customerreport.combine;

import io.customerreport.bytes.Utf8Hash;
import io.customerreport.parse.Event;
import java.util.Arrays;

/**
 * Some events side by side: looked up one after the other, their cache misses overlap.
 *
 * <p>Columns of what an aggregate needs; ids longer than {@link CustomerIndex#INLINE_BYTES} are
 * copied into {@link #longIds}.
 */
final class EventStage {

    static final int CAPACITY = 64;

    /** Long ids beyond this fill the stage: 64 ids of a megabyte would fill the heap. */
    private static final int MAX_LONG_ID_BYTES = 1 << 20;

    final long[] hash = new long[CAPACITY];
    final long[] word0 = new long[CAPACITY];
    final long[] word1 = new long[CAPACITY];
    final int[] idLength = new int[CAPACITY];
    final int[] longIdStart = new int[CAPACITY];
    final long[] ts = new long[CAPACITY];
    final double[] usd = new double[CAPACITY];
    final int[] type = new int[CAPACITY];
    byte[] longIds = new byte[0];

    private int size;
    private int full = CAPACITY;
    private int longIdBytes;

    int size() {
        return size;
    }

    boolean isFull() {
        return size >= full;
    }

    /** Takes over an event, of which nothing is kept by reference. */
    void add(Event event, int typeNumber) {
        int i = size++;
        byte[] bytes = event.customer;
        int start = event.customerStart;
        int length = event.customerLength;
        idLength[i] = length;
        ts[i] = event.ts;
        usd[i] = event.usd;
        type[i] = typeNumber;
        if (length > CustomerIndex.INLINE_BYTES) {
            hash[i] = Utf8Hash.hash64(bytes, start, length);
            keep(i, bytes, start, length);
            return;
        }
        long first = Utf8Hash.word(bytes, start, length);
        long second = length > 8 ? Utf8Hash.word(bytes, start + 8, length - 8) : 0;
        word0[i] = first;
        word1[i] = second;
        // Utf8Hash.hash64, of words that are there already.
        long h = Utf8Hash.step(0, first);
        hash[i] = Utf8Hash.step(length > 8 ? Utf8Hash.step(h, second) : h, length);
    }

    private void keep(int i, byte[] bytes, int start, int length) {
        int to = room(i, length);
        System.arraycopy(bytes, start, longIds, to, length);
    }

    /** Makes room for a long id; returns its start. */
    private int room(int i, int length) {
        int start = longIdBytes;
        int end = Math.addExact(start, length);
        if (end > longIds.length) {
            longIds = Arrays.copyOf(longIds, Math.max(end, 2 * longIds.length));
        }
        longIdStart[i] = start;
        longIdBytes = end;
        if (end > MAX_LONG_ID_BYTES) {
            full = size;
        }
        return start;
    }

    /**
     * Takes over an event.
     *
     * @param id holds the id's bytes from {@code at} on, padded with zeros to whole words
     */
    void add(long[] id, int at, int length, long ts, double usd, int typeNumber) {
        int i = size++;
        idLength[i] = length;
        this.ts[i] = ts;
        this.usd[i] = usd;
        type[i] = typeNumber;
        if (length <= CustomerIndex.INLINE_BYTES) {
            word0[i] = length > 0 ? id[at] : 0;
            word1[i] = length > 8 ? id[at + 1] : 0;
        } else {
            int to = room(i, length);
            Utf8Hash.unpack(id, at, longIds, to, length);
        }
        hash[i] = Utf8Hash.hash64(id, at, length);
    }

    /** The number of an event's customer, who is new if it equals the size of the index before. */
    int numberIn(CustomerIndex customers, int i) {
        return customers.numberOf(
                hash[i], word0[i], word1[i], idLength[i], longIds, longIdStart[i]);
    }

    void clear() {
        size = 0;
        full = CAPACITY;
        longIdBytes = 0;
    }
}
