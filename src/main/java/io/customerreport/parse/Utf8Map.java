package io.customerreport.parse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Looks up a number by the UTF-8 bytes of a short text: exchange rates by currency, allowed types.
 *
 * <p>A fixed open-addressing table, at most half full. Texts with lone surrogates, which no UTF-8
 * can spell, are left out: no input can ask for them.
 */
final class Utf8Map {

    private final byte[][] keys;
    private final double[] values;

    Utf8Map(Map<String, Double> entries) {
        int capacity = Integer.highestOneBit(Math.max(entries.size(), 1) * 4 - 1);
        keys = new byte[capacity][];
        values = new double[capacity];
        entries.forEach(this::put);
    }

    private void put(String text, double value) {
        byte[] key = text.getBytes(StandardCharsets.UTF_8);
        if (new String(key, StandardCharsets.UTF_8).equals(text)) {
            int slot = slotOf(key, 0, key.length);
            keys[slot] = key;
            values[slot] = value;
        }
    }

    boolean contains(byte[] text, int start, int end) {
        return keys[slotOf(text, start, end)] != null;
    }

    /** The number of a text, or {@code otherwise}. */
    double get(byte[] text, int start, int end, double otherwise) {
        int slot = slotOf(text, start, end);
        return keys[slot] == null ? otherwise : values[slot];
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
