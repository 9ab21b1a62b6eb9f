package io.customerreport.job;

import io.customerreport.count.CurrencyCounts;
import io.customerreport.count.DamagedFiles;
import io.customerreport.count.FirstRejects;
import io.customerreport.count.FirstRejects.Place;
import io.customerreport.count.InputNotices;
import io.customerreport.count.LatestStanding;
import io.customerreport.count.LineSamples;
import io.customerreport.count.RatesUsed;
import io.customerreport.count.RunCounters;
import io.customerreport.count.TableOutage;
import io.customerreport.digest.RunDigest;
import io.customerreport.parse.LineOutcome;
import io.customerreport.source.block.Damage;
import io.customerreport.source.block.InputNotice;
import io.customerreport.source.block.InputStanding;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a job has counted: the values of its accumulators, whose names and types only this class
 * knows. What is absent was not met.
 */
public final class JobCounts {

    private final Map<String, Object> accumulators;

    /**
     * @param accumulators by name, as Flink hands them out
     */
    public JobCounts(Map<String, Object> accumulators) {
        this.accumulators = accumulators;
    }

    public long count(String name) {
        return accumulators.get(name) instanceof Number number ? number.longValue() : 0;
    }

    /** Whether the job has counted that, be it 0. */
    public boolean has(String name) {
        return accumulators.containsKey(name);
    }

    public long count(LineOutcome outcome) {
        return count(outcome.code());
    }

    /** Rejected lines, whatever the reason. */
    public long rejects() {
        return LineOutcome.rejects().stream().mapToLong(this::count).sum();
    }

    /** Where the first line of each reject reason stands. */
    public Map<String, Place> firstRejects() {
        Map<String, Place> places = firstPlaces();
        places.remove(RunCounters.AMOUNTS_DEFAULTED);
        return places;
    }

    /** Where the first event stands whose amount did not convert. */
    public Optional<Place> firstDefaulted() {
        return Optional.ofNullable(firstPlaces().get(RunCounters.AMOUNTS_DEFAULTED));
    }

    private Map<String, Place> firstPlaces() {
        Map<String, Place> places = new LinkedHashMap<>();
        if (accumulators.get(FirstRejects.NAME) instanceof Map<?, ?> byReason) {
            byReason.forEach((reason, place) -> places.put((String) reason, (Place) place));
        }
        return places;
    }

    /** The first lines of each reason for which lines were left out. */
    public List<LineSamples.Line> samples() {
        return list(LineSamples.NAME, LineSamples.Line.class);
    }

    /** Events by currencies that have no rate. */
    public Map<String, Long> unratedCurrencies() {
        Map<String, Long> events = new TreeMap<>();
        if (accumulators.get(CurrencyCounts.NAME) instanceof Map<?, ?> byCode) {
            byCode.forEach((code, count) -> events.put((String) code, (Long) count));
        }
        return events;
    }

    /** Currencies whose rate converted an event. */
    public Set<String> ratesUsed() {
        return Set.copyOf(list(RatesUsed.NAME, String.class));
    }

    /** Lines that are not events of the run, by the code of their reason; none are blank. */
    public Map<String, Long> leftOut() {
        Map<String, Long> lines = new LinkedHashMap<>();
        Stream.concat(LineOutcome.filters().stream(), LineOutcome.rejects().stream())
                .filter(outcome -> count(outcome) > 0)
                .forEach(outcome -> lines.put(outcome.code(), count(outcome)));
        return lines;
    }

    /** The first damaged files, by name. */
    public List<Damage> damagedFiles() {
        return list(DamagedFiles.NAME, Damage.class);
    }

    /** The first notices of the input, by kind and name. */
    public List<InputNotice> notices() {
        return list(InputNotices.NAME, InputNotice.class);
    }

    /** How a watched input stands by its latest scan. */
    public InputStanding standing() {
        return accumulators.get(LatestStanding.NAME) instanceof InputStanding standing
                ? standing
                : InputStanding.NOTHING;
    }

    /** Why rows cannot be written to the table at the moment, as a sentence. */
    public Optional<String> tableOutage() {
        return accumulators.get(TableOutage.NAME) instanceof String sentence && !sentence.isEmpty()
                ? Optional.of(sentence)
                : Optional.empty();
    }

    /** What the page is made of, if the job was built to leave it. */
    public Optional<RunDigest> digest() {
        return accumulators.get(RunDigest.NAME) instanceof byte[] digest
                ? Optional.of(RunDigest.of(digest))
                : Optional.empty();
    }

    private <T> List<T> list(String name, Class<T> type) {
        return accumulators.get(name) instanceof Collection<?> values
                ? values.stream().map(type::cast).toList()
                : List.of();
    }
}
