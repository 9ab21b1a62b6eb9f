package io.customerreport.page;

import java.util.Locale;

/** Writes rows of a name, a level bar and a number; the numbers are text, so the bars need none. */
final class BarRows {

    private final Markup page;
    private final double longest;

    /**
     * @param style the class of the bars
     * @param longest the value of the longest bar
     */
    BarRows(Markup page, String style, double longest) {
        this.page = page;
        this.longest = Numbers.shown(longest);
        page.open("ol", "class", "rows " + style);
    }

    /**
     * @param name writes the name
     * @param value below zero there is no bar, and what is not finite has one of full length
     */
    void row(Runnable name, double value, String spelled) {
        page.open("li").open("span", "class", "name");
        name.run();
        page.close();
        page.open("svg", "aria-hidden", "true", "width", "100%", "height", "10");
        if (share(value) > 0) {
            page.empty(
                    "rect",
                    "class",
                    Double.isInfinite(value) ? "endless" : null,
                    "width",
                    String.format(Locale.ROOT, "%.2f%%", share(value) * 100),
                    "height",
                    "10",
                    "rx",
                    "2");
        }
        page.close();
        page.element("span", spelled, "class", "value").close();
    }

    private double share(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? 1 : 0;
        }
        return longest > 0 ? Math.max(0, Numbers.shown(value) / longest) : 0;
    }

    void end() {
        page.close();
    }
}
