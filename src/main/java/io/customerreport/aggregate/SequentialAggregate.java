package io.customerreport.aggregate;

import io.customerreport.sum.ExactSums;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * An aggregate whose sums are running doubles: the bits of the Python program, if events are added
 * in input order.
 *
 * <p>Total and tickets start from 0.0. A day starts from its first value, which is what adding to
 * -0.0 does (-0.0 + x is x for every x, also for -0.0). Do not reorder or regroup the additions.
 */
public final class SequentialAggregate extends CustomerAggregate {

    private double total;
    private double tickets;
    private double[] daySums = {};

    /** Adds the events of a sequence, which must follow those that were added before. */
    public void add(EventSequence sequence) {
        SequenceReader in = new SequenceReader(sequence);
        int index = -1;
        while (in.nextEvent()) {
            if (index < 0 || day(index) != in.day) {
                index = dayIndex(in.day);
            }
            countEvent(index, in.ticket);
            addSpend(index, in.usd);
            if (in.ticket) {
                addTicket(in.usd);
            }
        }
        while (in.nextType()) {
            countTypes(sequence.bytes, in.nameStart, in.nameLength, in.count);
        }
        addTs(sequence.latestTs);
    }

    @Override
    void reserveDaySums(int count) {
        daySums = new double[count];
    }

    @Override
    void insertDaySum(int at, int dayCount) {
        if (dayCount == daySums.length) {
            daySums = Arrays.copyOf(daySums, dayCount + (dayCount >> 1) + 2);
        }
        System.arraycopy(daySums, at, daySums, at + 1, dayCount - at);
        daySums[at] = -0.0;
    }

    @Override
    void addSpend(int dayIndex, double usd) {
        total += usd;
        daySums[dayIndex] += usd;
    }

    @Override
    void addTicket(double usd) {
        tickets += usd;
    }

    @Override
    double ticketSpend() {
        return tickets;
    }

    @Override
    public double totalSpend() {
        return total;
    }

    @Override
    public double daySpend(int index) {
        return daySums[index];
    }

    @Override
    public void addDaySpendTo(ExactSums sums, int at, int index) {
        sums.add(at, daySums[index]);
    }

    @Override
    public void addTicketsTo(ExactSums sums, int at) {
        sums.add(at, tickets);
    }

    @Override
    public SequentialAggregate copy() {
        SequentialAggregate copy = copyCountsTo(new SequentialAggregate());
        copy.total = total;
        copy.tickets = tickets;
        copy.daySums = daySums.clone();
        return copy;
    }

    @Override
    public long memoryBytes() {
        return super.memoryBytes() + 32 + 8L * daySums.length;
    }

    @Override
    void writeTotals(DataOutput out) throws IOException {
        out.writeDouble(total);
        out.writeDouble(tickets);
    }

    @Override
    void writeDaySum(DataOutput out, int index) throws IOException {
        out.writeDouble(daySums[index]);
    }

    @Override
    void readTotals(DataInput in) throws IOException {
        total = in.readDouble();
        tickets = in.readDouble();
    }

    @Override
    void readDaySum(DataInput in, int index) throws IOException {
        daySums[index] = in.readDouble();
    }
}
