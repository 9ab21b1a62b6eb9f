package io.customerreport.aggregate;

import io.customerreport.bytes.Utf8Hash;
import io.customerreport.bytes.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How often each event type occurred, by the type's UTF-8 bytes.
 *
 * <p>A small open-addressing table: most customers have a handful of types, and a lookup compares
 * one or two names. Costs the types' bytes plus about 24 bytes each; there is no bound on their
 * number.
 */
public final class TypeCounts {

    /** Takes event types. */
    public interface TypeConsumer {

        /**
         * @param name the type's UTF-8, never written to by anyone
         */
        void accept(byte[] name, long count);
    }

    private static final int INITIAL_CAPACITY = 8;
    private static final int LARGEST_CAPACITY = 1 << 30;

    /**
     * Reading up to this many types makes no room for them beforehand, as most will be known
     * already.
     */
    private static final int FEW = 64;

    /** The table is kept at most three quarters full; its length is a power of two. */
    private byte[][] names = new byte[INITIAL_CAPACITY][];

    private long[] counts = new long[INITIAL_CAPACITY];
    private int size;
    private long nameBytes;

    void add(byte[] bytes, int start, int length, long count) {
        int slot = slotOf(bytes, start, length);
        if (names[slot] == null) {
            insert(slot, Arrays.copyOfRange(bytes, start, start + length), count);
        } else {
            counts[slot] += count;
        }
    }

    private void insert(int slot, byte[] name, long count) {
        names[slot] = name;
        counts[slot] = count;
        nameBytes += name.length;
        if (++size * 4L > names.length * 3L) {
            grow(names.length * 2);
        }
    }

    /**
     * Makes room for that many types in all. Written types come in the order of their hashes: a
     * table that grows under them keeps them crowded in one part of it, where a search passes them
     * one by one, so that 1.5 million took forty seconds.
     */
    private void ensureCapacity(long types) {
        long least = types * 4 / 3 + 1;
        if (least > names.length) {
            long capacity = Long.highestOneBit(least - 1) << 1;
            grow((int) Math.min(capacity, LARGEST_CAPACITY));
        }
    }

    private void grow(int capacity) {
        byte[][] oldNames = names;
        long[] oldCounts = counts;
        names = new byte[capacity][];
        counts = new long[names.length];
        for (int i = 0; i < oldNames.length; i++) {
            if (oldNames[i] != null) {
                int slot = slotOf(oldNames[i], 0, oldNames[i].length);
                names[slot] = oldNames[i];
                counts[slot] = oldCounts[i];
            }
        }
    }

    private int slotOf(byte[] bytes, int start, int length) {
        int mask = names.length - 1;
        int slot = Utf8Hash.hash32(bytes, start, length) & mask;
        while (names[slot] != null
                && !Arrays.equals(
                        names[slot], 0, names[slot].length, bytes, start, start + length)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** The name of the highest count, null of none; of several, the smallest by code point. */
    byte @Nullable [] top() {
        byte[] top = null;
        long topCount = 0;
        for (int i = 0; i < names.length; i++) {
            // The unsigned order of UTF-8 bytes is the order of code points.
            if (counts[i] > topCount
                    || counts[i] == topCount
                            && topCount > 0
                            && Arrays.compareUnsigned(names[i], top) < 0) {
                top = names[i];
                topCount = counts[i];
            }
        }
        return top;
    }

    void forEach(TypeConsumer consumer) {
        for (int i = 0; i < names.length; i++) {
            if (names[i] != null) {
                consumer.accept(names[i], counts[i]);
            }
        }
    }

    TypeCounts copy() {
        TypeCounts copy = new TypeCounts();
        // Names are never written to, so the copies may share them.
        copy.names = names.clone();
        copy.counts = counts.clone();
        copy.size = size;
        copy.nameBytes = nameBytes;
        return copy;
    }

    /** Bytes on the heap, roughly. */
    long memoryBytes() {
        return 64 + 16L * names.length + 24L * size + nameBytes;
    }

    void write(DataOutput out) throws IOException {
        Varint.write(out, size);
        for (int i = 0; i < names.length; i++) {
            if (names[i] != null) {
                Varint.write(out, names[i].length);
                out.write(names[i]);
                Varint.write(out, counts[i]);
            }
        }
    }

    /** Adds what {@link #write} wrote. */
    void read(DataInput in) throws IOException {
        int more = Varint.readInt(in);
        if (size == 0 || more > FEW) {
            ensureCapacity(size + (long) more);
        }
        for (int n = more; n > 0; n--) {
            byte[] name = new byte[Varint.readInt(in)];
            in.readFully(name);
            int slot = slotOf(name, 0, name.length);
            long count = Varint.read(in);
            if (names[slot] == null) {
                insert(slot, name, count);
            } else {
                counts[slot] += count;
            }
        }
    }
}
