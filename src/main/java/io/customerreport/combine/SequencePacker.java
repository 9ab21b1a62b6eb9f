package io.customerreport.combine;

import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.CustomerIdSerializer;
import io.customerreport.aggregate.EventSequence;
import io.customerreport.bytes.LittleEndian;
import java.util.Arrays;

/**
 * Packs a customer's events into an {@link EventSequence}, one after the other.
 *
 * <p>A sequence that has reached {@value #FULL_BYTES} bytes is full, so that none is much longer
 * than that unless a single event type is.
 */
public final class SequencePacker {

    static final int FULL_BYTES = 1 << 15;

    /** The varints of a name's length and of its count. */
    private static final int MAX_TYPE_BYTES = 5 + 10;

    /** A full sequence has room for the event that made it full. */
    private final EventSequence sequence =
            new EventSequence(
                    CustomerIdSerializer.INSTANCE.createInstance(), new byte[2 * FULL_BYTES]);

    /** Events by the number of their type; 0 for types that are not in {@link #seen}. */
    private int[] typeCounts = new int[64];

    /** The numbers of the event types in the sequence. */
    private int[] seen = new int[64];

    private int seenTypes;
    private long typeBytes;
    private int length;
    private int day;
    private long latestTs;

    boolean isFull() {
        return length + typeBytes >= FULL_BYTES;
    }

    void add(int eventDay, long ts, double usd, int type, TypeDictionary types) {
        int ticket = type == TypeDictionary.CHECKOUT && usd > 0 ? EventSequence.TICKET : 0;
        byte[] bytes = sequence.bytes;
        int at = putVarint(bytes, length, EventSequence.zigzag(eventDay - day) << 1 | ticket);
        LittleEndian.LONG.set(bytes, at, Double.doubleToRawLongBits(usd));
        length = at + 8;
        day = eventDay;
        latestTs = Math.max(latestTs, ts);
        count(type, types);
    }

    private void count(int type, TypeDictionary types) {
        if (type >= typeCounts.length) {
            typeCounts = Arrays.copyOf(typeCounts, Math.max(types.size(), 2 * typeCounts.length));
        }
        if (typeCounts[type]++ == 0) {
            if (seenTypes == seen.length) {
                seen = Arrays.copyOf(seen, 2 * seenTypes);
            }
            seen[seenTypes++] = type;
            typeBytes += types.name(type).length + MAX_TYPE_BYTES;
        }
    }

    /** The events added since the last sequence, valid until the next event is added. */
    EventSequence take(CustomerId customer, TypeDictionary types) {
        sequence.customer = customer;
        sequence.latestTs = latestTs;
        sequence.eventBytes = length;
        putTypes(types);
        sequence.length = length;
        length = 0;
        day = 0;
        latestTs = 0;
        return sequence;
    }

    private void putTypes(TypeDictionary types) {
        int most = Math.toIntExact(length + typeBytes);
        if (most > sequence.bytes.length) {
            sequence.bytes = Arrays.copyOf(sequence.bytes, most);
        }
        byte[] bytes = sequence.bytes;
        int at = length;
        for (int i = 0; i < seenTypes; i++) {
            byte[] name = types.name(seen[i]);
            at = putVarint(bytes, at, name.length);
            System.arraycopy(name, 0, bytes, at, name.length);
            at = putVarint(bytes, at + name.length, typeCounts[seen[i]]);
            typeCounts[seen[i]] = 0;
        }
        length = at;
        seenTypes = 0;
        typeBytes = 0;
    }

    private static int putVarint(byte[] bytes, int start, int value) {
        int at = start;
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        return at;
    }
}
