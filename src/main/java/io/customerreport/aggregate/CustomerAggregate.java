package io.customerreport.aggregate;

import io.customerreport.bytes.Varint;
import io.customerreport.parse.Event;
import io.customerreport.sum.ExactSums;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What is known of one customer: events by day and type, spend by day, checkout tickets, the latest
 * event.
 *
 * <p>Everything else in a report follows from it. How sums of doubles are formed is the subclasses'
 * matter: {@link ExactAggregate} sums exactly in any order, {@link SequentialAggregate} one by one
 * in input order.
 */
public abstract sealed class CustomerAggregate permits ExactAggregate, SequentialAggregate {

    /** The event type whose amounts above zero are tickets. */
    public static final byte[] CHECKOUT = {'c', 'h', 'e', 'c', 'k', 'o', 'u', 't'};

    /** A day in UTC has no leap seconds. */
    public static final int SECONDS_A_DAY = 86_400;

    private static final int[] NO_DAYS = {};
    private static final long[] NO_EVENTS = {};

    /** Days since 1970-01-01 UTC, ascending. */
    private int[] days = NO_DAYS;

    private long[] dayEvents = NO_EVENTS;
    private int dayCount;
    private TypeCounts types = new TypeCounts();
    private long ticketCount;
    private long latestTs;

    /** Adds one event. */
    public final void add(Event event) {
        int at = dayIndex((int) (event.ts / SECONDS_A_DAY));
        dayEvents[at]++;
        addSpend(at, event.usd);
        if (event.usd > 0 && isCheckout(event)) {
            ticketCount++;
            addTicket(event.usd);
        }
        types.add(event.type, event.typeStart, event.typeLength, 1);
        latestTs = Math.max(latestTs, event.ts);
    }

    private static boolean isCheckout(Event event) {
        return event.typeLength == CHECKOUT.length
                && Arrays.equals(
                        event.type,
                        event.typeStart,
                        event.typeStart + CHECKOUT.length,
                        CHECKOUT,
                        0,
                        CHECKOUT.length);
    }

    /** Counts an event of the {@code index}-th day; its type and its ts are counted apart. */
    final void countEvent(int index, boolean ticket) {
        dayEvents[index]++;
        ticketCount += ticket ? 1 : 0;
    }

    final void countTypes(byte[] bytes, int start, int length, long count) {
        types.add(bytes, start, length, count);
    }

    final void addTs(long ts) {
        latestTs = Math.max(latestTs, ts);
    }

    /** Makes exactly this much room in an aggregate without days. */
    private void reserveDays(int count) {
        days = new int[count];
        dayEvents = new long[count];
        reserveDaySums(count);
    }

    abstract void reserveDaySums(int count);

    /** The index of a day, which is made if it is new. */
    final int dayIndex(int day) {
        // Logs are mostly in the order of time, so the day is new, or the latest.
        if (dayCount == 0 || days[dayCount - 1] < day) {
            return insertDay(dayCount, day);
        }
        if (days[dayCount - 1] == day) {
            return dayCount - 1;
        }
        int found = Arrays.binarySearch(days, 0, dayCount, day);
        return found >= 0 ? found : insertDay(~found, day);
    }

    private int insertDay(int at, int day) {
        if (dayCount == days.length) {
            int capacity = dayCount + (dayCount >> 1) + 2;
            days = Arrays.copyOf(days, capacity);
            dayEvents = Arrays.copyOf(dayEvents, capacity);
        }
        System.arraycopy(days, at, days, at + 1, dayCount - at);
        System.arraycopy(dayEvents, at, dayEvents, at + 1, dayCount - at);
        days[at] = day;
        dayEvents[at] = 0;
        insertDaySum(at, dayCount);
        dayCount++;
        return at;
    }

    /** Makes room for the sum of a new day, the {@code at}-th of then {@code dayCount + 1}. */
    abstract void insertDaySum(int at, int dayCount);

    abstract void addSpend(int dayIndex, double usd);

    abstract void addTicket(double usd);

    abstract double ticketSpend();

    /** The spend of the customer in US dollars, not rounded to decimals. */
    public abstract double totalSpend();

    /** The spend of a day in US dollars, not rounded to decimals. */
    public abstract double daySpend(int index);

    public final long totalEvents() {
        long total = 0;
        for (int i = 0; i < dayCount; i++) {
            total += dayEvents[i];
        }
        return total;
    }

    public final int activeDays() {
        return dayCount;
    }

    /** The {@code index}-th active day, as days since 1970-01-01. */
    public final int day(int index) {
        return days[index];
    }

    public final long dayEvents(int index) {
        return dayEvents[index];
    }

    /** Adds the spend of a day to a sum, with nothing rounded on the way. */
    public abstract void addDaySpendTo(ExactSums sums, int at, int index);

    /** Adds all tickets to a sum, with nothing rounded on the way. */
    public abstract void addTicketsTo(ExactSums sums, int at);

    /** Checkouts with a positive amount. */
    public final long ticketCount() {
        return ticketCount;
    }

    /** Hands out each event type with its count, in no order. */
    public final void forEachType(TypeCounts.TypeConsumer consumer) {
        types.forEach(consumer);
    }

    /** The average ticket in US dollars, not rounded to decimals; 0.0 without any ticket. */
    public final double averageTicket() {
        return ticketCount == 0 ? 0.0 : ticketSpend() / ticketCount;
    }

    /** The most frequent event type as UTF-8, not to be written to. */
    public final byte[] topType() {
        return types.top();
    }

    /** Unix seconds of the latest event. */
    public final long latestTs() {
        return latestTs;
    }

    /** An aggregate that shares nothing with this one that either may change. */
    public abstract CustomerAggregate copy();

    final <A extends CustomerAggregate> A copyCountsTo(A copy) {
        CustomerAggregate target = copy;
        target.days = days.clone();
        target.dayEvents = dayEvents.clone();
        target.dayCount = dayCount;
        target.types = types.copy();
        target.ticketCount = ticketCount;
        target.latestTs = latestTs;
        return copy;
    }

    /** Bytes on the heap, roughly. */
    public long memoryBytes() {
        return 120 + 12L * days.length + types.memoryBytes();
    }

    abstract void writeTotals(DataOutput out) throws IOException;

    abstract void writeDaySum(DataOutput out, int index) throws IOException;

    abstract void readTotals(DataInput in) throws IOException;

    abstract void readDaySum(DataInput in, int index) throws IOException;

    /**
     * Writes format version 1: latest ts, ticket count, totals, then the number of days, each as
     * the difference to the one before with its events and sum, then the types with their counts.
     * All integers are varints.
     */
    final void write(DataOutput out) throws IOException {
        Varint.write(out, latestTs);
        Varint.write(out, ticketCount);
        writeTotals(out);
        Varint.write(out, dayCount);
        int previous = 0;
        for (int i = 0; i < dayCount; i++) {
            Varint.write(out, days[i] - previous);
            previous = days[i];
            Varint.write(out, dayEvents[i]);
            writeDaySum(out, i);
        }
        types.write(out);
    }

    /** Adds what {@link #write} wrote; sums that depend on an order must be empty before. */
    final void read(DataInput in) throws IOException {
        latestTs = Math.max(latestTs, Varint.read(in));
        ticketCount += Varint.read(in);
        readTotals(in);
        int day = 0;
        int count = Varint.readInt(in);
        if (dayCount == 0) {
            reserveDays(count);
        }
        for (int n = count; n > 0; n--) {
            day += Varint.readInt(in);
            int at = dayIndex(day);
            dayEvents[at] += Varint.read(in);
            readDaySum(in, at);
        }
        types.read(in);
    }
}
