package io.customerreport.sum;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A column of sums of doubles, each the exact real sum of what was added to it, rounded once when
 * it is read.
 *
 * <p>The result does not depend on the order or grouping of additions. Ties round to even; an exact
 * zero is 0.0; a sum beyond the largest finite double is infinite; a NaN, or infinities of both
 * signs, make it NaN. A sum is a {@link FixedPoint} pair, and beside it a {@link WideSum} for the
 * doubles that do not fit there; most columns never have one.
 */
public final class ExactSums {

    private static final int ZERO = 0;
    private static final int PAIR = 1;
    private static final int PAIR_AND_WIDE = 2;

    /** Plus the number of zero bytes below the sum's only significant long, which follows. */
    private static final int SHIFTED = 3;

    private long[] words;

    /** Null until a sum of the column needs one; then null for those that do not. */
    private @Nullable WideSum @Nullable [] wide;

    public ExactSums(int capacity) {
        words = new long[capacity * FixedPoint.WORDS];
    }

    /** Makes exactly this much room. */
    public void reserve(int capacity) {
        words = Arrays.copyOf(words, capacity * FixedPoint.WORDS);
    }

    public void add(int at, double x) {
        if (!FixedPoint.add(words, at * FixedPoint.WORDS, x)) {
            wideAt(at).add(x);
        }
    }

    /** Adds a sum of another column, which stays as it is. */
    public void add(int at, ExactSums other, int otherAt) {
        add(at, other.hi(otherAt), other.lo(otherAt), other.wideOrNull(otherAt));
    }

    /** Adds a {@link FixedPoint} sum, and what did not fit there unless that is null. */
    void add(int at, long hi, long lo, @Nullable WideSum more) {
        addPair(at, hi, lo);
        if (more != null) {
            wideAt(at).add(more);
        }
    }

    private void addPair(int at, long hi, long lo) {
        if (!FixedPoint.add(words, at * FixedPoint.WORDS, hi, lo)) {
            wideAt(at).add(hi, lo);
        }
    }

    /** The sum, rounded once. */
    public double value(int at) {
        WideSum exceptional = wideOrNull(at);
        return exceptional == null
                ? FixedPoint.value(hi(at), lo(at))
                : exceptional.value(hi(at), lo(at));
    }

    /** The sum of the sums {@code from} to {@code to - 1}, rounded once. */
    public double total(int from, int to) {
        ExactSums total = new ExactSums(1);
        for (int at = from; at < to; at++) {
            total.add(0, this, at);
        }
        return total.value(0);
    }

    /** Makes {@code at} a new zero among the first {@code size} sums, moving those after it. */
    public void insert(int at, int size) {
        int end = size * FixedPoint.WORDS;
        if (words.length == end) {
            words = Arrays.copyOf(words, (size + (size >> 1) + 2) * FixedPoint.WORDS);
        }
        int from = at * FixedPoint.WORDS;
        System.arraycopy(words, from, words, from + FixedPoint.WORDS, end - from);
        words[from] = 0;
        words[from + 1] = 0;
        if (wide != null) {
            if (wide.length <= size) {
                wide = Arrays.copyOf(wide, size + 1 + (size >> 1));
            }
            System.arraycopy(wide, at, wide, at + 1, size - at);
            wide[at] = null;
        }
    }

    public ExactSums copy() {
        ExactSums copy = new ExactSums(0);
        copy.words = words.clone();
        if (wide != null) {
            copy.wide = new WideSum[wide.length];
            Arrays.setAll(copy.wide, at -> wide[at] == null ? null : wide[at].copy());
        }
        return copy;
    }

    /** Bytes on the heap, roughly. */
    public long memoryBytes() {
        return 64 + 8L * words.length + (wide == null ? 0 : 400L * wide.length);
    }

    public void write(DataOutput out, int at) throws IOException {
        write(out, hi(at), lo(at), wideOrNull(at));
    }

    /** Writes a {@link FixedPoint} sum, and what did not fit there unless that is null. */
    public static void write(DataOutput out, long hi, long lo, @Nullable WideSum wide)
            throws IOException {
        if (wide != null) {
            out.writeByte(PAIR_AND_WIDE);
            writePair(out, hi, lo);
            wide.write(out);
        } else if ((hi | lo) == 0) {
            out.writeByte(ZERO);
        } else {
            writeSignificant(out, hi, lo);
        }
    }

    /** Most sums have many zeros at their end, and what remains is a single long. */
    private static void writeSignificant(DataOutput out, long hi, long lo) throws IOException {
        int zeros = lo == 0 ? 64 : Long.numberOfTrailingZeros(lo) & -Byte.SIZE;
        // In two steps, because a shift by 64 - 0 would be none.
        long significant = zeros == 64 ? hi : hi << 1 << 63 - zeros | lo >>> zeros;
        if (zeros == 64 || hi >> zeros == significant >> 63) {
            out.writeByte(SHIFTED + zeros / Byte.SIZE);
            out.writeLong(significant);
        } else {
            out.writeByte(PAIR);
            writePair(out, hi, lo);
        }
    }

    /** Adds what {@link #write} wrote to the sum {@code at}. */
    public void read(DataInput in, int at) throws IOException {
        int form = in.readByte();
        switch (form) {
            case ZERO -> {}
            case PAIR -> readPair(in, at);
            case PAIR_AND_WIDE -> {
                readPair(in, at);
                wideAt(at).add(WideSum.read(in));
            }
            default -> readSignificant(in, at, form);
        }
    }

    private void readSignificant(DataInput in, int at, int form) throws IOException {
        int zeros = (form - SHIFTED) * Byte.SIZE;
        if (zeros < 0 || zeros > 64) {
            throw new IOException(form + " is not a form of an exact sum");
        }
        long significant = in.readLong();
        if (zeros == 64) {
            addPair(at, significant, 0);
        } else {
            addPair(at, significant >> 1 >> 63 - zeros, significant << zeros);
        }
    }

    private static void writePair(DataOutput out, long hi, long lo) throws IOException {
        out.writeLong(hi);
        out.writeLong(lo);
    }

    private void readPair(DataInput in, int at) throws IOException {
        long hi = in.readLong();
        addPair(at, hi, in.readLong());
    }

    private long lo(int at) {
        return words[at * FixedPoint.WORDS];
    }

    private long hi(int at) {
        return words[at * FixedPoint.WORDS + 1];
    }

    private @Nullable WideSum wideOrNull(int at) {
        return wide == null || at >= wide.length ? null : wide[at];
    }

    private WideSum wideAt(int at) {
        if (wide == null) {
            wide = new WideSum[at + 1];
        } else if (wide.length <= at) {
            wide = Arrays.copyOf(wide, at + 1);
        }
        if (wide[at] == null) {
            wide[at] = new WideSum();
        }
        return wide[at];
    }
}
