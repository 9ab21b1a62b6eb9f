package io.customerreport.page;

import io.customerreport.digest.SpendByPeriod;
import io.customerreport.page.BarChart.Bar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Spend and events over time. */
final class TimeSection {

    private final SpendByPeriod periods;
    private final TimeAxis axis;

    /**
     * @param periods at least one
     */
    TimeSection(SpendByPeriod periods) {
        this.periods = periods;
        this.axis = TimeAxis.of(periods);
    }

    void write(Markup page) {
        page.open("section").element("h2", "By " + axis.unit());
        long[] events = new long[axis.bars()];
        double[] spend = new double[axis.bars()];
        addUp(events, spend);
        chart("spend", "Spend in USD per " + axis.unit(), false)
                .write(page, spendBars(events, spend), TimeMarks.of(axis), Double.NaN);
        chart("events", "Events per " + axis.unit(), true)
                .write(page, eventBars(events, spend), TimeMarks.of(axis), Double.NaN);
        if (Arrays.stream(spend).anyMatch(amount -> !Double.isFinite(amount))) {
            page.element(
                    "p",
                    "A red bar from top to bottom is spend that is infinite or no number, as are some amounts of the events.",
                    "class",
                    "note");
        }
        writeLeftOut(page);
        writeTable(page);
        page.close();
    }

    private BarChart chart(String id, String title, boolean whole) {
        String description =
                "%s bars from %s to %s; the table below has the numbers."
                        .formatted(
                                Numbers.count(axis.bars()),
                                axis.name(0),
                                axis.name(axis.bars() - 1));
        return new BarChart(
                id, title, description, id, whole, whole ? Numbers::shortCount : Numbers::shortUsd);
    }

    /** The periods of a bar are neighbours, so that their spend is still rounded only once. */
    private void addUp(long[] events, double[] spend) {
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

    private List<Bar> spendBars(long[] events, double[] spend) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < spend.length; i++) {
            bars.add(new Bar(spend[i], title(i, events[i], spend[i])));
        }
        return bars;
    }

    private List<Bar> eventBars(long[] events, double[] spend) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < events.length; i++) {
            bars.add(new Bar(events[i], title(i, events[i], spend[i])));
        }
        return bars;
    }

    private String title(int bar, long events, double spend) {
        return "%s: %s, %s"
                .formatted(axis.name(bar), Numbers.usd(spend), Numbers.count(events, "event"));
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

    private void writeTable(Markup page) {
        String unit = TimeAxis.unit(periods.granularity());
        Table table = new Table(page, "spend and events per " + unit, "From", "Events", "Spend");
        for (int i = 0; i < periods.size(); i++) {
            table.row(LocalDate.ofEpochDay(periods.start(i)).toString())
                    .cell(Numbers.count(periods.events(i)))
                    .usd(periods.spend(i, i + 1))
                    .endRow();
        }
        table.end();
    }
}
