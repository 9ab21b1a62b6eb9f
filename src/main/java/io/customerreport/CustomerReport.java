package io.customerreport;

import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.python.PythonFloats;
import io.customerreport.report.Shards;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.annotation.PublicEvolving;

/**
 * The report of one customer.
 *
 * @param customerId the customer
 * @param totalEvents events accepted
 * @param totalSpendUsd the sum of all amounts in US dollars, rounded to 6 decimals
 * @param avgTicketUsd the average amount of checkouts with a positive amount, in US dollars,
 *     rounded to 6 decimals; 0.0 without any
 * @param activeDays days with events
 * @param topEventType the most frequent event type; of several, the smallest by Unicode code point
 * @param latestEventTs unix seconds of the latest event
 * @param byDay what happened on each day (UTC), days ascending
 * @param shard 0 to 127
 */
@PublicEvolving
public record CustomerReport(
        String customerId,
        long totalEvents,
        double totalSpendUsd,
        double avgTicketUsd,
        int activeDays,
        String topEventType,
        long latestEventTs,
        SortedMap<LocalDate, Day> byDay,
        int shard) {

    /**
     * One day of a customer.
     *
     * @param events events accepted
     * @param spendUsd the sum of amounts in US dollars, not rounded
     */
    @PublicEvolving
    public record Day(long events, double spendUsd) {}

    /**
     * What is reported of a customer of whom that is known; it shares nothing with the aggregate.
     */
    public static CustomerReport of(KeyedAggregate known) {
        return of(known.customer(), known.aggregate(), new Shards());
    }

    static CustomerReport of(CustomerId id, CustomerAggregate aggregate, Shards shards) {
        SortedMap<LocalDate, Day> byDay = new TreeMap<>();
        for (int i = 0; i < aggregate.activeDays(); i++) {
            byDay.put(
                    LocalDate.ofEpochDay(aggregate.day(i)),
                    new Day(aggregate.dayEvents(i), aggregate.daySpend(i)));
        }
        return new CustomerReport(
                id.toString(),
                aggregate.totalEvents(),
                PythonFloats.round6(aggregate.totalSpend()),
                PythonFloats.round6(aggregate.averageTicket()),
                aggregate.activeDays(),
                new String(aggregate.topType(), StandardCharsets.UTF_8),
                aggregate.latestTs(),
                Collections.unmodifiableSortedMap(byDay),
                shards.shardOf(id.utf8()));
    }
}
