package io.customerreport.aggregate;

import io.customerreport.sum.ExactSums;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate whose sums are exact: events and what was written of others can be added in any
 * order and grouping, with the same bits as the result.
 */
public final class ExactAggregate extends CustomerAggregate {

    /** The ticket sum is the first of the column, the days' sums follow. */
    private static final int TICKETS = 0;

    private static final int FIRST_DAY = 1;

    private ExactSums sums = new ExactSums(FIRST_DAY);

    /** What this was read from and {@link #write} would write, as long as nothing is added. */
    private byte @Nullable [] written;

    byte @Nullable [] written() {
        return written;
    }

    /** Notes that {@link #write} would write that, which must not be written to any more. */
    void setWritten(byte[] bytes) {
        written = bytes;
    }

    @Override
    void reserveDaySums(int count) {
        sums.reserve(FIRST_DAY + count);
    }

    @Override
    void insertDaySum(int at, int dayCount) {
        sums.insert(FIRST_DAY + at, FIRST_DAY + dayCount);
    }

    @Override
    void addSpend(int dayIndex, double usd) {
        written = null;
        sums.add(FIRST_DAY + dayIndex, usd);
    }

    @Override
    void addTicket(double usd) {
        sums.add(TICKETS, usd);
    }

    @Override
    double ticketSpend() {
        return sums.value(TICKETS);
    }

    @Override
    public double totalSpend() {
        return sums.total(FIRST_DAY, FIRST_DAY + activeDays());
    }

    @Override
    public double daySpend(int index) {
        return sums.value(FIRST_DAY + index);
    }

    @Override
    public void addDaySpendTo(ExactSums target, int at, int index) {
        target.add(at, sums, FIRST_DAY + index);
    }

    @Override
    public void addTicketsTo(ExactSums target, int at) {
        target.add(at, sums, TICKETS);
    }

    @Override
    public ExactAggregate copy() {
        ExactAggregate copy = copyCountsTo(new ExactAggregate());
        copy.sums = sums.copy();
        return copy;
    }

    @Override
    public long memoryBytes() {
        return super.memoryBytes() + sums.memoryBytes();
    }

    @Override
    void writeTotals(DataOutput out) throws IOException {
        sums.write(out, TICKETS);
    }

    @Override
    void writeDaySum(DataOutput out, int index) throws IOException {
        sums.write(out, FIRST_DAY + index);
    }

    @Override
    void readTotals(DataInput in) throws IOException {
        written = null;
        sums.read(in, TICKETS);
    }

    @Override
    void readDaySum(DataInput in, int index) throws IOException {
        sums.read(in, FIRST_DAY + index);
    }
}
