package io.customerreport.digest;

import io.customerreport.bytes.Varint;
import io.customerreport.sum.ExactSums;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How many customers spent how much, from which quantiles and the share of the highest follow.
 *
 * <p>A bin is named by the sign of a spend, its exponent and the first {@value #MANTISSA_BITS} bits
 * of its mantissa, so its bounds are at most 1/{@value #BINS_A_POWER} apart; it holds the number of
 * its customers and their exact sum. So the size is bounded, and the result is the same in any
 * order of additions and merges. Zero and the infinities have bins of their own, as has what is
 * smaller than 2^{@value #MIN_EXPONENT} dollars, less than half a cent, and what is not smaller
 * than 2^{@value #MAX_EXPONENT}, seventy trillions. Spend that is not a number is only counted.
 *
 * <p>A quantile is the mean of the bin that it falls into: exact where the bin holds one customer
 * or equal ones, and off by at most {@link #RELATIVE_ERROR} otherwise, but for the bins of the
 * tiniest and the largest. A sum over the highest counts whole bins exactly, and of the last one
 * the mean for each customer, so it errs by no more than that part of what it counts of the last
 * bin, and never upwards.
 */
public final class SpendHistogram {

    /** The largest error of a quantile, as a part of it. */
    public static final double RELATIVE_ERROR = 1.0 / 64;

    private static final int MANTISSA_BITS = 6;
    private static final int BINS_A_POWER = 1 << MANTISSA_BITS;

    /** A double's mantissa has 52 bits, of which the first stay. */
    private static final int DROPPED_BITS = 52 - MANTISSA_BITS;

    private static final int BIAS = 1023;
    private static final int MIN_EXPONENT = -8;

    /** From here on {@link ExactSums} would need its wide form. */
    private static final int MAX_EXPONENT = 46;

    /** The exponent and the leading bits of the mantissa of the smallest ordinary magnitude. */
    private static final int FIRST = MIN_EXPONENT + BIAS << MANTISSA_BITS;

    /** Ordinary magnitudes begin after zero and the tiniest. */
    private static final int ORDINARY = 2;

    private static final int LARGEST = ORDINARY + (MAX_EXPONENT - MIN_EXPONENT << MANTISSA_BITS);
    private static final int INFINITE = LARGEST + 1;

    /** The bin of zero; those of positive spend follow it, those of negative spend precede it. */
    private static final int ZERO = INFINITE;

    private static final int BINS = 2 * INFINITE + 1;

    private final long[] customers = new long[BINS];
    private final ExactSums sums = new ExactSums(BINS);
    private long counted;
    private long notNumbers;

    void add(double spend) {
        if (Double.isNaN(spend)) {
            notNumbers++;
            return;
        }
        int magnitude = magnitude(Math.abs(spend));
        int bin = spend < 0 ? ZERO - magnitude : ZERO + magnitude;
        customers[bin]++;
        sums.add(bin, spend);
        counted++;
    }

    private static int magnitude(double spend) {
        if (spend == 0) {
            return 0;
        }
        if (Double.isInfinite(spend)) {
            return INFINITE;
        }
        int ordinary = (int) (Double.doubleToRawLongBits(spend) >>> DROPPED_BITS) - FIRST;
        return Math.min(LARGEST, Math.max(ordinary, -1) + ORDINARY);
    }

    void merge(SpendHistogram other) {
        for (int bin = 0; bin < BINS; bin++) {
            if (other.customers[bin] > 0) {
                customers[bin] += other.customers[bin];
                sums.add(bin, other.sums, bin);
            }
        }
        counted += other.counted;
        notNumbers += other.notNumbers;
    }

    /** Customers whose spend is a number, which may be infinite. */
    public long customers() {
        return counted;
    }

    /** Customers whose spend is not a number. */
    public long notNumbers() {
        return notNumbers;
    }

    /** Customers who got back more than they spent. */
    public long negative() {
        return Arrays.stream(customers, 0, ZERO).sum();
    }

    /**
     * The spend that a share of the customers does not exceed: about that of the one whose rank
     * from below is the share of all, rounded up.
     *
     * @param share above 0, at most 1; there is at least one customer
     */
    public double quantile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * counted));
        int bin = -1;
        for (long before = 0; before < rank; before += customers[bin]) {
            bin++;
        }
        return mean(bin);
    }

    private double mean(int bin) {
        return sums.value(bin) / customers[bin];
    }

    /** The spend of the customers who spent more than they got back; 0.0 without any. */
    public double positiveSpend() {
        return sums.total(ZERO + 1, BINS);
    }

    /** About the part of {@link #positiveSpend} that those with the highest spend have. */
    public double highestSpend(long count) {
        long left = count;
        int bin = BINS;
        while (bin > ZERO + 1 && left >= customers[bin - 1]) {
            bin--;
            left -= customers[bin];
        }
        double whole = sums.total(bin, BINS);
        return bin == ZERO + 1 || left == 0 ? whole : whole + left * mean(bin - 1);
    }

    void write(DataOutput out) throws IOException {
        Varint.write(out, notNumbers);
        Varint.write(out, Arrays.stream(customers).filter(count -> count > 0).count());
        int next = 0;
        for (int bin = 0; bin < BINS; bin++) {
            if (customers[bin] > 0) {
                Varint.write(out, bin - next);
                Varint.write(out, customers[bin]);
                sums.write(out, bin);
                next = bin + 1;
            }
        }
    }

    static SpendHistogram read(DataInput in) throws IOException {
        SpendHistogram histogram = new SpendHistogram();
        histogram.notNumbers = Varint.read(in);
        int next = 0;
        for (int n = Varint.readInt(in); n > 0; n--) {
            int bin = next + Varint.readInt(in);
            histogram.customers[bin] = Varint.read(in);
            histogram.counted += histogram.customers[bin];
            histogram.sums.read(in, bin);
            next = bin + 1;
        }
        return histogram;
    }
}
