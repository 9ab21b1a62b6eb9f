package io.customerreport.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * Draws upright bars as SVG that is as wide as the page leaves it: across it is laid out in
 * percent, from top to bottom in pixels, so that texts keep their size.
 *
 * @param id unique on the page
 * @param title what the bars are
 * @param description what they show, for those who do not see it
 * @param style the class of the bars
 * @param whole whether values are counts
 * @param spelling how values on the axis are spelled
 */
record BarChart(
        String id,
        String title,
        String description,
        String style,
        boolean whole,
        DoubleFunction<String> spelling) {

    private static final int TOP = 16;
    private static final int BOTTOM = 186;
    private static final int HEIGHT = 210;

    private static final int AXIS_WIDTH = 46;

    /** How far a text is below the line it belongs to. */
    private static final int LABEL_SINK = 4;

    private static final int LABEL_DROP = 17;
    private static final int MARK_HEIGHT = 4;

    /** With fewer bars, each stands in the middle of its share of the width, its value on it. */
    private static final int MIN_NARROW = 13;

    /** No bar is wider than it would be among this many. */
    private static final int MIN_SLOTS = 12;

    /** The values of more bars than this would touch each other on a phone. */
    private static final int MAX_VALUES_ON_PHONES = 6;

    /** How far a value is above its bar, or its foot below it. */
    private static final int VALUE_RISE = 4;

    private static final int VALUE_DROP = 13;

    /** Nearer to an end of the axis than this, the value of a narrow bar is not centred on it. */
    private static final double NEAR_END = 0.08;

    /** With more bars than this, gaps between them would only be noise. */
    private static final int MAX_WITH_GAPS = 130;

    private static final double GAP = 0.16;
    private static final double MAX_WIDTH = (1 - GAP) / MIN_SLOTS;

    /** So that every value but zero can be seen. */
    private static final double MIN_HEIGHT = 1;

    /**
     * A bar.
     *
     * @param value what is not finite is drawn from top to bottom, hatched
     * @param title what a pointer resting on it is told
     */
    record Bar(double value, String title) {}

    /**
     * A label below the bars.
     *
     * @param at where, in bars from the left
     * @param minor whether it may be left out where there is little room
     */
    record Mark(double at, String text, boolean minor, Anchor anchor) {}

    /** Which part of a text is at its place. */
    enum Anchor {
        START("start"),
        MIDDLE("middle"),
        END("end");

        private final String style;

        Anchor(String style) {
            this.style = style;
        }
    }

    /** Whether all values are shown over this many bars, also on a phone. */
    static boolean showsAllValues(int bars) {
        return bars <= MAX_VALUES_ON_PHONES;
    }

    /** Whether each of this many bars has room for a name of its own below its middle. */
    static boolean hasWideSlots(int bars) {
        return bars < MIN_NARROW;
    }

    /**
     * @param mean a value to draw a line at, NaN for none
     */
    void write(Markup page, List<Bar> bars, List<Mark> marks, double mean) {
        List<Double> values = new ArrayList<>(bars.stream().map(Bar::value).toList());
        values.add(Double.isNaN(mean) ? 0 : mean);
        Scale scale = new Scale(values.stream().mapToDouble(Double::doubleValue).toArray(), whole);
        page.open("figure").element("figcaption", title).open("div", "class", "plot");
        writeAxis(page, scale);
        page.open(
                "svg",
                "role",
                "img",
                "width",
                "100%",
                "height",
                Integer.toString(HEIGHT),
                "aria-labelledby",
                id + "-title " + id + "-description");
        page.element("title", title, "id", id + "-title");
        page.element("desc", description, "id", id + "-description");
        page.open("g", "class", style);
        for (int i = 0; i < bars.size(); i++) {
            writeBar(page, scale, bars.get(i), i, bars.size());
        }
        page.close();
        writeGrid(page, scale);
        writeValues(page, scale, bars);
        if (!Double.isNaN(mean)) {
            writeLine(page, "mean", y(scale, mean));
        }
        for (Mark mark : marks) {
            writeMark(page, mark, bars.size());
        }
        page.close().close().close();
    }

    private static void writeGrid(Markup page, Scale scale) {
        for (double tick : scale.ticks()) {
            writeLine(page, "grid", y(scale, tick));
        }
        writeLine(page, "zero", y(scale, 0));
    }

    private static void writeLine(Markup page, String style, double y) {
        String height = decimal(Math.rint(y) + 0.5);
        page.empty("line", "class", style, "x1", "0", "x2", "100%", "y1", height, "y2", height);
    }

    /** A drawing of its own, because it does not grow with the page. */
    private void writeAxis(Markup page, Scale scale) {
        String width = Integer.toString(AXIS_WIDTH);
        page.open("svg", "aria-hidden", "true", "width", width, "height", Integer.toString(HEIGHT));
        writeTick(page, width, scale, 0);
        for (double tick : scale.ticks()) {
            writeTick(page, width, scale, tick);
        }
        page.close();
    }

    private void writeTick(Markup page, String width, Scale scale, double tick) {
        page.element(
                "text",
                spelling.apply(tick),
                "class",
                "tick",
                "x",
                width,
                "y",
                decimal(y(scale, tick) + LABEL_SINK));
    }

    private static void writeBar(Markup page, Scale scale, Bar bar, int index, int count) {
        if (bar.value() == 0) {
            return;
        }
        boolean finite = Double.isFinite(bar.value());
        double from = finite ? y(scale, Math.max(bar.value(), 0)) : TOP;
        double to = finite ? y(scale, Math.min(bar.value(), 0)) : BOTTOM;
        double width = Math.min((1 - (count > MAX_WITH_GAPS ? 0 : GAP)) / count, MAX_WIDTH);
        if (to - from < MIN_HEIGHT) {
            if (bar.value() > 0) {
                from = to - MIN_HEIGHT;
            } else {
                to = from + MIN_HEIGHT;
            }
        }
        page.open(
                "rect",
                "class",
                finite ? null : "endless",
                "x",
                percent((index + 0.5) / count - width / 2),
                "width",
                percent(width),
                "y",
                decimal(from),
                "height",
                decimal(to - from));
        page.element("title", bar.title()).close();
    }

    /** Writes each value of few bars, the highest of many. */
    private void writeValues(Markup page, Scale scale, List<Bar> bars) {
        int highest = 0;
        for (int i = 0; i < bars.size(); i++) {
            highest = bars.get(i).value() > bars.get(highest).value() ? i : highest;
        }
        if (!hasWideSlots(bars.size())) {
            writeValue(page, scale, bars.get(highest), highest, bars.size(), "");
            return;
        }
        for (int i = 0; i < bars.size(); i++) {
            boolean minor = !showsAllValues(bars.size()) && i != highest;
            writeValue(page, scale, bars.get(i), i, bars.size(), minor ? " minor" : "");
        }
    }

    private void writeValue(Markup page, Scale scale, Bar bar, int index, int count, String more) {
        double at = (index + 0.5) / count;
        Anchor anchor = Anchor.MIDDLE;
        if (!hasWideSlots(count)) {
            anchor = at < NEAR_END ? Anchor.START : at > 1 - NEAR_END ? Anchor.END : anchor;
        }
        boolean finite = Double.isFinite(bar.value());
        double y = finite ? y(scale, bar.value()) : TOP;
        page.element(
                "text",
                finite ? spelling.apply(bar.value()) : Numbers.usd(bar.value()),
                "class",
                "value " + anchor.style + more,
                "x",
                percent(at),
                "y",
                decimal(bar.value() < 0 && finite ? y + VALUE_DROP : y - VALUE_RISE));
    }

    private static void writeMark(Markup page, Mark mark, int count) {
        String x = percent(mark.at() / count);
        String minor = mark.minor() ? " minor" : "";
        page.empty(
                "line",
                "class",
                "grid" + minor,
                "x1",
                x,
                "x2",
                x,
                "y1",
                Integer.toString(BOTTOM),
                "y2",
                Integer.toString(BOTTOM + MARK_HEIGHT));
        page.element(
                "text",
                mark.text(),
                "class",
                mark.anchor().style + minor,
                "x",
                x,
                "y",
                Integer.toString(BOTTOM + LABEL_DROP));
    }

    private static double y(Scale scale, double value) {
        return TOP + scale.depth(value) * (BOTTOM - TOP);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3f%%", share * 100);
    }

    private static String decimal(double pixels) {
        return String.format(Locale.ROOT, "%.1f", pixels);
    }
}
