package io.customerreport.job;

import static java.util.function.Predicate.not;

import io.customerreport.count.RunCounters;
import io.customerreport.kept.KeptCounts;
import io.customerreport.parse.LineOutcome;
import io.customerreport.source.block.InputNotice;
import io.customerreport.source.block.InputStanding;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a finished run read and made of it; every line is counted exactly once.
 *
 * @param filteredBy events that the user did not want, by reason, only reasons that occurred
 * @param rejected rejected lines by reason, in the order in which lines are checked, only reasons
 *     that occurred
 * @param duplicates accepted events but for which another one of their id counts, null where every
 *     event counts
 * @param amountsDefaulted accepted events whose amount did not convert and was read as 0.0
 * @param unrated accepted events whose currency is not the US dollar and has no rate
 * @param unratedCurrencies the most frequent of those currencies with their events, the first being
 *     the most frequent
 * @param unusedRates currencies whose rate converted no event
 * @param table what was written to a table, null without one
 * @param bytes the size of the input, of compressed files uncompressed
 * @param corruptFiles damaged compressed files, of which the lines before the damage are counted
 * @param notices how often something was to be said of the input, by the kind's code; only kinds
 *     that occurred
 * @param total of this run and those before it, null for a run that stands alone
 * @param diagnosis why few lines could be used and what helps, a sentence each; none in an ordinary
 *     run
 */
public record RunSummary(
        long lines,
        long blank,
        long accepted,
        Map<String, Long> filteredBy,
        Map<String, Long> rejected,
        @Nullable Duplicates duplicates,
        long amountsDefaulted,
        long unrated,
        Map<String, Long> unratedCurrencies,
        List<String> unusedRates,
        long customers,
        @Nullable Table table,
        long bytes,
        Duration duration,
        long corruptFiles,
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
        filteredBy = Collections.unmodifiableMap(new LinkedHashMap<>(filteredBy));
        unratedCurrencies = Collections.unmodifiableMap(new LinkedHashMap<>(unratedCurrencies));
        unusedRates = List.copyOf(unusedRates);
        diagnosis = List.copyOf(diagnosis);
        rejected = Collections.unmodifiableMap(new LinkedHashMap<>(rejected));
        notices = Collections.unmodifiableMap(new LinkedHashMap<>(notices));
        long left = duplicates == null ? 0 : duplicates.events();
        long accounted = blank + accepted + sum(filteredBy) + left + sum(rejected);
        if (lines != accounted) {
            throw new IllegalStateException(
                    "the run read %s lines but accounts for %s: %s blank, %s accepted,%s %s filtered, %s rejected"
                            .formatted(
                                    lines,
                                    accounted,
                                    blank,
                                    accepted,
                                    duplicates == null ? "" : " " + left + " duplicates,",
                                    sum(filteredBy),
                                    sum(rejected)));
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
        return new RunSummary(
                counts.count(RunCounters.LINES),
                counts.count(LineOutcome.BLANK),
                counts.count(LineOutcome.ACCEPTED) - counts.count(RunCounters.DUPLICATES),
                positive(LineOutcome.filters(), counts::count),
                positive(LineOutcome.rejects(), counts::count),
                duplicates(counts),
                counts.count(RunCounters.AMOUNTS_DEFAULTED),
                counts.count(RunCounters.UNRATED),
                mostFrequent(counts.unratedCurrencies()),
                rates.stream().filter(not(counts.ratesUsed()::contains)).sorted().toList(),
                counts.count(RunCounters.CUSTOMERS),
                table(counts),
                counts.count(RunCounters.BYTES),
                duration,
                counts.count(RunCounters.CORRUPT_FILES),
                notices,
                null,
                List.of());
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
        return with(total, sentences);
    }

    /** The same with the counts of runs before it added to a total. */
    RunSummary after(KeptCounts before, long runsBefore, long filesLeftOut) {
        return with(new Total(runsBefore + 1, before.plus(counts()), filesLeftOut), diagnosis);
    }

    private RunSummary with(@Nullable Total otherTotal, List<String> otherDiagnosis) {
        return new RunSummary(
                lines,
                blank,
                accepted,
                filteredBy,
                rejected,
                duplicates,
                amountsDefaulted,
                unrated,
                unratedCurrencies,
                unusedRates,
                customers,
                table,
                bytes,
                duration,
                corruptFiles,
                notices,
                otherTotal,
                otherDiagnosis);
    }

    /** As if one run had read all that this one and those before it have; itself if it is alone. */
    public RunSummary whole() {
        if (total == null) {
            return this;
        }
        KeptCounts all = total.counts();
        return new RunSummary(
                all.count("lines"),
                all.count("blank"),
                all.count("accepted"),
                positive(
                        LineOutcome.filters(),
                        outcome -> all.filteredBy().getOrDefault(outcome.code(), 0L)),
                positive(
                        LineOutcome.rejects(),
                        outcome -> all.rejected().getOrDefault(outcome.code(), 0L)),
                duplicates,
                all.count("amounts_defaulted"),
                all.count("unrated"),
                unratedCurrencies,
                unusedRates,
                customers,
                table,
                all.count("bytes"),
                duration,
                all.count(RunCounters.CORRUPT_FILES),
                notices,
                total,
                diagnosis);
    }

    /** Counts by reason in the order in which lines are checked, only those that occurred. */
    private static Map<String, Long> positive(
            Collection<LineOutcome> order, ToLongFunction<LineOutcome> counts) {
        Map<String, Long> positive = new LinkedHashMap<>();
        order.forEach(
                outcome -> putPositive(positive, outcome.code(), counts.applyAsLong(outcome)));
        return positive;
    }

    /** What adds up from run to run. */
    KeptCounts counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("lines", lines);
        counts.put("blank", blank);
        counts.put("accepted", accepted);
        counts.put("amounts_defaulted", amountsDefaulted);
        counts.put("unrated", unrated);
        counts.put("bytes", bytes);
        putPositive(counts, RunCounters.CORRUPT_FILES, corruptFiles);
        return new KeptCounts(counts, filteredBy, rejected);
    }

    /** Events that the user did not want, whatever the reason. */
    public long filtered() {
        return sum(filteredBy);
    }

    public long rejects() {
        return sum(rejected);
    }

    /** Never 0, so that rates can be formed. */
    public double seconds() {
        return Math.max(1, duration.toMillis()) / 1000.0;
    }

    /** One JSON object on one line, with a line end. */
    public String toJson() {
        StringWriter json = new StringWriter();
        try (JsonGenerator out =
                new JsonFactory().createGenerator(ObjectWriteContext.empty(), json)) {
            out.writeStartObject();
            writeCounts(out);
            if (unrated > 0) {
                out.writeObjectPropertyStart("unrated_currencies");
                unratedCurrencies.forEach(out::writeNumberProperty);
                out.writeEndObject();
            }
            writeTexts(out, "unused_rates", unusedRates);
            out.writeNumberProperty("customers", customers);
            if (table != null) {
                out.writeNumberProperty(RunCounters.TABLE_ROWS, table.rows());
                out.writeNumberProperty(RunCounters.TABLE_RETRIES, table.retries());
            }
            writeFiles(out);
            notices.forEach(out::writeNumberProperty);
            out.writeNumberProperty(
                    "seconds", BigDecimal.valueOf(seconds()).setScale(3, RoundingMode.HALF_EVEN));
            if (total != null) {
                out.writeNumberProperty("files_left_out", total.filesLeftOut());
                out.writeObjectPropertyStart("total");
                out.writeNumberProperty("runs", total.runs());
                RunSummary whole = whole();
                whole.writeCounts(out);
                whole.writeFiles(out);
                out.writeEndObject();
            }
            writeTexts(out, "diagnosis", diagnosis);
            out.writeEndObject();
        }
        return json.append('\n').toString();
    }

    private void writeCounts(JsonGenerator out) {
        out.writeNumberProperty("lines", lines);
        out.writeNumberProperty("blank", blank);
        out.writeNumberProperty("accepted", accepted);
        out.writeNumberProperty("filtered", filtered());
        out.writeObjectPropertyStart("filtered_by");
        filteredBy.forEach(out::writeNumberProperty);
        out.writeEndObject();
        out.writeObjectPropertyStart("rejected");
        rejected.forEach(out::writeNumberProperty);
        out.writeEndObject();
        if (duplicates != null) {
            out.writeNumberProperty(RunCounters.DUPLICATES, duplicates.events());
            out.writeNumberProperty(RunCounters.CONFLICTING_DUPLICATES, duplicates.conflicting());
        }
        out.writeNumberProperty("amounts_defaulted", amountsDefaulted);
        out.writeNumberProperty("unrated", unrated);
    }

    private void writeFiles(JsonGenerator out) {
        out.writeNumberProperty("bytes", bytes);
        if (corruptFiles > 0) {
            out.writeNumberProperty(RunCounters.CORRUPT_FILES, corruptFiles);
        }
    }

    private static void writeTexts(JsonGenerator out, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            out.writeArrayPropertyStart(name);
            texts.forEach(out::writeString);
            out.writeEndArray();
        }
    }

    private static void putPositive(Map<String, Long> counts, String name, long count) {
        if (count > 0) {
            counts.put(name, count);
        }
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
