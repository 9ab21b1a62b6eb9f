package io.customerreport.combine;

import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.EventSequence;
import io.customerreport.parse.Event;
import java.util.Arrays;

/**
 * Gathers the events of an unbroken part of the input and groups them by customer, each customer's
 * in the order of the input.
 *
 * <p>Events are appended to columns as they come, which touches memory in order; only the
 * customer's number is looked up, and those lookups are started together. Grouping is one counting
 * sort when the table is drained. Costs about 40 bytes an event, and the customers.
 *
 * <p>Not safe for use by several threads.
 */
public final class SequenceTable {

    /** Takes the sequences. */
    @FunctionalInterface
    public interface Receiver {

        /**
         * Takes a sequence.
         *
         * @param sequence valid during the call
         * @param position orders the sequences of a customer: larger than those of all earlier
         *     events
         */
        void accept(EventSequence sequence, long position);
    }

    /** A type's number lies above the ts of an event: the year 9999 ends before 2^38 seconds. */
    private static final int TS_BITS = 38;

    private static final long TS_MASK = (1L << TS_BITS) - 1;

    /** Half of the numbers that fit above: between two checks a stage of events may add some. */
    private static final int MAX_TYPES = 1 << 64 - TS_BITS - 1;

    /**
     * More events would take more memory without making the sequences much longer: a customer has
     * one sequence in a table, with few events in it.
     */
    private static final int MAX_EVENTS = 1 << 22;

    private static final int INITIAL_EVENTS = 1 << 16;

    /**
     * Three columns of 4, 8 and 8 bytes, which have up to half again as much room (30), an old
     * column beside the grown one (6), and the order (4).
     */
    private static final long EVENT_BYTES = 40;

    private final CustomerIndex customers = new CustomerIndex(CustomerIndex.FREE);
    private final EventStage stage = new EventStage();
    private final SequencePacker packer = new SequencePacker();
    private final long maxBytes;
    private TypeDictionary types = new TypeDictionary();

    /** The events: customer, ts with type, spend. */
    private int[] customer = new int[INITIAL_EVENTS];

    private long[] tsAndType = new long[INITIAL_EVENTS];
    private double[] usd = new double[INITIAL_EVENTS];
    private int events;

    /** The position of the first event. */
    private long firstPosition;

    /** Keeps the compiler from dropping the loads that are only made to be early. */
    private long touched;

    /**
     * An empty table.
     *
     * @param maxBytes above which the table asks to be drained; exceeded by a little
     */
    public SequenceTable(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Adds the event, of which nothing is kept by reference. It must directly follow the one added
     * before, if the table holds any.
     *
     * @return whether the table should be drained now
     */
    public boolean add(Event event) {
        if (events == 0 && stage.size() == 0) {
            firstPosition = event.position;
        }
        stage.add(event, types.numberOf(event.type, event.typeStart, event.typeLength));
        if (!stage.isFull()) {
            return false;
        }
        addStaged();
        return memoryBytes() > maxBytes || events > MAX_EVENTS || types.size() > MAX_TYPES;
    }

    private void addStaged() {
        int size = stage.size();
        reserve(events + size);
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += customers.touch(stage.hash[i]);
        }
        for (int i = 0; i < size; i++) {
            customer[events + i] = stage.numberIn(customers, i);
            tsAndType[events + i] = stage.ts[i] | (long) stage.type[i] << TS_BITS;
            usd[events + i] = stage.usd[i];
        }
        events += size;
        touched += sum;
        stage.clear();
    }

    private void reserve(int capacity) {
        if (capacity > customer.length) {
            int grown = customer.length + (customer.length >> 1);
            customer = Arrays.copyOf(customer, grown);
            tsAndType = Arrays.copyOf(tsAndType, grown);
            usd = Arrays.copyOf(usd, grown);
        }
    }

    /** Bytes on the heap, roughly. */
    long memoryBytes() {
        return customers.memoryBytes() + types.memoryBytes() + EVENT_BYTES * events;
    }

    /** Hands out everything as sequences, and is empty. */
    public void drainTo(Receiver receiver) {
        addStaged();
        int[] ends = new int[customers.size()];
        int[] order = EventOrder.byCustomer(customer, events, ends);
        int at = 0;
        for (int number = 0; number < ends.length; number++) {
            CustomerId id = CustomerId.wrap(customers.id(number));
            while (at < ends[number]) {
                int first = at;
                at = pack(order, first, ends[number]);
                // Positions count bytes, and each event has some: the i-th event of the table
                // stands at firstPosition + i or after it, and before the next table's first.
                receiver.accept(packer.take(id, types), firstPosition + order[first]);
            }
        }
        clear();
    }

    /** Packs events until the sequence is full; returns the first that is not in it. */
    private int pack(int[] order, int from, int to) {
        int at = from;
        while (at < to && !packer.isFull()) {
            int i = order[at++];
            long ts = tsAndType[i] & TS_MASK;
            int type = (int) (tsAndType[i] >>> TS_BITS);
            packer.add((int) (ts / CustomerAggregate.SECONDS_A_DAY), ts, usd[i], type, types);
        }
        return at;
    }

    private void clear() {
        customers.clear();
        types = new TypeDictionary();
        events = 0;
    }
}
