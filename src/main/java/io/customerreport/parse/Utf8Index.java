package io.customerreport.parse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds a short text in a list by its UTF-8 bytes: currencies that have rates, allowed types.
 *
 * <p>A fixed open-addressing table, at most half full. Texts with lone surrogates, which no UTF-8
 * can spell, are left out: no input can ask for them.
 */
final class Utf8Index {

    /** The index of a text that is not in the list. */
    static final int NONE = -1;

    private final byte[][] keys;
    private final int[] indexes;

    Utf8Index(List<String> texts) {
        int capacity = Integer.highestOneBit(Math.max(texts.size(), 1) * 4 - 1);
        keys = new byte[capacity][];
        indexes = new int[capacity];
        Arrays.fill(indexes, NONE);
        for (int i = 0; i < texts.size(); i++) {
            put(texts.get(i), i);
        }
    }

    private void put(String text, int index) {
        byte[] key = text.getBytes(StandardCharsets.UTF_8);
        if (new String(key, StandardCharsets.UTF_8).equals(text)) {
            int slot = slotOf(key, 0, key.length);
            keys[slot] = key;
            indexes[slot] = index;
        }
    }

    boolean contains(byte[] text, int start, int end) {
        return find(text, start, end) != NONE;
    }

    /** Where the text stands in the list, or {@link #NONE}. */
    int find(byte[] text, int start, int end) {
        return indexes[slotOf(text, start, end)];
    }

    private int slotOf(byte[] text, int start, int end) {
        int hash = end - start;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + text[i];
        }
        int mask = keys.length - 1;
        int slot = (hash ^ hash >>> 16) & mask;
        while (keys[slot] != null
                && !Arrays.equals(keys[slot], 0, keys[slot].length, text, start, end)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
