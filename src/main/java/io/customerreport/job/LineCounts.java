package io.customerreport.job;

import io.customerreport.count.RunCounters;
import io.customerreport.kept.KeptCounts;
import io.customerreport.parse.LineOutcome;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * How many lines were read, what became of them, and of how many bytes: of one run, or of a chain
 * of them, as these add up.
 *
 * @param accepted events that count
 * @param filteredBy events that the user did not want, by reason, in the order in which lines are
 *     checked, only reasons that occurred
 * @param rejected rejected lines by reason, likewise
 * @param amountsDefaulted accepted events whose amount did not convert and was read as 0.0
 * @param unrated accepted events whose currency is not the US dollar and has no rate
 * @param bytes the size of the input, of compressed files uncompressed
 * @param corruptFiles damaged compressed files, of which the lines before the damage are counted
 */
public record LineCounts(
        long lines,
        long blank,
        long accepted,
        Map<String, Long> filteredBy,
        Map<String, Long> rejected,
        long amountsDefaulted,
        long unrated,
        long bytes,
        long corruptFiles) {

    public LineCounts {
        filteredBy = Collections.unmodifiableMap(new LinkedHashMap<>(filteredBy));
        rejected = Collections.unmodifiableMap(new LinkedHashMap<>(rejected));
    }

    static LineCounts of(JobCounts counts) {
        return new LineCounts(
                counts.count(RunCounters.LINES),
                counts.count(LineOutcome.BLANK),
                counts.count(LineOutcome.ACCEPTED) - counts.count(RunCounters.DUPLICATES),
                byReason(LineOutcome.filters(), counts::count),
                byReason(LineOutcome.rejects(), counts::count),
                counts.count(RunCounters.AMOUNTS_DEFAULTED),
                counts.count(RunCounters.UNRATED),
                counts.count(RunCounters.BYTES),
                counts.count(RunCounters.CORRUPT_FILES));
    }

    /** What {@link #toKept} gave, or a sum of that. */
    static LineCounts of(KeptCounts kept) {
        return new LineCounts(
                kept.count(RunCounters.LINES),
                kept.count(LineOutcome.BLANK.code()),
                kept.count(LineOutcome.ACCEPTED.code()),
                byReason(
                        LineOutcome.filters(),
                        reason -> kept.filteredBy().getOrDefault(reason.code(), 0L)),
                byReason(
                        LineOutcome.rejects(),
                        reason -> kept.rejected().getOrDefault(reason.code(), 0L)),
                kept.count(RunCounters.AMOUNTS_DEFAULTED),
                kept.count(RunCounters.UNRATED),
                kept.count(RunCounters.BYTES),
                kept.count(RunCounters.CORRUPT_FILES));
    }

    /** The same as a kept state has it, in which the order of names is part of the format. */
    KeptCounts toKept() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put(RunCounters.LINES, lines);
        counts.put(LineOutcome.BLANK.code(), blank);
        counts.put(LineOutcome.ACCEPTED.code(), accepted);
        counts.put(RunCounters.AMOUNTS_DEFAULTED, amountsDefaulted);
        counts.put(RunCounters.UNRATED, unrated);
        counts.put(RunCounters.BYTES, bytes);
        if (corruptFiles > 0) {
            counts.put(RunCounters.CORRUPT_FILES, corruptFiles);
        }
        return new KeptCounts(counts, filteredBy, rejected);
    }

    private static Map<String, Long> byReason(
            Collection<LineOutcome> reasons, ToLongFunction<LineOutcome> counts) {
        Map<String, Long> occurred = new LinkedHashMap<>();
        for (LineOutcome reason : reasons) {
            long count = counts.applyAsLong(reason);
            if (count > 0) {
                occurred.put(reason.code(), count);
            }
        }
        return occurred;
    }

    /** Events that the user did not want, whatever the reason. */
    public long filtered() {
        return sum(filteredBy);
    }

    /** Rejected lines, whatever the reason. */
    public long rejects() {
        return sum(rejected);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
