package io.customerreport.aggregate;

import io.customerreport.bytes.LittleEndian;

/**
 * Reads an {@link EventSequence}: all events first, in their order, then the event types.
 *
 * <p>The fields are those of the event or type that was read last.
 */
public final class SequenceReader {

    private final byte[] bytes;
    private final int eventEnd;
    private final int end;
    private int at;

    /** The event's day, as days since 1970-01-01. */
    int day;

    boolean ticket;
    public double usd;

    /** Where the type's name stands in the sequence's bytes, and how many events have it. */
    int nameStart;

    int nameLength;
    int count;

    public SequenceReader(EventSequence sequence) {
        bytes = sequence.bytes;
        eventEnd = sequence.eventBytes;
        end = sequence.length;
    }

    /** Reads an event, unless there is none left. */
    public boolean nextEvent() {
        if (at == eventEnd) {
            return false;
        }
        int head = varint();
        ticket = (head & EventSequence.TICKET) != 0;
        day += EventSequence.unzigzag(head >>> 1);
        usd = Double.longBitsToDouble((long) LittleEndian.LONG.get(bytes, at));
        at += Double.BYTES;
        return true;
    }

    /** Reads a type, unless there is none left; not before all events were read. */
    boolean nextType() {
        if (at == end) {
            return false;
        }
        nameLength = varint();
        nameStart = at;
        at += nameLength;
        count = varint();
        return true;
    }

    private int varint() {
        byte b = bytes[at++];
        int value = b & 0x7f;
        for (int shift = 7; b < 0; shift += 7) {
            b = bytes[at++];
            value |= (b & 0x7f) << shift;
        }
        return value;
    }
}
