package io.customerreport.kept;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What runs have counted, by the names of the summary: of one run, or of a chain of them.
 *
 * @param counts of lines and what became of them, and of bytes
 * @param filteredBy by reason
 * @param rejected by reason
 */
public record KeptCounts(
        Map<String, Long> counts, Map<String, Long> filteredBy, Map<String, Long> rejected) {

    public static final KeptCounts NONE = new KeptCounts(Map.of(), Map.of(), Map.of());

    public KeptCounts plus(KeptCounts others) {
        return new KeptCounts(
                sum(counts, others.counts),
                sum(filteredBy, others.filteredBy),
                sum(rejected, others.rejected));
    }

    public long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    private static Map<String, Long> sum(Map<String, Long> a, Map<String, Long> b) {
        Map<String, Long> sum = new LinkedHashMap<>(a);
        b.forEach((name, count) -> sum.merge(name, count, Math::addExact));
        return sum;
    }
}
