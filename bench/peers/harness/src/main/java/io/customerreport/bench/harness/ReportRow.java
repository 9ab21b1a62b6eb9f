package io.customerreport.bench.harness;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One customer's report, from whichever program. Days are columns, since millions of them are held.
 *
 * @param shard {@link #NO_SHARD} from a program that does not compute it
 * @param days as days since 1970, ascending
 * @param dayEvents the events of each day
 * @param daySpend the spend of each day
 */
record ReportRow(
        String customerId,
        long events,
        double spend,
        double ticket,
        int activeDays,
        String topType,
        long latest,
        int shard,
        int[] days,
        int[] dayEvents,
        double[] daySpend) {

    static final int NO_SHARD = -1;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Day(int number, int events, double spend) {}

    /**
     * Reads a row whose {@code by_day} is an object by day, or a list that names the days, in any
     * order.
     */
    static ReportRow parse(String json) {
        JsonNode row = JSON.readTree(json);
        List<Day> days = days(row.required("by_day"));
        return new ReportRow(
                row.required("customer_id").stringValue(),
                row.required("total_events").longValue(),
                row.required("total_spend_usd").doubleValue(),
                row.required("avg_ticket_usd").doubleValue(),
                row.required("active_days").intValue(),
                row.required("top_event_type").stringValue().intern(),
                row.required("latest_event_ts").longValue(),
                row.has("shard") ? row.get("shard").intValue() : NO_SHARD,
                days.stream().mapToInt(Day::number).toArray(),
                days.stream().mapToInt(Day::events).toArray(),
                days.stream().mapToDouble(Day::spend).toArray());
    }

    private static List<Day> days(JsonNode byDay) {
        List<Day> days = new ArrayList<>(byDay.size());
        if (byDay.isArray()) {
            for (JsonNode day : byDay) {
                days.add(day(day.required("day").stringValue(), day));
            }
        } else {
            for (Map.Entry<String, JsonNode> day : byDay.properties()) {
                days.add(day(day.getKey(), day.getValue()));
            }
        }
        days.sort(Comparator.comparingInt(Day::number));
        return days;
    }

    private static Day day(String date, JsonNode day) {
        return new Day(
                (int) LocalDate.parse(date).toEpochDay(),
                day.required("events").intValue(),
                day.required("spend_usd").doubleValue());
    }
}
