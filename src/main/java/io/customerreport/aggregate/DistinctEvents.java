package io.customerreport.aggregate;

import io.customerreport.bytes.Utf8Hash;
import java.util.Arrays;

/**
 * Some of one customer's events with their ids, packed, in the order of their ids' {@link #rank}.
 *
 * <p>Of several events of one id there is the smallest, with how many they are. An event is its
 * id's length as a varint and its UTF-8, its ts as a varint, its type's length as a varint and its
 * UTF-8, its spend as a big-endian double, and a varint of the number of events, shifted by one bit
 * that says whether they differ.
 *
 * <p>Reused by whoever hands it out; whoever keeps it copies.
 */
public final class DistinctEvents {

    /** How many bits a rank has. */
    public static final int RANK_BITS = 41;

    public static final int DIFFERING = 1;

    public CustomerId customer;
    public byte[] bytes;
    public int length;

    public DistinctEvents(CustomerId customer, byte[] bytes, int length) {
        this.customer = customer;
        this.bytes = bytes;
        this.length = length;
    }

    public CustomerId customer() {
        return customer;
    }

    /** Where an id stands: equal ids alike, others mostly apart; never negative. */
    public static long rank(byte[] bytes, int start, int length) {
        return Utf8Hash.hash64(bytes, start, length) >>> Long.SIZE - RANK_BITS;
    }

    /** The order of doubles that IEEE 754 calls totalOrder, as an order of longs. */
    public static long totalOrder(double value) {
        long bits = Double.doubleToRawLongBits(value);
        return bits ^ bits >> Long.SIZE - 1 >>> 1;
    }

    /** The order in which the first event of an id is the one that counts. */
    public static int compare(
            long ts,
            double usd,
            byte[] types,
            int typeStart,
            int typeEnd,
            long otherTs,
            double otherUsd,
            byte[] otherTypes,
            int otherStart,
            int otherEnd) {
        if (ts != otherTs) {
            return ts < otherTs ? -1 : 1;
        }
        // The unsigned order of UTF-8 bytes is the order of code points.
        int byType =
                Arrays.compareUnsigned(types, typeStart, typeEnd, otherTypes, otherStart, otherEnd);
        return byType != 0 ? byType : Long.compare(totalOrder(usd), totalOrder(otherUsd));
    }
}
