package io.customerreport.digest;

import io.customerreport.bytes.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each event type occurred, in bounded memory.
 *
 * <p>Exact, and the same in any order of additions and merges, while there are at most {@value
 * #CAPACITY} types. With more it is a Misra-Gries summary (Misra and Gries, 1982; merged as by
 * Agarwal et al., "Mergeable Summaries", 2012): a count may be short by {@link #maxShort}, which is
 * at most the number of events divided by {@value #DIVISOR}, so every type with more events than
 * that is here; which others are, and how short counts are, then depends on the order.
 */
public final class FrequentTypes {

    static final int CAPACITY = 1_000;

    /**
     * Each time the table overflows, at least this many types lose as much as {@code maxShort}
     * grows.
     */
    static final int DIVISOR = CAPACITY / 2 + 1;

    private final Map<Label, Long> counts = new HashMap<>();
    private long maxShort;

    /**
     * A type.
     *
     * @param count its events, or fewer, by up to {@link #maxShort}
     */
    public record Type(Label name, long count) {}

    /** Adds events of the type with that name, an array that nobody may write to any more. */
    void add(byte[] name, long count) {
        add(Label.of(name), count);
    }

    void merge(FrequentTypes other) {
        maxShort += other.maxShort;
        other.counts.forEach(this::add);
    }

    private void add(Label name, long count) {
        counts.merge(name, count, Long::sum);
        if (counts.size() > CAPACITY) {
            shrink();
        }
    }

    /** Takes the same from all types, so much that at most half of the capacity remains. */
    private void shrink() {
        long[] ascending = counts.values().stream().mapToLong(Long::longValue).sorted().toArray();
        long loss = ascending[ascending.length - DIVISOR];
        maxShort += loss;
        counts.values().removeIf(count -> count <= loss);
        counts.replaceAll((name, count) -> count - loss);
    }

    /** Whether all types are here and their counts exact. */
    public boolean isExact() {
        return maxShort == 0;
    }

    /**
     * By how much a count may be too small, and how many events a type that is not here may have.
     */
    public long maxShort() {
        return maxShort;
    }

    public int size() {
        return counts.size();
    }

    /** The types of the highest counts; of several with one count, the smallest by code point. */
    public List<Type> top(int limit) {
        return counts.entrySet().stream()
                .map(entry -> new Type(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Type::count).reversed().thenComparing(Type::name))
                .limit(limit)
                .toList();
    }

    void write(DataOutput out) throws IOException {
        Varint.write(out, maxShort);
        Varint.write(out, counts.size());
        for (Type type : top(counts.size())) {
            type.name().write(out);
            Varint.write(out, type.count());
        }
    }

    static FrequentTypes read(DataInput in) throws IOException {
        FrequentTypes types = new FrequentTypes();
        types.maxShort = Varint.read(in);
        for (int n = Varint.readInt(in); n > 0; n--) {
            types.counts.put(Label.read(in), Varint.read(in));
        }
        return types;
    }
}
