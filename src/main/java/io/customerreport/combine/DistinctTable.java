package io.customerreport.combine;

import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.DistinctEvents;
import io.customerreport.bytes.Varint;
import io.customerreport.parse.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Gathers events with their ids, and hands them out by customer, each id once, in the order of the
 * ids' {@link DistinctEvents#rank}.
 *
 * <p>Costs about 70 bytes an event beside its id, and the customers.
 *
 * <p>Not safe for use by several threads.
 */
final class DistinctTable {

    /** Takes packed events. */
    @FunctionalInterface
    interface Receiver {

        /**
         * @param events valid during the call
         * @param rank of the first of them
         */
        void accept(DistinctEvents events, long rank);
    }

    /** Packed events are handed out once they reach this many bytes. */
    static final int FULL_BYTES = 1 << 15;

    /** What is left of a long beside a rank: enough for an event's number in its customer. */
    private static final int NUMBER_BITS = Long.SIZE - 1 - DistinctEvents.RANK_BITS;

    private static final long NUMBER_MASK = (1L << NUMBER_BITS) - 1;

    private static final int MAX_EVENTS = 1 << NUMBER_BITS - 1;
    private static final int MAX_TYPES = 1 << 20;

    /** Ids are addressed by ints; between two looks come a few dozen. */
    private static final int MAX_ID_BYTES = 1 << 30;

    private static final int INITIAL_EVENTS = 1 << 16;

    /**
     * Columns of 4, 8, 8, 8, 4 and 4 bytes, which have up to half again as much room (54), an old
     * column beside the grown one (6), and the order (4) with its sorted keys (8).
     */
    private static final long EVENT_BYTES = 72;

    private static final long TAKEN = -1;

    private final CustomerIndex customers = new CustomerIndex(CustomerIndex.FREE);
    private final EventStage stage = new EventStage();
    private final DataOutputSerializer packed = new DataOutputSerializer(2 * FULL_BYTES);
    private final long maxBytes;
    private TypeDictionary types = new TypeDictionary();

    private int[] customer = new int[INITIAL_EVENTS];
    private long[] rank = new long[INITIAL_EVENTS];
    private long[] ts = new long[INITIAL_EVENTS];
    private double[] usd = new double[INITIAL_EVENTS];
    private int[] type = new int[INITIAL_EVENTS];

    /** Where each event's id begins in {@link #ids}; it ends where the next one begins. */
    private int[] idStart = new int[INITIAL_EVENTS + 1];

    private int events;
    private byte[] ids = new byte[1 << 20];
    private int idBytes;
    private long[] keys = new long[64];

    /**
     * An empty table.
     *
     * @param maxBytes from when on the table asks to be drained; exceeded by a little
     */
    DistinctTable(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Adds the event, of which nothing is kept by reference.
     *
     * @return whether the table should be drained now
     */
    boolean add(Event event) {
        int i = events + stage.size();
        reserve(i + 1);
        rank[i] = DistinctEvents.rank(event.id, event.idStart, event.idLength);
        keepId(i, event.id, event.idStart, event.idLength);
        stage.add(event, types.numberOf(event.type, event.typeStart, event.typeLength));
        if (!stage.isFull()) {
            return false;
        }
        addStaged();
        return memoryBytes() > maxBytes
                || events > MAX_EVENTS
                || types.size() > MAX_TYPES
                || idBytes > MAX_ID_BYTES;
    }

    private void keepId(int event, byte[] bytes, int start, int length) {
        int end = Math.addExact(idBytes, length);
        if (end > ids.length) {
            long grown = Math.max(end, ids.length + (ids.length >> 1L));
            ids = Arrays.copyOf(ids, (int) Math.min(grown, Integer.MAX_VALUE - 8));
        }
        System.arraycopy(bytes, start, ids, idBytes, length);
        idStart[event] = idBytes;
        idStart[event + 1] = end;
        idBytes = end;
    }

    private void addStaged() {
        for (int i = 0; i < stage.size(); i++) {
            customer[events] = stage.numberIn(customers, i);
            ts[events] = stage.ts[i];
            usd[events] = stage.usd[i];
            type[events] = stage.type[i];
            events++;
        }
        stage.clear();
    }

    private void reserve(int capacity) {
        if (capacity > customer.length) {
            int grown = customer.length + (customer.length >> 1);
            customer = Arrays.copyOf(customer, grown);
            rank = Arrays.copyOf(rank, grown);
            ts = Arrays.copyOf(ts, grown);
            usd = Arrays.copyOf(usd, grown);
            type = Arrays.copyOf(type, grown);
            idStart = Arrays.copyOf(idStart, grown + 1);
        }
    }

    /** Bytes on the heap, roughly. */
    long memoryBytes() {
        return customers.memoryBytes() + types.memoryBytes() + EVENT_BYTES * events + ids.length;
    }

    /** Hands out everything, and is empty. */
    void drainTo(Receiver receiver) {
        addStaged();
        int[] ends = new int[customers.size()];
        int[] order = EventOrder.byCustomer(customer, events, ends);
        int at = 0;
        for (int number = 0; number < ends.length; number++) {
            pack(number, order, at, ends[number], receiver);
            at = ends[number];
        }
        customers.clear();
        types = new TypeDictionary();
        events = 0;
        idBytes = 0;
    }

    private void pack(int number, int[] order, int from, int to, Receiver receiver) {
        int size = to - from;
        if (keys.length < size) {
            keys = new long[Math.max(size, 2 * keys.length)];
        }
        for (int i = 0; i < size; i++) {
            keys[i] = rank[order[from + i]] << NUMBER_BITS | i;
        }
        Arrays.sort(keys, 0, size);
        CustomerId id = CustomerId.wrap(customers.id(number));
        long firstRank = keys[0] >>> NUMBER_BITS;
        for (int at = 0; at < size; ) {
            long ofRank = keys[at] >>> NUMBER_BITS;
            if (packed.length() >= FULL_BYTES) {
                handOut(id, firstRank, receiver);
            }
            if (packed.length() == 0) {
                firstRank = ofRank;
            }
            int end = at + 1;
            while (end < size && keys[end] >>> NUMBER_BITS == ofRank) {
                end++;
            }
            packRank(order, from, at, end);
            at = end;
        }
        handOut(id, firstRank, receiver);
    }

    private void handOut(CustomerId id, long firstRank, Receiver receiver) {
        receiver.accept(
                new DistinctEvents(id, packed.getSharedBuffer(), packed.length()), firstRank);
        packed.clear();
    }

    /** Packs the ids of one rank, which hardly ever are several, each with its smallest event. */
    private void packRank(int[] order, int from, int at, int end) {
        for (int a = at; a < end; a++) {
            if (keys[a] == TAKEN) {
                continue;
            }
            int smallest = order[from + (int) (keys[a] & NUMBER_MASK)];
            long count = 1;
            boolean differing = false;
            for (int b = a + 1; b < end; b++) {
                if (keys[b] == TAKEN) {
                    continue;
                }
                int other = order[from + (int) (keys[b] & NUMBER_MASK)];
                if (isSameId(smallest, other)) {
                    keys[b] = TAKEN;
                    int compared = compare(smallest, other);
                    smallest = compared <= 0 ? smallest : other;
                    differing |= compared != 0;
                    count++;
                }
            }
            pack(smallest, count, differing);
        }
    }

    private boolean isSameId(int a, int b) {
        return Arrays.equals(ids, idStart[a], idStart[a + 1], ids, idStart[b], idStart[b + 1]);
    }

    private int compare(int a, int b) {
        byte[] typeOfA = types.name(type[a]);
        byte[] typeOfB = types.name(type[b]);
        return DistinctEvents.compare(
                ts[a],
                usd[a],
                typeOfA,
                0,
                typeOfA.length,
                ts[b],
                usd[b],
                typeOfB,
                0,
                typeOfB.length);
    }

    private void pack(int event, long count, boolean differing) {
        byte[] name = types.name(type[event]);
        try {
            int idLength = idStart[event + 1] - idStart[event];
            Varint.write(packed, idLength);
            packed.write(ids, idStart[event], idLength);
            Varint.write(packed, ts[event]);
            Varint.write(packed, name.length);
            packed.write(name);
            // Not writeDouble, to which all NaN are one.
            packed.writeLong(Double.doubleToRawLongBits(usd[event]));
            Varint.write(packed, count << 1 | (differing ? DistinctEvents.DIFFERING : 0));
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory failed", e);
        }
    }
}
