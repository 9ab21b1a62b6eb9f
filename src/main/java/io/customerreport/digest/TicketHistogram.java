package io.customerreport.digest;

import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.bytes.Varint;
import io.customerreport.sum.ExactSums;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How many customers have an average ticket of which size, on a scale where each power of ten has
 * the steps 1, 1.5, 2, 3, 5 and 7; and the average over all tickets.
 *
 * <p>Bin 0 holds what is below the first bound, bin n what is from the n-th bound on and below the
 * next, the last bin what is not below any. A ticket is positive, so no bin need be negative.
 */
public final class TicketHistogram {

    private static final int[] STEPS = {10, 15, 20, 30, 50, 70};
    private static final int MIN_EXPONENT = -3;
    private static final int MAX_EXPONENT = 9;

    /** The bounds of the bins, from a cent to seven billion. */
    private static final double[] BOUNDS =
            IntStream.range(0, STEPS.length * (MAX_EXPONENT - MIN_EXPONENT))
                    .mapToDouble(
                            i ->
                                    Double.parseDouble(
                                            STEPS[i % STEPS.length]
                                                    + "e"
                                                    + (MIN_EXPONENT + i / STEPS.length)))
                    .toArray();

    /** Bins, of which all but the first begin at a {@link #bound}. */
    public static final int BINS = BOUNDS.length + 1;

    private final long[] customers = new long[BINS];
    private final ExactSums sum = new ExactSums(1);
    private long tickets;
    private long infinite;
    private long without;

    void add(CustomerAggregate customer) {
        if (customer.ticketCount() == 0) {
            without++;
            return;
        }
        tickets += customer.ticketCount();
        customer.addTicketsTo(sum, 0);
        double average = customer.averageTicket();
        if (Double.isInfinite(average)) {
            infinite++;
        } else {
            customers[bin(average)]++;
        }
    }

    private static int bin(double average) {
        int found = Arrays.binarySearch(BOUNDS, average);
        return found >= 0 ? found + 1 : ~found;
    }

    void merge(TicketHistogram other) {
        for (int i = 0; i < BINS; i++) {
            customers[i] += other.customers[i];
        }
        sum.add(0, other.sum, 0);
        tickets += other.tickets;
        infinite += other.infinite;
        without += other.without;
    }

    /** The lower bound of a bin but the first, and the upper bound of the bin before it. */
    public static double bound(int bin) {
        return BOUNDS[bin - 1];
    }

    /** Customers whose average ticket is in a bin. */
    public long customers(int bin) {
        return customers[bin];
    }

    /** Customers with an average ticket in any of the bins. */
    public long customers() {
        return Arrays.stream(customers).sum();
    }

    /** Customers whose average ticket is beyond the largest double. */
    public long infinite() {
        return infinite;
    }

    /** Customers without a checkout of a positive amount. */
    public long without() {
        return without;
    }

    /** All checkouts of a positive amount. */
    public long tickets() {
        return tickets;
    }

    /** The exact sum of all tickets, rounded once, divided by their number; 0.0 without any. */
    public double average() {
        return tickets == 0 ? 0.0 : sum.value(0) / tickets;
    }

    void write(DataOutput out) throws IOException {
        for (long count : customers) {
            Varint.write(out, count);
        }
        sum.write(out, 0);
        Varint.write(out, tickets);
        Varint.write(out, infinite);
        Varint.write(out, without);
    }

    static TicketHistogram read(DataInput in) throws IOException {
        TicketHistogram histogram = new TicketHistogram();
        for (int i = 0; i < BINS; i++) {
            histogram.customers[i] = Varint.read(in);
        }
        histogram.sum.read(in, 0);
        histogram.tickets = Varint.read(in);
        histogram.infinite = Varint.read(in);
        histogram.without = Varint.read(in);
        return histogram;
    }
}
