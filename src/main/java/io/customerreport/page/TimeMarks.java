package io.customerreport.page;

import io.customerreport.digest.Granularity;
import io.customerreport.page.BarChart.Anchor;
import io.customerreport.page.BarChart.Mark;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Names a few of the bars of a chart over time: those with which a round piece of time begins, the
 * first and the last.
 */
final class TimeMarks {

    private static final int MAX_MARKS = 6;

    /** A mark farther to the right would touch the last. */
    private static final double LAST = 0.84;

    /** One farther to the left would touch the first. */
    private static final double FIRST = 0.13;

    /** On a phone, a mark farther to the right than this would touch the last. */
    private static final double LAST_ON_PHONES = 0.55;

    /** This many bars are wide enough for a mark each, also on a phone. */
    private static final int FEW = 4;

    private static final List<Step> STEPS =
            List.of(
                    new Step(Granularity.DAY, 1),
                    new Step(Granularity.DAY, 2),
                    new Step(Granularity.DAY, 7),
                    new Step(Granularity.DAY, 14),
                    new Step(Granularity.MONTH, 1),
                    new Step(Granularity.MONTH, 3),
                    new Step(Granularity.MONTH, 6),
                    new Step(Granularity.YEAR, 1),
                    new Step(Granularity.YEAR, 2),
                    new Step(Granularity.YEAR, 5),
                    new Step(Granularity.YEAR, 10),
                    new Step(Granularity.YEAR, 20),
                    new Step(Granularity.YEAR, 50),
                    new Step(Granularity.YEAR, 100),
                    new Step(Granularity.YEAR, 200),
                    new Step(Granularity.YEAR, 500),
                    new Step(Granularity.YEAR, 2000));

    private final TimeAxis axis;

    private TimeMarks(TimeAxis axis) {
        this.axis = axis;
    }

    /** The marks, of which every other one may be left out. */
    static List<Mark> of(TimeAxis axis) {
        TimeMarks marks = new TimeMarks(axis);
        for (Step step : STEPS) {
            List<Integer> bars = marks.bars(step);
            if (!bars.isEmpty() && bars.size() < MAX_MARKS) {
                return marks.named(bars, step);
            }
        }
        return List.of();
    }

    private List<Integer> bars(Step step) {
        List<Integer> bars = new ArrayList<>();
        if (step.unit.compareTo(Granularity.MONTH) < 0 && axis.granularity() != step.unit) {
            return bars;
        }
        bars.add(0);
        int last = axis.bars() - 1;
        for (int bar = 1; bar < last && (axis.bars() <= FEW || bar < last * LAST); bar++) {
            boolean apart = bars.size() > 1 || axis.bars() <= FEW || bar > last * FIRST;
            if (apart && step.piece(axis, bar) != step.piece(axis, bar - 1)) {
                bars.add(bar);
            }
        }
        return bars;
    }

    private List<Mark> named(List<Integer> bars, Step step) {
        List<Mark> marks = new ArrayList<>();
        boolean wide = BarChart.hasWideSlots(axis.bars());
        for (int bar : bars) {
            int day = axis.day(bar);
            String text =
                    switch (step.unit) {
                        case DAY -> Numbers.dayOfYear(day);
                        case MONTH -> Numbers.month(day);
                        default -> Numbers.year(day);
                    };
            boolean minor =
                    axis.bars() > FEW
                            && (marks.size() % 2 == 1 || bar > axis.bars() * LAST_ON_PHONES);
            marks.add(
                    wide
                            ? new Mark(bar + 0.5, text, minor, Anchor.MIDDLE)
                            : new Mark(bar, text, minor, Anchor.START));
        }
        int last = axis.bars() - 1;
        marks.add(
                wide
                        ? new Mark(last + 0.5, nameOfLast(step), false, Anchor.MIDDLE)
                        : new Mark(axis.bars(), nameOfLast(step), false, Anchor.END));
        return marks;
    }

    private String nameOfLast(Step step) {
        int day = axis.day(axis.bars() - 1);
        return switch (axis.granularity()) {
            case DAY -> step.unit == Granularity.DAY ? Numbers.dayOfYear(day) : Numbers.day(day);
            case WEEK -> Numbers.day(day);
            case MONTH -> Numbers.month(day);
            default -> Numbers.year(day);
        };
    }

    private record Step(Granularity unit, int length) {

        /** The number of the piece of time in which a bar begins. */
        int piece(TimeAxis axis, int bar) {
            if (unit == Granularity.DAY) {
                return Math.floorDiv(bar, length);
            }
            LocalDate date = LocalDate.ofEpochDay(axis.day(bar));
            int month = date.getYear() * 12 + date.getMonthValue() - 1;
            return month / (unit == Granularity.MONTH ? length : length * 12);
        }
    }
}
