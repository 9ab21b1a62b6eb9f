package io.customerreport.digest;

import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.bytes.Varint;
import io.customerreport.sum.ExactSums;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Events and exact spend by day, or by month, year or decade where there are more than {@value
 * #MAX_PERIODS} different ones of the finer kind.
 *
 * <p>So the size is bounded, and the result is the same in any order of additions and merges:
 * whether one kind fits depends only on the set of days, and what does not fit in a part does not
 * fit in the whole. Even all the decades of the years 1970 to 9999 fit.
 */
public final class SpendByPeriod {

    /** Ten years of days. */
    static final int MAX_PERIODS = 3_660;

    private Granularity granularity = Granularity.DAY;

    /** First days of periods, ascending, as days since 1970-01-01. */
    private int[] starts = new int[16];

    private long[] events = new long[16];
    private ExactSums spend = new ExactSums(16);
    private int size;

    /** Adds the days of a customer. */
    void add(CustomerAggregate customer) {
        int at = -1;
        for (int i = 0; i < customer.activeDays(); i++) {
            at = indexOf(granularity.floor(customer.day(i)), at + 1);
            events[at] += customer.dayEvents(i);
            customer.addDaySpendTo(spend, at, i);
            if (size > MAX_PERIODS) {
                coarsen();
                at = -1;
            }
        }
    }

    void merge(SpendByPeriod other) {
        while (granularity.compareTo(other.granularity) < 0) {
            coarsen();
        }
        int at = -1;
        for (int i = 0; i < other.size; i++) {
            at = indexOf(granularity.floor(other.starts[i]), at + 1);
            events[at] += other.events[i];
            spend.add(at, other.spend, i);
            if (size > MAX_PERIODS) {
                coarsen();
                at = -1;
            }
        }
    }

    private void coarsen() {
        SpendByPeriod coarser = new SpendByPeriod();
        coarser.granularity = granularity.coarser();
        coarser.merge(this);
        granularity = coarser.granularity;
        starts = coarser.starts;
        events = coarser.events;
        spend = coarser.spend;
        size = coarser.size;
    }

    /**
     * The index of a period, which is made if it is new.
     *
     * @param likely where it is if no period is new, as days come in order
     */
    private int indexOf(int start, int likely) {
        if (likely < size && starts[likely] == start) {
            return likely;
        }
        int found = Arrays.binarySearch(starts, 0, size, start);
        return found >= 0 ? found : insert(~found, start);
    }

    private int insert(int at, int start) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            events = Arrays.copyOf(events, size * 2);
        }
        System.arraycopy(starts, at, starts, at + 1, size - at);
        System.arraycopy(events, at, events, at + 1, size - at);
        starts[at] = start;
        events[at] = 0;
        spend.insert(at, size);
        size++;
        return at;
    }

    public Granularity granularity() {
        return granularity;
    }

    /** The number of periods that have events. */
    public int size() {
        return size;
    }

    /** The first day of the {@code index}-th period, as days since 1970-01-01. */
    public int start(int index) {
        return starts[index];
    }

    public long events(int index) {
        return events[index];
    }

    /** The spend of the periods {@code from} to {@code to - 1}: the exact sum, rounded once. */
    public double spend(int from, int to) {
        return spend.total(from, to);
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(granularity.ordinal());
        Varint.write(out, size);
        int previous = 0;
        for (int i = 0; i < size; i++) {
            // A decade may begin before 1970, but the days of events never do.
            out.writeInt(starts[i] - previous);
            previous = starts[i];
            Varint.write(out, events[i]);
            spend.write(out, i);
        }
    }

    static SpendByPeriod read(DataInput in) throws IOException {
        SpendByPeriod periods = new SpendByPeriod();
        periods.granularity = Granularity.values()[in.readByte()];
        int start = 0;
        for (int n = Varint.readInt(in); n > 0; n--) {
            start += in.readInt();
            int at = periods.insert(periods.size, start);
            periods.events[at] = Varint.read(in);
            periods.spend.read(in, at);
        }
        return periods;
    }
}
