package io.customerreport.aggregate;

import io.customerreport.bytes.Varint;
import io.customerreport.parse.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;

/**
 * Aggregates one customer's events, each id once: of those alike the smallest by ts, type by code
 * point, and spend by IEEE 754's totalOrder.
 *
 * <p>What arrives must begin with ever higher ranks of ids. So an id is settled once something
 * begins with a higher one, and what waits is bounded by how many {@link DistinctEvents} overlap at
 * a time, however many events the customer has.
 */
public final class DistinctAggregate {

    private final ExactAggregate settled = new ExactAggregate();
    private final Map<CustomerId, Candidate> waiting = new HashMap<>();
    private final Event event = new Event();
    private long duplicates;
    private long conflicts;

    /** The smallest event of an id so far. */
    private static final class Candidate {

        private long rank;
        private byte[] bytes;
        private int typeStart;
        private int typeEnd;
        private long ts;
        private double usd;
        private long events;
        private boolean differing;
    }

    /** Adds events; their bytes must not be written to any more. */
    public void add(DistinctEvents added) {
        DataInputDeserializer in = new DataInputDeserializer(added.bytes, 0, added.length);
        try {
            for (boolean first = true; in.available() > 0; first = false) {
                int idLength = Varint.readInt(in);
                int idStart = in.getPosition();
                Candidate read = new Candidate();
                read.bytes = added.bytes;
                read.rank = DistinctEvents.rank(added.bytes, idStart, idLength);
                if (first) {
                    settle(read.rank);
                }
                in.skipBytesToRead(idLength);
                read.ts = Varint.read(in);
                int typeLength = Varint.readInt(in);
                read.typeStart = in.getPosition();
                read.typeEnd = read.typeStart + typeLength;
                in.skipBytesToRead(typeLength);
                read.usd = Double.longBitsToDouble(in.readLong());
                long counted = Varint.read(in);
                read.events = counted >>> 1;
                read.differing = (counted & DistinctEvents.DIFFERING) != 0;
                waiting.merge(
                        CustomerId.copyOf(added.bytes, idStart, idLength),
                        read,
                        DistinctAggregate::smaller);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("events were not packed as they should be", e);
        }
    }

    private static Candidate smaller(Candidate a, Candidate b) {
        int order =
                DistinctEvents.compare(
                        a.ts,
                        a.usd,
                        a.bytes,
                        a.typeStart,
                        a.typeEnd,
                        b.ts,
                        b.usd,
                        b.bytes,
                        b.typeStart,
                        b.typeEnd);
        Candidate smaller = order <= 0 ? a : b;
        long events = a.events + b.events;
        boolean differing = a.differing || b.differing || order != 0;
        smaller.events = events;
        smaller.differing = differing;
        return smaller;
    }

    /** Aggregates the events of ids of which none can come any more. */
    private void settle(long below) {
        for (Iterator<Candidate> all = waiting.values().iterator(); all.hasNext(); ) {
            Candidate one = all.next();
            if (one.rank < below) {
                settle(one);
                all.remove();
            }
        }
    }

    private void settle(Candidate one) {
        event.ts = one.ts;
        event.usd = one.usd;
        event.type = one.bytes;
        event.typeStart = one.typeStart;
        event.typeLength = one.typeEnd - one.typeStart;
        settled.add(event);
        duplicates += one.events - 1;
        conflicts += one.differing ? 1 : 0;
    }

    /** The aggregate of all events, which is this one's no more. */
    public ExactAggregate whole() {
        settle(Long.MAX_VALUE);
        return settled;
    }

    /** Events that do not count because others of their ids do; after {@link #whole}. */
    public long duplicates() {
        return duplicates;
    }

    /** Ids whose events were not all equal; after {@link #whole}. */
    public long conflicts() {
        return conflicts;
    }
}
