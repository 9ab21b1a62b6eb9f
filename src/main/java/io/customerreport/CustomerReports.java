package io.customerreport;

import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.SequentialAggregate;
import io.customerreport.parse.EventParser;
import io.customerreport.parse.EventRules;
import io.customerreport.parse.LineOutcome;
import io.customerreport.python.PythonStrings;
import io.customerreport.report.Shards;
import io.customerreport.source.block.LineBlock;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.annotation.PublicEvolving;
import org.jspecify.annotations.Nullable;

/**
 * Customer reports in one thread and in memory, without Flink: the Python function in Java.
 *
 * <p>Sums are formed in the order of the lines and have the Python function's bits. Lines that
 * cannot be used are left out, also those on which the Python function stops with an exception (see
 * docs/contract.md). For logs beyond memory, run the job.
 */
@PublicEvolving
public final class CustomerReports {

    private CustomerReports() {}

    /**
     * Computes one report per customer.
     *
     * @param lines one JSON text each; white space around it is ignored, blank lines are skipped; a
     *     line with a lone surrogate is no Unicode text and cannot be used
     * @param fxRates US dollars for one unit of a currency; others convert at 1.0
     * @param allowedEventTypes the event types to keep, null for all; an empty set keeps none
     * @param nowTs unix seconds, later events are left out; null for the clock, read once
     * @return the reports by customer id, in the order in which customers first occur
     * @throws IllegalArgumentException if {@code nowTs} lies beyond the year 9999
     */
    public static Map<String, CustomerReport> compute(
            Iterable<String> lines,
            Map<String, Double> fxRates,
            @Nullable Set<String> allowedEventTypes,
            @Nullable Long nowTs) {
        long now = nowTs == null ? Clock.systemUTC().instant().getEpochSecond() : nowTs;
        return compute(lines, new EventRules(fxRates, allowedEventTypes, now));
    }

    /**
     * Computes one report per customer of a log of any shape.
     *
     * @param lines as in the other method
     * @param rules where fields stand, in which units, and what counts; see {@link
     *     EventRules#builder}
     * @return the reports by customer id, in the order in which customers first occur
     */
    public static Map<String, CustomerReport> compute(Iterable<String> lines, EventRules rules) {
        EventParser parser = new EventParser(rules);
        Map<CustomerId, CustomerAggregate> aggregates = new LinkedHashMap<>();
        for (String line : lines) {
            if (parse(line, parser) == LineOutcome.ACCEPTED) {
                var event = parser.event();
                aggregates
                        .computeIfAbsent(
                                CustomerId.copyOf(
                                        event.customer, event.customerStart, event.customerLength),
                                customer -> new SequentialAggregate())
                        .add(event);
            }
        }
        Shards shards = new Shards();
        Map<String, CustomerReport> reports = new LinkedHashMap<>();
        aggregates.forEach(
                (id, aggregate) ->
                        reports.put(id.toString(), CustomerReport.of(id, aggregate, shards)));
        return reports;
    }

    private static LineOutcome parse(String line, EventParser parser) {
        if (PythonStrings.hasLoneSurrogate(line)) {
            return LineOutcome.MALFORMED_JSON;
        }
        // A line may come with its line end; the fast tier takes it without.
        String text = PythonStrings.strip(line);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (text.indexOf('\n') >= 0) {
            // A line is one text whatever it holds: line ends inside it are white space.
            return parser.parseSlowly(utf8, 0, utf8.length);
        }
        byte[] padded = Arrays.copyOf(utf8, utf8.length + 1 + LineBlock.PADDING);
        padded[utf8.length] = '\n';
        parser.parse(padded, 0);
        return parser.outcome();
    }
}
