package io.customerreport.job;

import io.customerreport.count.RunCounters;
import io.customerreport.parse.LineOutcome;
import io.customerreport.source.block.InputNotice;
import io.customerreport.source.block.InputStanding;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a finished run read and made of it; every line is counted exactly once.
 *
 * @param rejected rejected lines by reason, in the order in which lines are checked, only reasons
 *     that occurred
 * @param amountsDefaulted accepted events whose amount did not convert and was read as 0.0
 * @param bytes the size of the input, of compressed files uncompressed
 * @param corruptFiles damaged compressed files, of which the lines before the damage are counted
 * @param notices how often something was to be said of the input, by the kind's code; only kinds
 *     that occurred
 */
public record RunSummary(
        long lines,
        long blank,
        long accepted,
        long filtered,
        Map<String, Long> rejected,
        long amountsDefaulted,
        long customers,
        long bytes,
        Duration duration,
        long corruptFiles,
        Map<String, Long> notices) {

    /** Files that a watched input held at the end, and that were not ready to be read. */
    public static final String FILES_WAITING = "files_waiting";

    /** For how long a watched input had not been scanned at the end, where scans failed. */
    public static final String SECONDS_UNSCANNED = "seconds_unscanned";

    /**
     * @throws IllegalStateException if the lines read are not the sum of what became of them: the
     *     job lost or doubled lines, and its output cannot be trusted
     */
    public RunSummary {
        rejected = Collections.unmodifiableMap(new LinkedHashMap<>(rejected));
        notices = Collections.unmodifiableMap(new LinkedHashMap<>(notices));
        long accounted = blank + accepted + filtered + sum(rejected);
        if (lines != accounted) {
            throw new IllegalStateException(
                    "the run read %s lines but accounts for %s: %s blank, %s accepted, %s filtered, %s rejected"
                            .formatted(lines, accounted, blank, accepted, filtered, sum(rejected)));
        }
    }

    public static RunSummary of(JobCounts counts, Duration duration) {
        Map<String, Long> rejected = new LinkedHashMap<>();
        for (LineOutcome outcome : LineOutcome.rejects()) {
            putPositive(rejected, outcome.code(), counts.count(outcome));
        }
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
                counts.count(LineOutcome.ACCEPTED),
                LineOutcome.filters().stream().mapToLong(counts::count).sum(),
                rejected,
                counts.count(RunCounters.AMOUNTS_DEFAULTED),
                counts.count(RunCounters.CUSTOMERS),
                counts.count(RunCounters.BYTES),
                duration,
                counts.count(RunCounters.CORRUPT_FILES),
                notices);
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
            out.writeNumberProperty("lines", lines);
            out.writeNumberProperty("blank", blank);
            out.writeNumberProperty("accepted", accepted);
            out.writeNumberProperty("filtered", filtered);
            out.writeObjectPropertyStart("rejected");
            rejected.forEach(out::writeNumberProperty);
            out.writeEndObject();
            out.writeNumberProperty("amounts_defaulted", amountsDefaulted);
            out.writeNumberProperty("customers", customers);
            out.writeNumberProperty("bytes", bytes);
            if (corruptFiles > 0) {
                out.writeNumberProperty(RunCounters.CORRUPT_FILES, corruptFiles);
            }
            notices.forEach(out::writeNumberProperty);
            out.writeNumberProperty(
                    "seconds", BigDecimal.valueOf(seconds()).setScale(3, RoundingMode.HALF_EVEN));
            out.writeEndObject();
        }
        return json.append('\n').toString();
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
