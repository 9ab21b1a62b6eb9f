package io.customerreport.bench.harness;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The reports of customer-report, with which those of other programs are compared. */
final class AnswerKey {

    /**
     * Doubles added in another order may differ by this much and still be called the same: reports
     * round to a millionth, and what is added is thousands of amounts of at most a few thousand
     * dollars.
     */
    private static final double ABSOLUTE_TOLERANCE = 1.5e-6;

    private static final double RELATIVE_TOLERANCE = 1e-9;

    private final Map<String, ReportRow> expected = new HashMap<>();
    private long expectedEvents;

    AnswerKey(Stream<ReportRow> rows) {
        rows.forEach(this::put);
    }

    private void put(ReportRow row) {
        if (expected.put(row.customerId(), row) != null) {
            throw new IllegalArgumentException("two rows for " + row.customerId());
        }
        expectedEvents += row.events();
    }

    int customers() {
        return expected.size();
    }

    /** Compares while it reads, so that a second answer never has to be held. */
    Verdict check(Stream<ReportRow> rows) {
        Comparison comparison = new Comparison();
        rows.forEach(comparison::add);
        return comparison.verdict();
    }

    private final class Comparison {
        private final Set<String> seen = new HashSet<>();
        private int repeated;
        private int unexpected;
        private int counts;
        private int sums;
        private int lastDigits;
        private int withoutShard;
        private long events;

        void add(ReportRow actual) {
            events += actual.events();
            ReportRow wanted = expected.get(actual.customerId());
            if (wanted == null) {
                unexpected++;
                return;
            }
            if (!seen.add(wanted.customerId())) {
                repeated++;
                return;
            }
            if (actual.shard() == ReportRow.NO_SHARD) {
                withoutShard++;
            }
            if (!sameCounts(wanted, actual)) {
                counts++;
            } else if (!sameSums(wanted, actual)) {
                sums++;
            } else if (!sameBits(wanted, actual)) {
                lastDigits++;
            }
        }

        Verdict verdict() {
            return new Verdict(
                    expected.size(),
                    expected.size() - seen.size(),
                    repeated,
                    unexpected,
                    counts,
                    sums,
                    lastDigits,
                    withoutShard,
                    events - expectedEvents);
        }
    }

    private static boolean sameCounts(ReportRow wanted, ReportRow actual) {
        return wanted.events() == actual.events()
                && wanted.activeDays() == actual.activeDays()
                && wanted.topType().equals(actual.topType())
                && wanted.latest() == actual.latest()
                && (wanted.shard() == actual.shard() || actual.shard() == ReportRow.NO_SHARD)
                && Arrays.equals(wanted.days(), actual.days())
                && Arrays.equals(wanted.dayEvents(), actual.dayEvents());
    }

    private static boolean sameSums(ReportRow wanted, ReportRow actual) {
        boolean same =
                isClose(wanted.spend(), actual.spend())
                        && isClose(wanted.ticket(), actual.ticket());
        for (int day = 0; day < wanted.days().length; day++) {
            same &= isClose(wanted.daySpend()[day], actual.daySpend()[day]);
        }
        return same;
    }

    private static boolean isClose(double wanted, double actual) {
        return Math.abs(wanted - actual)
                <= ABSOLUTE_TOLERANCE + RELATIVE_TOLERANCE * Math.abs(wanted);
    }

    private static boolean sameBits(ReportRow wanted, ReportRow actual) {
        return Double.compare(wanted.spend(), actual.spend()) == 0
                && Double.compare(wanted.ticket(), actual.ticket()) == 0
                && Arrays.equals(wanted.daySpend(), actual.daySpend());
    }
}
