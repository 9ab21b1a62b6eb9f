package io.customerreport.combine;

import io.customerreport.bytes.Utf8Hash;
import java.util.Arrays;

/** Counts by a long key, which is not 0: a plain open-addressing table, at most half full. */
final class LongCounts {

    private static final int INITIAL_CAPACITY = 64;

    private long[] keys = new long[INITIAL_CAPACITY];
    private long[] counts = new long[INITIAL_CAPACITY];
    private int size;

    void add(long key, long count) {
        int slot = slotOf(key);
        if (keys[slot] == 0) {
            keys[slot] = key;
            size++;
        }
        counts[slot] += count;
        if (size * 2 > keys.length) {
            grow();
        }
    }

    /** The count of a key, 0 for one that was never added to. */
    long get(long key) {
        return counts[slotOf(key)];
    }

    private int slotOf(long key) {
        int mask = keys.length - 1;
        int slot = Utf8Hash.hash32(key) & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new long[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slotOf(oldKeys[i]);
                keys[slot] = oldKeys[i];
                counts[slot] = oldCounts[i];
            }
        }
    }

    /** All keys, ascending. */
    long[] sortedKeys() {
        return Arrays.stream(keys).filter(key -> key != 0).sorted().toArray();
    }

    long memoryBytes() {
        return 16L * keys.length;
    }

    void clear() {
        if (size > 0) {
            keys = new long[INITIAL_CAPACITY];
            counts = new long[INITIAL_CAPACITY];
            size = 0;
        }
    }
}
