package io.customerreport.page;

import io.customerreport.digest.Granularity;
import io.customerreport.digest.SpendByPeriod;

/**
 * Which days a chart over time shows, and how it divides them.
 *
 * <p>The periods are the shortest of which the chart holds all. A few events with odd times, such
 * as the year 1970, would make them so long that the others share a bar: then the ends of time that
 * hold no more than one event in {@value #ODD} each are left out, and the page says so.
 *
 * @param granularity of the bars
 * @param start the first day of the first bar, as days since 1970-01-01
 * @param bars how many there are
 * @param from the first of the periods that are shown
 * @param to after the last of the periods that are shown
 */
record TimeAxis(Granularity granularity, int start, int bars, int from, int to) {

    private static final int MAX_BARS = 400;
    private static final int ODD = 200;
    private static final int FEW = 20;

    /** The axis of at least one period. */
    static TimeAxis of(SpendByPeriod periods) {
        TimeAxis all = over(periods, 0, periods.size());
        long allowed = allowed(periods);
        int from = 0;
        int to = periods.size();
        for (long odd = allowed; odd >= periods.events(from); from++) {
            odd -= periods.events(from);
        }
        for (long odd = allowed; odd >= periods.events(to - 1); to--) {
            odd -= periods.events(to - 1);
        }
        TimeAxis usual = over(periods, from, to);
        return usual.granularity == all.granularity ? all : usual;
    }

    /** How many events may be left out at either end, at least one unless there are few. */
    private static long allowed(SpendByPeriod periods) {
        long events = 0;
        for (int i = 0; i < periods.size(); i++) {
            events += periods.events(i);
        }
        return Math.max(events / ODD, events < FEW ? 0 : 1);
    }

    private static TimeAxis over(SpendByPeriod periods, int from, int to) {
        for (Granularity granularity : Granularity.values()) {
            int first = granularity.floor(periods.start(from));
            int last = granularity.floor(periods.start(to - 1));
            int bars = granularity.between(first, last) + 1;
            if (divides(periods.granularity(), granularity) && bars <= MAX_BARS) {
                return new TimeAxis(granularity, first, bars, from, to);
            }
        }
        throw new AssertionError("the years 1970 to 9999 have 81 centuries");
    }

    /** Whether periods of one length make up those of another. */
    static boolean divides(Granularity part, Granularity whole) {
        return whole.compareTo(part) >= 0
                && !(whole == Granularity.WEEK && part != Granularity.DAY);
    }

    /** The bar of a period, by its first day. */
    int bar(int day) {
        return granularity.between(start, granularity.floor(day));
    }

    /** The first day of a bar, as days since 1970-01-01. */
    int day(int bar) {
        return granularity.plus(start, bar);
    }

    /** The period of a bar in words. */
    String name(int bar) {
        return name(granularity, day(bar));
    }

    static String name(Granularity granularity, int day) {
        return switch (granularity) {
            case DAY -> Numbers.day(day);
            case WEEK -> "Week of " + Numbers.day(day);
            case MONTH -> Numbers.month(day);
            case YEAR -> Numbers.year(day);
            case DECADE, CENTURY -> "From " + Numbers.year(day);
        };
    }

    /** Such as "day". */
    String unit() {
        return unit(granularity);
    }

    static String unit(Granularity granularity) {
        return switch (granularity) {
            case DAY -> "day";
            case WEEK -> "week";
            case MONTH -> "month";
            case YEAR -> "year";
            case DECADE -> "decade";
            case CENTURY -> "century";
        };
    }
}
