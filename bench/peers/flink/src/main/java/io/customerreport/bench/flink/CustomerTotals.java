package io.customerreport.bench.flink;

import java.util.Map;
import java.util.TreeMap;

/** What is kept of one customer: counts, and sums of doubles in the order of their arrival. */
final class CustomerTotals {

    /** One day's part in them. */
    static final class Day {
        long events;
        double usd;
    }

    final Map<Long, Day> days = new TreeMap<>();
    final Map<String, Long> types = new TreeMap<>();
    double usd;
    double ticketUsd;
    long tickets;
    long events;
    long latest;

    void add(Payment payment) {
        events++;
        usd += payment.usd;
        if (payment.eventType.equals("checkout") && payment.usd > 0) {
            ticketUsd += payment.usd;
            tickets++;
        }
        Day day = days.computeIfAbsent(Math.floorDiv(payment.ts, 86_400L), number -> new Day());
        day.events++;
        day.usd += payment.usd;
        types.merge(payment.eventType, 1L, Long::sum);
        latest = Math.max(latest, payment.ts);
    }

    /** Of equally frequent types the first in the order of the map. */
    String topType() {
        String top = "";
        long most = 0;
        for (Map.Entry<String, Long> type : types.entrySet()) {
            if (type.getValue() > most) {
                top = type.getKey();
                most = type.getValue();
            }
        }
        return top;
    }
}
