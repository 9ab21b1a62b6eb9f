package io.customerreport.count;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.flink.api.common.accumulators.Accumulator;

/**
 * How many accepted events had each currency without a rate.
 *
 * <p>Of many different codes the {@value #LIMIT} shortest are kept, which in any order of additions
 * are the same with the same counts: an ISO 4217 code has three letters, and what is longer than
 * all of those is not a currency.
 */
public final class CurrencyCounts
        implements Accumulator<CurrencyCounts.Count, TreeMap<String, Long>> {

    /** The accumulator's name. */
    public static final String NAME = "unrated_currencies";

    /** How many different codes are kept. */
    public static final int LIMIT = 1_000;

    /** Longer codes are counted together with others that begin alike. */
    public static final int MAX_LENGTH = 20;

    private static final long serialVersionUID = 1;

    private final ConcurrentSkipListMap<String, Long> counts =
            new ConcurrentSkipListMap<>(ShortestFirst.ORDER);

    /** So many events with that currency. */
    public record Count(String code, long events) implements Serializable {}

    private enum ShortestFirst implements Comparator<String> {
        ORDER;

        @Override
        public int compare(String a, String b) {
            int byLength = Integer.compare(a.length(), b.length());
            return byLength != 0 ? byLength : a.compareTo(b);
        }
    }

    @Override
    public void add(Count count) {
        String code = count.code();
        String kept = code.length() > MAX_LENGTH ? code.substring(0, MAX_LENGTH) + "…" : code;
        counts.merge(kept, count.events(), Long::sum);
        if (counts.size() > LIMIT) {
            counts.pollLastEntry();
        }
    }

    /** Events by code. */
    @Override
    public TreeMap<String, Long> getLocalValue() {
        return new TreeMap<>((Map<String, Long>) counts);
    }

    @Override
    public void resetLocal() {
        counts.clear();
    }

    @Override
    public void merge(Accumulator<Count, TreeMap<String, Long>> other) {
        other.getLocalValue().forEach((code, events) -> add(new Count(code, events)));
    }

    @Override
    public CurrencyCounts clone() {
        CurrencyCounts copy = new CurrencyCounts();
        copy.merge(this);
        return copy;
    }
}
