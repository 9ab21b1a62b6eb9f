package io.customerreport.combine;

import io.customerreport.bytes.Utf8Hash;
import java.util.Arrays;

/**
 * Numbers customers in the order of their appearance, and keeps a record of longs for each.
 *
 * <p>An id of up to {@value #INLINE_BYTES} bytes lies in the record itself, so that finding a
 * customer touches two places in memory: the slot and the record. A slot holds 32 bits of the hash
 * and the number + 1.
 *
 * <p>The slots are a table for each {@link #partition} of the hashes, at most half full. Tables of
 * their own can be filled one after the other: in a single table that grows meanwhile, the hashes
 * of one partition would be neighbours.
 */
final class CustomerIndex {

    static final int INLINE_BYTES = 16;

    /** The record's first two longs: the id's bytes, or where they lie in {@link #longIds}. */
    private static final int ID = 0;

    /** The id's length. */
    private static final int ID_LENGTH = 2;

    /** The first of a record's longs that are free for use. */
    static final int FREE = 3;

    private static final int CHUNK_BITS = 10;
    private static final int CHUNK_RECORDS = 1 << CHUNK_BITS;
    private static final int PARTITION_BITS = 8;
    private static final int INITIAL_SLOTS = 1 << 4;

    /** How many partitions there are. */
    static final int PARTITIONS = 1 << PARTITION_BITS;

    private final int recordLongs;

    private final long[][] slots = new long[PARTITIONS][];
    private final int[] sizes = new int[PARTITIONS];
    private long slotCount;
    private long[][] records = new long[4][];
    private int size;
    private byte[] longIds = new byte[0];
    private int longIdBytes;

    /**
     * An empty index.
     *
     * @param recordLongs longs in a record, those of the id included
     */
    CustomerIndex(int recordLongs) {
        this.recordLongs = recordLongs;
        clear();
    }

    /**
     * The partition of a hash, by the highest bits. Those below, of which a slot keeps as many as a
     * table needs, choose the slot.
     */
    static int partition(long hash) {
        return (int) (hash >>> 64 - PARTITION_BITS);
    }

    /**
     * Loads what a lookup of that hash will need, so that the cache misses of several lookups
     * overlap.
     */
    long touch(long hash) {
        long[] table = slots[partition(hash)];
        int number = (int) table[(int) (hash >>> 32) & table.length - 1] - 1;
        return number < 0 ? 0 : chunk(number)[offset(number)];
    }

    /**
     * The number of a customer, who is new if it equals the {@link #size} before.
     *
     * @param hash see {@link Utf8Hash}
     * @param word0 the id's first eight bytes, padded with zeros
     * @param word1 the next eight
     * @param bytes holds ids longer than {@link #INLINE_BYTES}, from {@code start} on
     */
    int numberOf(long hash, long word0, long word1, int length, byte[] bytes, int start) {
        long[] table = slots[partition(hash)];
        int mask = table.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        while (table[slot] != 0) {
            long entry = table[slot];
            int number = (int) entry - 1;
            if ((entry ^ hash) >>> 32 == 0 && is(number, word0, word1, length, bytes, start)) {
                return number;
            }
            slot = slot + 1 & mask;
        }
        table[slot] = hash >>> 32 << 32 | size + 1;
        return insert(partition(hash), word0, word1, length, bytes, start);
    }

    /** The number of a customer, negative if there is none with that id. */
    int find(byte[] id) {
        long hash = Utf8Hash.hash64(id, 0, id.length);
        long word0 = Utf8Hash.word(id, 0, id.length);
        long word1 = secondWord(id);
        long[] table = slots[partition(hash)];
        int mask = table.length - 1;
        for (int slot = (int) (hash >>> 32) & mask; table[slot] != 0; slot = slot + 1 & mask) {
            int number = (int) table[slot] - 1;
            if ((table[slot] ^ hash) >>> 32 == 0 && is(number, word0, word1, id.length, id, 0)) {
                return number;
            }
        }
        return -1;
    }

    /** The next eight bytes of an id after the first, as {@link #numberOf} takes them. */
    static long secondWord(byte[] id) {
        return id.length > 8 ? Utf8Hash.word(id, 8, id.length - 8) : 0;
    }

    private boolean is(int number, long word0, long word1, int length, byte[] bytes, int start) {
        long[] record = chunk(number);
        int at = offset(number);
        if (record[at + ID_LENGTH] != length) {
            return false;
        }
        if (length <= INLINE_BYTES) {
            return record[at + ID] == word0 && record[at + ID + 1] == word1;
        }
        int from = (int) record[at + ID];
        return Arrays.equals(longIds, from, from + length, bytes, start, start + length);
    }

    private int insert(int partition, long word0, long word1, int length, byte[] bytes, int start) {
        int number = size++;
        if (number >>> CHUNK_BITS == records.length) {
            records = Arrays.copyOf(records, records.length * 2);
        }
        if (records[number >>> CHUNK_BITS] == null) {
            records[number >>> CHUNK_BITS] = new long[CHUNK_RECORDS * recordLongs];
        }
        long[] record = chunk(number);
        int at = offset(number);
        record[at + ID_LENGTH] = length;
        if (length <= INLINE_BYTES) {
            record[at + ID] = word0;
            record[at + ID + 1] = word1;
        } else {
            record[at + ID] = keep(bytes, start, length);
        }
        if (++sizes[partition] * 2 > slots[partition].length) {
            grow(partition);
        }
        return number;
    }

    private int keep(byte[] bytes, int start, int length) {
        int from = longIdBytes;
        longIdBytes = Math.addExact(from, length);
        if (longIdBytes > longIds.length) {
            long capacity = Math.max(longIdBytes, 2L * longIds.length);
            longIds = Arrays.copyOf(longIds, (int) Math.min(capacity, Integer.MAX_VALUE - 8));
        }
        System.arraycopy(bytes, start, longIds, from, length);
        return from;
    }

    private void grow(int partition) {
        long[] from = slots[partition];
        long[] to = new long[from.length * 2];
        slotCount += from.length;
        int mask = to.length - 1;
        for (long entry : from) {
            if (entry != 0) {
                int slot = (int) (entry >>> 32) & mask;
                while (to[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                to[slot] = entry;
            }
        }
        slots[partition] = to;
    }

    /** The {@link Utf8Hash} of an id. */
    long hash(int number) {
        long[] record = chunk(number);
        int at = offset(number);
        int length = (int) record[at + ID_LENGTH];
        return length > INLINE_BYTES
                ? Utf8Hash.hash64(longIds, (int) record[at + ID], length)
                : Utf8Hash.hash64(record, at + ID, length);
    }

    /** The id's UTF-8, a copy. */
    byte[] id(int number) {
        long[] record = chunk(number);
        int at = offset(number);
        int length = (int) record[at + ID_LENGTH];
        if (length > INLINE_BYTES) {
            int from = (int) record[at + ID];
            return Arrays.copyOfRange(longIds, from, from + length);
        }
        byte[] id = new byte[length];
        Utf8Hash.unpack(record[at + ID], id, 0, Math.min(length, 8));
        Utf8Hash.unpack(record[at + ID + 1], id, 8, length - 8);
        return id;
    }

    /** The array that holds a record, from {@link #offset} on. */
    long[] chunk(int number) {
        return records[number >>> CHUNK_BITS];
    }

    int offset(int number) {
        return (number & CHUNK_RECORDS - 1) * recordLongs;
    }

    int size() {
        return size;
    }

    /** Whether the next customers may not fit what ints can address. */
    boolean isFull() {
        return size > 1 << 29 || longIdBytes > 1 << 30;
    }

    long memoryBytes() {
        long chunks = (size + CHUNK_RECORDS - 1L) >>> CHUNK_BITS;
        return 8L * (slotCount + chunks * CHUNK_RECORDS * recordLongs) + longIds.length;
    }

    void clear() {
        for (int p = 0; p < PARTITIONS; p++) {
            slots[p] = new long[INITIAL_SLOTS];
        }
        Arrays.fill(sizes, 0);
        slotCount = PARTITIONS * INITIAL_SLOTS;
        records = new long[4][];
        size = 0;
        longIds = new byte[0];
        longIdBytes = 0;
    }
}
