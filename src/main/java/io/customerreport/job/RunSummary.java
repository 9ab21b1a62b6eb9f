package io.customerreport.job;

import static java.util.function.Predicate.not;

import io.customerreport.count.RunCounters;
import io.customerreport.kept.KeptCounts;
import io.customerreport.source.block.InputNotice;
import io.customerreport.source.block.InputStanding;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a finished run read and made of it; every line is counted exactly once.
 *
 * @param counts of this run's lines
 * @param duplicates accepted events but for which another one of their id counts, null where every
 *     event counts
 * @param unratedCurrencies the most frequent of the currencies without a rate, with their events,
 *     the first being the most frequent
 * @param unusedRates currencies whose rate converted no event
 * @param table what was written to a table, null without one
 * @param notices how often something was to be said of the input, by the kind's code; only kinds
 *     that occurred
 * @param total of this run and those before it, null for a run that stands alone
 * @param diagnosis why few lines could be used and what helps, a sentence each; none in an ordinary
 *     run
 */
public record RunSummary(
        LineCounts counts,
        @Nullable Duplicates duplicates,
        Map<String, Long> unratedCurrencies,
        List<String> unusedRates,
        long customers,
        @Nullable Table table,
        Duration duration,
        Map<String, Long> notices,
        @Nullable Total total,
        List<String> diagnosis) {

    /**
     * Events that were left out because another one of their id counts.
     *
     * @param conflicting ids whose events were not all equal
     */
    public record Duplicates(long events, long conflicting) {}

    /**
     * What the job wrote to a table.
     *
     * @param retries failures of its server that were not the end of a task
     */
    public record Table(long rows, long retries) {}

    /**
     * What a run and those that led to it have counted.
     *
     * @param runs how many they are
     * @param filesLeftOut files of this run's input that one before it has read
     */
    public record Total(long runs, KeptCounts counts, long filesLeftOut) {}

    private static final int MAX_CURRENCIES = 10;

    /** Files that a watched input held at the end, and that were not ready to be read. */
    public static final String FILES_WAITING = "files_waiting";

    /** For how long a watched input had not been scanned at the end, where scans failed. */
    public static final String SECONDS_UNSCANNED = "seconds_unscanned";

    /**
     * @throws IllegalStateException if the lines read are not the sum of what became of them: the
     *     job lost or doubled lines, and its output cannot be trusted
     */
    public RunSummary {
        unratedCurrencies = Collections.unmodifiableMap(new LinkedHashMap<>(unratedCurrencies));
        unusedRates = List.copyOf(unusedRates);
        diagnosis = List.copyOf(diagnosis);
        notices = Collections.unmodifiableMap(new LinkedHashMap<>(notices));
        long left = duplicates == null ? 0 : duplicates.events();
        long accounted =
                counts.blank() + counts.accepted() + counts.filtered() + left + counts.rejects();
        if (counts.lines() != accounted) {
            throw new IllegalStateException(
                    "the run read %s lines but accounts for %s: %s blank, %s accepted,%s %s filtered, %s rejected"
                            .formatted(
                                    counts.lines(),
                                    accounted,
                                    counts.blank(),
                                    counts.accepted(),
                                    duplicates == null ? "" : " " + left + " duplicates,",
                                    counts.filtered(),
                                    counts.rejects()));
        }
    }

    /** The summary of a run without rates. */
    public static RunSummary of(JobCounts counts, Duration duration) {
        return of(counts, Set.of(), duration);
    }

    /**
     * @param rates the currencies that the user gave rates of
     */
    public static RunSummary of(JobCounts counts, Set<String> rates, Duration duration) {
        return new RunSummary(
                LineCounts.of(counts),
                duplicates(counts),
                mostFrequent(counts.unratedCurrencies()),
                rates.stream().filter(not(counts.ratesUsed()::contains)).sorted().toList(),
                counts.count(RunCounters.CUSTOMERS),
                table(counts),
                duration,
                notices(counts),
                null,
                List.of());
    }

    private static Map<String, Long> notices(JobCounts counts) {
        Map<String, Long> notices = new LinkedHashMap<>();
        for (InputNotice.Kind kind : InputNotice.Kind.values()) {
            putPositive(notices, kind.code(), counts.count(kind.code()));
        }
        InputStanding standing = counts.standing();
        putPositive(notices, FILES_WAITING, standing.waiting());
        if (standing.unscannedSince() > 0) {
            long since = System.currentTimeMillis() - standing.unscannedSince();
            notices.put(SECONDS_UNSCANNED, Math.max(1, since / 1_000));
        }
        return notices;
    }

    private static void putPositive(Map<String, Long> counts, String name, long count) {
        if (count > 0) {
            counts.put(name, count);
        }
    }

    private static @Nullable Duplicates duplicates(JobCounts counts) {
        return counts.has(RunCounters.DUPLICATES)
                ? new Duplicates(
                        counts.count(RunCounters.DUPLICATES),
                        counts.count(RunCounters.CONFLICTING_DUPLICATES))
                : null;
    }

    private static @Nullable Table table(JobCounts counts) {
        return counts.has(RunCounters.TABLE_ROWS)
                ? new Table(
                        counts.count(RunCounters.TABLE_ROWS),
                        counts.count(RunCounters.TABLE_RETRIES))
                : null;
    }

    private static Map<String, Long> mostFrequent(Map<String, Long> currencies) {
        Map<String, Long> most = new LinkedHashMap<>();
        currencies.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_CURRENCIES)
                .forEach(currency -> most.put(currency.getKey(), currency.getValue()));
        return most;
    }

    /** The same with a diagnosis. */
    public RunSummary diagnosed(List<String> sentences) {
        return with(counts, total, sentences);
    }

    /** The same as one run of a chain. */
    public RunSummary within(Total chain) {
        return with(counts, chain, diagnosis);
    }

    /** As if one run had read all that this one and those before it have; itself if it is alone. */
    public RunSummary whole() {
        return total == null ? this : with(LineCounts.of(total.counts()), total, diagnosis);
    }

    private RunSummary with(
            LineCounts otherCounts, @Nullable Total otherTotal, List<String> otherDiagnosis) {
        return new RunSummary(
                otherCounts,
                duplicates,
                unratedCurrencies,
                unusedRates,
                customers,
                table,
                duration,
                notices,
                otherTotal,
                otherDiagnosis);
    }

    /** Never 0, so that rates can be formed. */
    public double seconds() {
        return Math.max(1, duration.toMillis()) / 1000.0;
    }
}
