package io.customerreport.combine;

import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.CustomerPart;
import io.customerreport.parse.Event;
import io.customerreport.sum.FixedPoint;
import io.customerreport.sum.WideSum;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Aggregates events by customer until it is drained.
 *
 * <p>Primitive arrays throughout. A customer is a {@link CustomerRecord} and one of the {@link
 * DayRegions}. What takes the time is waiting for memory, so events wait in {@link EventPartitions}
 * until many of them meet the same customers, and are then staged so that their lookups start
 * together. What is out of the ordinary lies in side tables: sums beyond {@link FixedPoint}, event
 * types beyond the sixteenth, counts of a type beyond 255.
 *
 * <p>Not safe for use by several threads.
 */
public final class AggregateTable {

    /** A day's events have 32 bits. */
    private static final long MAX_EVENTS = Integer.MAX_VALUE;

    /** A million events; with twice as many, or half, the whole takes as long. */
    private static final long MAX_WAITING_BYTES = 32 << 20;

    /**
     * An event with a longer type does not wait: while events wait, nobody looks at the memory that
     * the names of their types take.
     */
    private static final int MAX_TYPE_BYTES = 64;

    /** Above it, a combiner with a larger table would send hardly less. */
    private static final double MAX_CUSTOMERS_AN_EVENT = 0.98;

    private final CustomerIndex customers = new CustomerIndex(CustomerRecord.LONGS);
    private final DayRegions days = new DayRegions();
    private final EventStage stage = new EventStage();

    /** Events that have no place in a partition. */
    private final EventStage unusual = new EventStage();

    private final EventPartitions waiting;
    private final int[] staged = new int[EventStage.CAPACITY];
    private final LongCounts typeCounts = new LongCounts();
    private final Map<Long, WideSum> wideSums = new HashMap<>();
    private TypeDictionary types = new TypeDictionary();
    private final long maxBytes;
    private final ShuffleOrder order;
    private long events;

    /** Keeps the compiler from dropping the loads that are only made to be early. */
    private long touched;

    /**
     * An empty table.
     *
     * @param maxBytes above which the table asks to be drained; exceeded by a little
     * @param order in which customers are handed out
     */
    public AggregateTable(long maxBytes, ShuffleOrder order) {
        this.maxBytes = maxBytes;
        this.order = order;
        this.waiting = new EventPartitions(Math.min(maxBytes / 8, MAX_WAITING_BYTES));
    }

    /**
     * Adds the event, of which nothing is kept by reference.
     *
     * @return whether the table should be drained now
     */
    public boolean add(Event event) {
        int type = types.numberOf(event.type, event.typeStart, event.typeLength);
        if (event.customerLength <= EventPartitions.MAX_ID_BYTES
                && event.typeLength <= MAX_TYPE_BYTES
                && type <= EventPartitions.MAX_TYPE) {
            waiting.add(event, type);
            return waiting.isFull() && (addWaiting() || isCombiningNothing());
        }
        unusual.add(event, type);
        if (unusual.isFull()) {
            addStaged(unusual);
            return isFull();
        }
        return false;
    }

    private boolean isFull() {
        return memoryBytes() > maxBytes || events > MAX_EVENTS;
    }

    /**
     * Whether nearly every event has a customer of its own: keeping more of them only makes lookups
     * slower.
     */
    private boolean isCombiningNothing() {
        return customers.size() > events * MAX_CUSTOMERS_AN_EVENT;
    }

    /**
     * Adds the waiting events until none is left or the table is full; returns whether it is full.
     */
    private boolean addWaiting() {
        while (waiting.takeTo(stage)) {
            addStaged(stage);
            if (isFull()) {
                return true;
            }
        }
        return false;
    }

    private void addStaged(EventStage batch) {
        int size = batch.size();
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += customers.touch(batch.hash[i]);
        }
        for (int i = 0; i < size; i++) {
            int before = customers.size();
            int customer = batch.numberIn(customers, i);
            long[] record = customers.chunk(customer);
            int at = customers.offset(customer) + CustomerRecord.DAYS;
            if (customer == before) {
                record[at] = days.create();
            }
            sum += days.touch(record[at], day(batch.ts[i]));
            staged[i] = customer;
        }
        for (int i = 0; i < size; i++) {
            add(staged[i], batch.ts[i], batch.usd[i], batch.type[i]);
        }
        events += size;
        touched += sum;
        batch.clear();
    }

    private void add(int customer, long ts, double usd, int type) {
        long[] record = customers.chunk(customer);
        int at = customers.offset(customer);
        record[at + CustomerRecord.LATEST_TS] = Math.max(record[at + CustomerRecord.LATEST_TS], ts);
        if (type == TypeDictionary.CHECKOUT && usd > 0) {
            record[at + CustomerRecord.TICKETS]++;
            addTo(record, at + CustomerRecord.TICKET_SUM, customer, CustomerRecord.NO_DAY, usd);
        }
        if (type < CustomerRecord.BYTE_COUNTERS) {
            countType(record, at + CustomerRecord.TYPES + (type >> 3), customer, type);
        } else {
            typeCounts.add(CustomerRecord.sideKey(customer, type), 1);
        }
        int day = day(ts);
        int slot = days.find(record, at + CustomerRecord.DAYS, day);
        long[] chunk = days.chunk(record[at + CustomerRecord.DAYS]);
        chunk[slot]++;
        addTo(chunk, slot + DayRegions.SUM, customer, day, usd);
    }

    private static int day(long ts) {
        return (int) (ts / CustomerAggregate.SECONDS_A_DAY);
    }

    private void countType(long[] record, int at, int customer, int type) {
        int shift = (type & 7) << 3;
        if ((record[at] >>> shift & 0xff) == 0xff) {
            record[at] -= 0xffL << shift;
            typeCounts.add(CustomerRecord.sideKey(customer, type), 0x100);
        } else {
            record[at] += 1L << shift;
        }
    }

    private void addTo(long[] words, int at, int customer, int day, double usd) {
        if (!FixedPoint.add(words, at, usd)) {
            wideSum(customer, day).add(usd);
        }
    }

    private WideSum wideSum(int customer, int day) {
        return wideSums.computeIfAbsent(
                CustomerRecord.sideKey(customer, day), key -> new WideSum());
    }

    /** Customers since the table was last drained, apart from those of events that still wait. */
    public int size() {
        return customers.size();
    }

    /** Bytes on the heap, roughly. */
    public long memoryBytes() {
        return waiting.memoryBytes()
                + customers.memoryBytes()
                + days.memoryBytes()
                + types.memoryBytes()
                + typeCounts.memoryBytes()
                + 400L * wideSums.size();
    }

    /** Hands out every customer's aggregate, and is empty then. */
    public void drainTo(Consumer<CustomerPart> receiver) {
        addStaged(unusual);
        while (addWaiting()) {
            drainAddedTo(receiver);
        }
        drainAddedTo(receiver);
        types = new TypeDictionary();
    }

    private void drainAddedTo(Consumer<CustomerPart> receiver) {
        PartWriter writer =
                new PartWriter(new GatheredCustomers(customers, days, typeCounts, wideSums, types));
        for (int customer : order.of(customers)) {
            receiver.accept(
                    new CustomerPart(
                            CustomerId.wrap(customers.id(customer)), writer.write(customer)));
        }
        clear();
    }

    private void clear() {
        customers.clear();
        days.clear();
        typeCounts.clear();
        wideSums.clear();
        events = 0;
    }
}
