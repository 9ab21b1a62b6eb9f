package io.customerreport.page;

import io.customerreport.digest.Granularity;
import io.customerreport.digest.SpendByPeriod;
import java.util.ArrayList;
import java.util.List;

/**
 * How the spend of the last whole year, month, week or day of a log differs from the one before.
 *
 * @param name of the last period that the log holds whole
 * @param nameBefore of the period before it, which the log also holds whole
 */
record SpendChange(String name, double spend, String nameBefore, double before) {

    /** The year, if there are two, and the longest shorter period of which there are two. */
    static List<SpendChange> of(SpendByPeriod periods, TimeAxis axis, int firstDay, int lastDay) {
        // Not from a single event in the year 1970 on.
        int first = axis.from() == 0 ? firstDay : periods.start(axis.from());
        int last =
                axis.to() == periods.size()
                        ? lastDay
                        : periods.granularity().plus(periods.start(axis.to() - 1), 1) - 1;
        List<SpendChange> changes = new ArrayList<>();
        for (Granularity unit :
                List.of(Granularity.YEAR, Granularity.MONTH, Granularity.WEEK, Granularity.DAY)) {
            int end = unit.floor(last + 1);
            int start = unit.plus(end, -2);
            if (start >= first && TimeAxis.divides(periods.granularity(), unit)) {
                changes.add(between(periods, unit, start, end));
                if (unit != Granularity.YEAR) {
                    break;
                }
            }
        }
        return changes;
    }

    private static SpendChange between(
            SpendByPeriod periods, Granularity unit, int start, int end) {
        int middle = unit.plus(start, 1);
        return new SpendChange(
                TimeAxis.name(unit, middle),
                spend(periods, middle, end),
                TimeAxis.name(unit, start),
                spend(periods, start, middle));
    }

    private static double spend(SpendByPeriod periods, int from, int to) {
        return periods.spend(index(periods, from), index(periods, to));
    }

    /** The index of the first period that does not begin before a day. */
    private static int index(SpendByPeriod periods, int day) {
        int index = 0;
        while (index < periods.size() && periods.start(index) < day) {
            index++;
        }
        return index;
    }

    /** Such as "Nov 2025: $1,234.50, +3.1% against Oct 2025". */
    String sentence() {
        String now = "%s: %s, ".formatted(name, Numbers.usd(spend));
        return Double.isFinite(spend) && Double.isFinite(before) && Numbers.shown(before) > 0
                ? "%s%s against %s".formatted(now, Numbers.change(before, spend), nameBefore)
                : "%safter %s in %s".formatted(now, Numbers.usd(before), nameBefore);
    }
}
