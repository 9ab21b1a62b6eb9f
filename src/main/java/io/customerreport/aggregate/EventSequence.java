package io.customerreport.aggregate;

/**
 * Consecutive events of one customer, packed: all that the customer has in some unbroken part of
 * the input, in the order of the input.
 *
 * <p>What can be counted in any order is counted already. What must be added in order is not: each
 * event's spend is there, in {@code bytes[0, eventBytes)}, with its day. An event is a varint, its
 * day's difference to the day of the event before it (of the first one: to 1970-01-01), zigzag
 * coded and shifted by one bit that says whether it is a ticket; then the eight bytes of its spend
 * as a double, lowest first. Up to {@link #length} follow the event types: for each the length of
 * its name as a varint, its name, and its count as a varint.
 *
 * <p>A sequence is reused by whoever hands it out; whoever keeps it copies.
 */
public final class EventSequence {

    public static final int TICKET = 1;

    public CustomerId customer;
    public long latestTs;
    public byte[] bytes;
    public int eventBytes;
    public int length;

    public EventSequence(CustomerId customer, byte[] bytes) {
        this.customer = customer;
        this.bytes = bytes;
    }

    public CustomerId customer() {
        return customer;
    }

    public static int zigzag(int value) {
        return value << 1 ^ value >> 31;
    }

    static int unzigzag(int code) {
        return code >>> 1 ^ -(code & 1);
    }
}
