package io.customerreport.page;

import io.customerreport.digest.SpendByPeriod;
import io.customerreport.page.BarChart.Bar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** Spend and events over time. */
final class TimeSection {

    private final SpendByPeriod periods;
    private final TimeAxis axis;

    /** Events and spend of each bar. */
    private final long[] events;

    private final double[] spend;

    /**
     * @param periods at least one
     */
    TimeSection(SpendByPeriod periods, TimeAxis axis) {
        this.periods = periods;
        this.axis = axis;
        this.events = new long[axis.bars()];
        this.spend = new double[axis.bars()];
    }

    void write(Markup page) {
        page.open("section").element("h2", "By " + axis.unit());
        addUp();
        if (axis.bars() == 1) {
            writeSingle(page);
        } else {
            writeCharts(page);
        }
        writeLeftOut(page);
        if (axis.bars() > 1 && axis.granularity() != periods.granularity()) {
            writeBarTable(page);
        }
        if (periods.size() > 1) {
            writeTable(page);
        }
        page.close();
    }

    /** A single bar would compare with nothing. */
    private void writeSingle(Markup page) {
        page.open("p", "class", "number");
        Amounts.write(page, spend[0]);
        page.close();
        page.element(
                "p", "%s, all of %s.".formatted(Numbers.count(events[0], "event"), axis.name(0)));
    }

    private void writeCharts(Markup page) {
        chart("spend", "money", "Spend in USD per " + axis.unit(), false)
                .write(page, bars(spend), TimeMarks.of(axis), Double.NaN);
        writeExtremes(page, spend, Numbers::usd);
        chart("events", "events", "Events per " + axis.unit(), true)
                .write(
                        page,
                        bars(Arrays.stream(events).asDoubleStream().toArray()),
                        TimeMarks.of(axis),
                        Double.NaN);
        writeExtremes(
                page,
                Arrays.stream(events).asDoubleStream().toArray(),
                count -> Numbers.count((long) count));
        if (Arrays.stream(spend).anyMatch(amount -> !Double.isFinite(amount))) {
            page.element(
                    "p",
                    "A red bar from top to bottom stands for spend that is infinite or not a number, because some of its events have such amounts.",
                    "class",
                    "note");
        }
    }

    /** The numbers of the bars, for those who cannot rest a pointer on one. */
    private void writeExtremes(Markup page, double[] values, DoubleFunction<String> spelling) {
        if (BarChart.showsAllValues(values.length)) {
            return;
        }
        int highest = 0;
        int lowest = 0;
        for (int bar = 0; bar < values.length; bar++) {
            highest = values[bar] > values[highest] ? bar : highest;
            lowest = values[bar] < values[lowest] ? bar : lowest;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        page.element(
                "p",
                "Highest: %s, %s. Lowest: %s, %s. Median: %s."
                        .formatted(
                                axis.name(highest),
                                spelling.apply(values[highest]),
                                axis.name(lowest),
                                spelling.apply(values[lowest]),
                                spelling.apply(sorted[(sorted.length - 1) / 2])),
                "class",
                "note");
    }

    private BarChart chart(String id, String style, String title, boolean whole) {
        String description =
                "%s bars from %s to %s; the table below has the numbers."
                        .formatted(
                                Numbers.count(axis.bars()),
                                axis.name(0),
                                axis.name(axis.bars() - 1));
        return new BarChart(
                id,
                title,
                description,
                style,
                whole,
                whole ? Numbers::shortCount : Numbers::shortUsd);
    }

    /** The periods of a bar are neighbours, so that their spend is still rounded only once. */
    private void addUp() {
        int from = axis.from();
        while (from < axis.to()) {
            int bar = axis.bar(periods.start(from));
            int to = from;
            while (to < axis.to() && axis.bar(periods.start(to)) == bar) {
                events[bar] += periods.events(to);
                to++;
            }
            spend[bar] = periods.spend(from, to);
            from = to;
        }
    }

    private List<Bar> bars(double[] values) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            String title =
                    "%s: %s, %s"
                            .formatted(
                                    axis.name(i),
                                    Numbers.usd(spend[i]),
                                    Numbers.count(events[i], "event"));
            bars.add(new Bar(Numbers.shown(values[i]), title));
        }
        return bars;
    }

    private void writeLeftOut(Markup page) {
        int from = axis.from();
        int to = axis.to();
        if (from == 0 && to == periods.size()) {
            return;
        }
        long events = 0;
        for (int i = 0; i < periods.size(); i++) {
            events += i < from || i >= to ? periods.events(i) : 0;
        }
        page.element(
                "p",
                "Left out of the charts: %s far from all others in time. The table has them."
                        .formatted(Numbers.count(events, "event")),
                "class",
                "note");
    }

    /** What the bars show, where the periods are finer. */
    private void writeBarTable(Markup page) {
        String unit = axis.unit();
        String name = unit.substring(0, 1).toUpperCase(Locale.ROOT) + unit.substring(1);
        FoldedTable table =
                new FoldedTable(page, "spend and events per " + unit, name, "Events", "Spend");
        for (int bar = 0; bar < axis.bars(); bar++) {
            table.row(axis.name(bar)).cell(Numbers.count(events[bar])).usd(spend[bar]).endRow();
        }
        table.end();
    }

    private void writeTable(Markup page) {
        String unit = TimeAxis.unit(periods.granularity());
        FoldedTable table =
                new FoldedTable(page, "spend and events per " + unit, "From", "Events", "Spend");
        for (int i = 0; i < periods.size(); i++) {
            table.row(LocalDate.ofEpochDay(periods.start(i)).toString())
                    .cell(Numbers.count(periods.events(i)))
                    .usd(periods.spend(i, i + 1))
                    .endRow();
        }
        table.end();
    }
}
