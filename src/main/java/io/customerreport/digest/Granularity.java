package io.customerreport.digest;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** The length of the periods into which time (UTC) is cut, from the finest to the coarsest. */
public enum Granularity {
    DAY,
    /** Begins on Monday; only {@code DAY} divides it. */
    WEEK,
    MONTH,
    YEAR,
    DECADE,
    CENTURY;

    private static final int YEARS_A_DECADE = 10;
    private static final int YEARS_A_CENTURY = 100;

    /** The first day of the period that holds a day, both as days since 1970-01-01. */
    public int floor(int epochDay) {
        return this == DAY ? epochDay : (int) floor(LocalDate.ofEpochDay(epochDay)).toEpochDay();
    }

    private LocalDate floor(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case YEAR -> LocalDate.of(day.getYear(), 1, 1);
            case DECADE -> LocalDate.of(day.getYear() / YEARS_A_DECADE * YEARS_A_DECADE, 1, 1);
            case CENTURY -> LocalDate.of(day.getYear() / YEARS_A_CENTURY * YEARS_A_CENTURY, 1, 1);
        };
    }

    /** How many periods lie between the first days of two of them. */
    public int between(int from, int to) {
        return (int)
                switch (this) {
                    case DAY -> to - from;
                    case WEEK -> (to - from) / 7;
                    case MONTH -> unitsBetween(ChronoUnit.MONTHS, from, to);
                    case YEAR -> unitsBetween(ChronoUnit.YEARS, from, to);
                    case DECADE -> unitsBetween(ChronoUnit.DECADES, from, to);
                    case CENTURY -> unitsBetween(ChronoUnit.CENTURIES, from, to);
                };
    }

    private static long unitsBetween(ChronoUnit unit, int from, int to) {
        return unit.between(LocalDate.ofEpochDay(from), LocalDate.ofEpochDay(to));
    }

    /** The first day of the {@code n}-th period after the one that begins at {@code from}. */
    public int plus(int from, int n) {
        ChronoUnit unit =
                switch (this) {
                    case DAY -> ChronoUnit.DAYS;
                    case WEEK -> ChronoUnit.WEEKS;
                    case MONTH -> ChronoUnit.MONTHS;
                    case YEAR -> ChronoUnit.YEARS;
                    case DECADE -> ChronoUnit.DECADES;
                    case CENTURY -> ChronoUnit.CENTURIES;
                };
        return (int) LocalDate.ofEpochDay(from).plus(n, unit).toEpochDay();
    }

    /** The next coarser one whose periods these divide, weeks left out. */
    Granularity coarser() {
        return this == DAY ? MONTH : values()[ordinal() + 1];
    }
}
