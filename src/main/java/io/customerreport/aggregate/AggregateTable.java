package io.customerreport.aggregate;

import io.customerreport.parse.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Aggregates events by customer until it is drained.
 *
 * <p>Primitive arrays throughout. A customer is a record in a {@link CustomerIndex} and one of the
 * {@link DayRegions}. What takes the time is waiting for memory, so events are staged and their
 * lookups started together. What is out of the ordinary lies in side tables: sums beyond {@link
 * FixedPoint}, event types beyond the sixteenth, counts of a type beyond 255.
 *
 * <p>Not safe for use by several threads.
 */
final class AggregateTable {

    /** A customer's record behind the id. First: where the days are. */
    private static final int DAYS = CustomerIndex.FREE;

    private static final int LATEST_TS = DAYS + 1;
    private static final int TICKETS = DAYS + 2;
    private static final int TICKET_SUM = DAYS + 3;

    /** Sixteen counters of one byte. */
    private static final int TYPES = TICKET_SUM + FixedPoint.WORDS;

    private static final int RECORD = TYPES + 2;

    private static final int BYTE_COUNTERS = 16;
    private static final int SECONDS_A_DAY = 86_400;
    private static final int NO_DAY = -1;

    /** A day's events have 32 bits. */
    private static final long MAX_EVENTS = Integer.MAX_VALUE;

    private final CustomerIndex customers = new CustomerIndex(RECORD);
    private final DayRegions days = new DayRegions();
    private final EventStage stage = new EventStage();
    private final int[] staged = new int[EventStage.CAPACITY];
    private final LongCounts typeCounts = new LongCounts();
    private final Map<Long, WideSum> wideSums = new HashMap<>();
    private TypeDictionary types = new TypeDictionary();
    private final long maxBytes;
    private long events;

    /** Used while the table is drained. */
    private final DataOutputSerializer written = new DataOutputSerializer(1024);

    private long[] dayOrder = new long[64];

    /** Keeps the compiler from dropping the loads that are only made to be early. */
    private long touched;

    /**
     * An empty table.
     *
     * @param maxBytes from when on the table asks to be drained; exceeded by a little
     */
    AggregateTable(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Adds the event, of which nothing is kept by reference.
     *
     * @return whether the table should be drained now
     */
    boolean add(Event event) {
        stage.add(event, types.numberOf(event.type, event.typeStart, event.typeLength));
        if (!stage.isFull()) {
            return false;
        }
        addStaged();
        return memoryBytes() > maxBytes || events > MAX_EVENTS;
    }

    private void addStaged() {
        int size = stage.size();
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += customers.touch(stage.hash[i]);
        }
        for (int i = 0; i < size; i++) {
            staged[i] = customer(i);
            long[] record = customers.chunk(staged[i]);
            sum += days.touch(record[customers.offset(staged[i]) + DAYS], day(stage.ts[i]));
        }
        for (int i = 0; i < size; i++) {
            add(staged[i], stage.ts[i], stage.usd[i], stage.type[i]);
        }
        events += size;
        touched += sum;
        stage.clear();
    }

    private int customer(int i) {
        int before = customers.size();
        int customer =
                customers.numberOf(
                        stage.hash[i],
                        stage.word0[i],
                        stage.word1[i],
                        stage.idLength[i],
                        stage.longIds,
                        stage.longIdStart[i]);
        if (customer == before) {
            customers.chunk(customer)[customers.offset(customer) + DAYS] = days.create();
        }
        return customer;
    }

    private void add(int customer, long ts, double usd, int type) {
        long[] record = customers.chunk(customer);
        int at = customers.offset(customer);
        record[at + LATEST_TS] = Math.max(record[at + LATEST_TS], ts);
        if (type == TypeDictionary.CHECKOUT && usd > 0) {
            record[at + TICKETS]++;
            addTo(record, at + TICKET_SUM, customer, NO_DAY, usd);
        }
        if (type < BYTE_COUNTERS) {
            countType(record, at + TYPES + (type >> 3), customer, type);
        } else {
            typeCounts.add(sideKey(customer, type), 1);
        }
        int day = day(ts);
        int slot = days.find(record, at + DAYS, day);
        long[] chunk = days.chunk(record[at + DAYS]);
        chunk[slot]++;
        addTo(chunk, slot + DayRegions.SUM, customer, day, usd);
    }

    private static int day(long ts) {
        return (int) (ts / SECONDS_A_DAY);
    }

    private void countType(long[] record, int at, int customer, int type) {
        int shift = (type & 7) << 3;
        if ((record[at] >>> shift & 0xff) == 0xff) {
            record[at] -= 0xffL << shift;
            typeCounts.add(sideKey(customer, type), 0x100);
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
        return wideSums.computeIfAbsent(sideKey(customer, day), key -> new WideSum());
    }

    /** Never 0, and ascending with the customer. */
    private static long sideKey(int customer, int low) {
        return customer + 1L << 32 | low & 0xffff_ffffL;
    }

    /** Customers added since the table was last drained, apart from those staged. */
    int size() {
        return customers.size();
    }

    /** Bytes on the heap, roughly. */
    long memoryBytes() {
        return customers.memoryBytes()
                + days.memoryBytes()
                + types.memoryBytes()
                + typeCounts.memoryBytes()
                + 400L * wideSums.size();
    }

    /** Hands out every customer's aggregate, and is empty then. */
    void drainTo(Consumer<CustomerPart> receiver) {
        addStaged();
        long[] sideKeys = typeCounts.sortedKeys();
        int sideAt = 0;
        for (int customer = 0; customer < customers.size(); customer++) {
            int sideEnd = sideAt;
            while (sideEnd < sideKeys.length && sideKeys[sideEnd] >>> 32 == customer + 1) {
                sideEnd++;
            }
            try {
                written.clear();
                write(customer, sideKeys, sideAt, sideEnd);
            } catch (IOException e) {
                throw new UncheckedIOException("a buffer in memory failed", e);
            }
            sideAt = sideEnd;
            receiver.accept(
                    new CustomerPart(
                            CustomerId.wrap(customers.id(customer)),
                            new AggregateParts(1, written.getCopyOfBuffer())));
        }
        clear();
    }

    /**
     * Writes what {@link CustomerAggregate#write} would of an {@link ExactAggregate}, without
     * making one.
     */
    private void write(int customer, long[] sideKeys, int sideStart, int sideEnd)
            throws IOException {
        long[] record = customers.chunk(customer);
        int at = customers.offset(customer);
        Varint.write(written, record[at + LATEST_TS]);
        Varint.write(written, record[at + TICKETS]);
        writeSum(record, at + TICKET_SUM, customer, NO_DAY);
        writeDays(customer, record[at + DAYS]);
        writeTypes(customer, sideKeys, sideStart, sideEnd);
    }

    private void writeSum(long[] words, int at, int customer, int day) throws IOException {
        WideSum wide = wideSums.isEmpty() ? null : wideSums.get(sideKey(customer, day));
        ExactSums.write(written, words[at + 1], words[at], wide);
    }

    private void writeDays(int customer, long packed) throws IOException {
        dayOrder = days.sorted(packed, dayOrder);
        long[] chunk = days.chunk(packed);
        int count = DayRegions.count(packed);
        Varint.write(written, count);
        int previous = 0;
        for (int i = 0; i < count; i++) {
            int at = (int) dayOrder[i];
            int day = DayRegions.dayOf(chunk[at]);
            Varint.write(written, day - previous);
            Varint.write(written, DayRegions.eventsOf(chunk[at]));
            writeSum(chunk, at + DayRegions.SUM, customer, day);
            previous = day;
        }
    }

    /** A type may occur twice here, when it outgrew its counter of one byte. */
    private void writeTypes(int customer, long[] sideKeys, int sideStart, int sideEnd)
            throws IOException {
        long[] record = customers.chunk(customer);
        int at = customers.offset(customer) + TYPES;
        long low = record[at];
        long high = record[at + 1];
        Varint.write(written, sideEnd - sideStart + nonZeroBytes(low) + nonZeroBytes(high));
        for (int i = sideStart; i < sideEnd; i++) {
            writeType((int) sideKeys[i], typeCounts.get(sideKeys[i]));
        }
        writeByteCounters(low, 0);
        writeByteCounters(high, 8);
    }

    private void writeByteCounters(long counters, int firstType) throws IOException {
        int type = firstType;
        for (long rest = counters; rest != 0; rest >>>= 8) {
            if ((rest & 0xff) != 0) {
                writeType(type, rest & 0xff);
            }
            type++;
        }
    }

    private static int nonZeroBytes(long word) {
        int n = 0;
        for (long rest = word; rest != 0; rest >>>= 8) {
            if ((rest & 0xff) != 0) {
                n++;
            }
        }
        return n;
    }

    private void writeType(int type, long count) throws IOException {
        byte[] name = types.name(type);
        Varint.write(written, name.length);
        written.write(name);
        Varint.write(written, count);
    }

    private void clear() {
        customers.clear();
        days.clear();
        typeCounts.clear();
        wideSums.clear();
        types = new TypeDictionary();
        events = 0;
    }
}
