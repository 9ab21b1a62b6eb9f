package io.customerreport;

import java.time.LocalDate;
import java.util.SortedMap;

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
    public record Day(long events, double spendUsd) {}
}
