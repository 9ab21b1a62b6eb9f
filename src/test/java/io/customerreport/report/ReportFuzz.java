package io.customerreport.report;

import io.customerreport.CustomerReport;
import io.customerreport.CustomerReports;
import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.bytes.Utf8;
import io.customerreport.parse.EventParser;
import io.customerreport.parse.EventRules;
import io.customerreport.parse.LineOutcome;
import io.customerreport.source.block.LineBlock;
import io.customerreport.source.read.MemoryBlocks;
import io.customerreport.testing.EveryPath;
import io.customerreport.testing.input.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonParser;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A fuzzer's target: the input is a log, which is read, added up in every way and reported, and
 * held to what {@link CustomerReports} makes of its lines.
 *
 * <p>The first two bytes say how it is cut into blocks and how often combiners are full.
 */
public final class ReportFuzz {

    private static final EventRules RULES = new EventRules(Golden.FX_RATES, null, Golden.NOW_TS);
    private static final int MAX_LINE_BYTES = 300;
    private static final int HEADER = 2;

    private static final EventParser PARSER = new EventParser(RULES);
    private static final EveryPath PATHS = new EveryPath();
    private static final ReportRowEncoder ENCODER = new ReportRowEncoder();
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ReportFuzz() {}

    /** What the fuzzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < HEADER) {
            return;
        }
        byte[] log = Arrays.copyOfRange(input, HEADER, input.length);
        long lines = read(log, 1 + (input[0] & 0xff), 1 + (input[1] & 0xff));
        List<String> expectedLines = new ArrayList<>();
        check(lines == split(log, expectedLines), "lines were lost or doubled");
        Map<String, CustomerReport> expected =
                CustomerReports.compute(expectedLines, RULES.fxRates(), null, RULES.nowTs());

        PATHS.flush();
        Map<String, String> byRuns = new HashMap<>();
        PATHS.forEachByRuns((customer, sums) -> put(byRuns, customer, sums));
        Map<String, String> singly = new HashMap<>();
        PATHS.forEachSingly((customer, sums) -> put(singly, customer, sums));
        Map<String, String> inParts = new HashMap<>();
        PATHS.forEachInParts((customer, sums) -> put(inParts, customer, sums));
        PATHS.clear();

        check(inParts.equals(singly), "parts and single events give other exact sums");
        check(byRuns.keySet().equals(expected.keySet()), "other customers");
        check(inParts.keySet().equals(expected.keySet()), "other customers");
        expected.forEach(
                (customer, report) -> {
                    checkSame(report, parsed(byRuns.get(customer)), true);
                    checkSame(report, parsed(inParts.get(customer)), false);
                });
    }

    /** Adds the log up; returns the number of its lines. */
    private static long read(byte[] log, int blockBytes, int eventsBetweenFlushes) {
        long[] lines = new long[1];
        long[] events = new long[1];
        MemoryBlocks.of(
                log,
                blockBytes,
                MAX_LINE_BYTES,
                block -> {
                    if (block.oversizedLine) {
                        lines[0]++;
                        return;
                    }
                    for (int at = block.start, next; at < block.end; at = next) {
                        next = PARSER.parse(block.bytes, at);
                        lines[0]++;
                        if (PARSER.outcome() == LineOutcome.ACCEPTED) {
                            add(block, at);
                            if (++events[0] % eventsBetweenFlushes == 0) {
                                PATHS.flush();
                            }
                        }
                    }
                });
        return lines[0];
    }

    private static void add(LineBlock block, int at) {
        PARSER.event().position = block.position + (at - block.start);
        PATHS.add(PARSER.event());
    }

    /** Adds the lines that are text and not too long to the target; returns how many there are. */
    private static long split(byte[] log, List<String> target) {
        int start = startsWithByteOrderMark(log) ? 3 : 0;
        long lines = 0;
        while (start < log.length || start == 3 && lines == 0 && log.length == 3) {
            int end = start;
            while (end < log.length && log[end] != '\n') {
                end++;
            }
            lines++;
            if (end - start <= MAX_LINE_BYTES && Utf8.isValid(log, start, end)) {
                target.add(new String(log, start, end - start, StandardCharsets.UTF_8));
            }
            start = end + 1;
        }
        return lines;
    }

    private static boolean startsWithByteOrderMark(byte[] log) {
        return log.length >= 3
                && log[0] == (byte) 0xEF
                && log[1] == (byte) 0xBB
                && log[2] == (byte) 0xBF;
    }

    private static void put(
            Map<String, String> rows, CustomerId customer, CustomerAggregate aggregate) {
        JsonBuffer out = new JsonBuffer(256);
        ENCODER.encode(new KeyedAggregate(customer, aggregate), out);
        String row = new String(out.toByteArray(), StandardCharsets.UTF_8);
        check(rows.put(customer.toString(), row) == null, "two reports of one customer");
    }

    private static JsonNode parsed(String row) {
        try {
            return JSON.readTree(row);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + row, e);
        }
    }

    private static void checkSame(CustomerReport report, JsonNode row, boolean sums) {
        checkEqual(report.customerId(), row.get("customer_id").textValue());
        checkEqual(report.totalEvents(), row.get("total_events").longValue());
        checkEqual(report.activeDays(), row.get("active_days").intValue());
        checkEqual(report.topEventType(), row.get("top_event_type").textValue());
        checkEqual(report.latestEventTs(), row.get("latest_event_ts").longValue());
        checkEqual(report.shard(), row.get("shard").intValue());
        checkEqual(report.byDay().size(), row.get("by_day").size());
        report.byDay()
                .forEach(
                        (date, day) -> {
                            JsonNode other = row.get("by_day").get(date.toString());
                            checkEqual(day.events(), other.get("events").longValue());
                            if (sums) {
                                checkEqual(day.spendUsd(), number(other.get("spend_usd")));
                            }
                        });
        if (sums) {
            checkEqual(report.totalSpendUsd(), number(row.get("total_spend_usd")));
            checkEqual(report.avgTicketUsd(), number(row.get("avg_ticket_usd")));
        }
    }

    /** Boxed doubles are equal when their bits are. */
    private static Double number(JsonNode value) {
        return value.isTextual() ? Double.parseDouble(value.textValue()) : value.doubleValue();
    }

    private static void checkEqual(Object expected, Object actual) {
        check(expected.equals(actual), expected + " became " + actual);
    }

    private static void check(boolean condition, String failure) {
        if (!condition) {
            throw new AssertionError(failure);
        }
    }
}
