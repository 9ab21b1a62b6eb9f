package io.customerreport.page;

import io.customerreport.digest.Granularity;
import io.customerreport.digest.RunDigest;
import io.customerreport.job.RunSummary;
import java.util.List;

/** The top of the page: what was read, and the numbers that everyone asks for first. */
record Headline(List<String> inputs, RunSummary summary, RunDigest digest) {

    private static final int MAX_INPUTS = 5;

    void write(Markup page) {
        page.open("header").element("h1", "Customer report").open("p", "class", "inputs");
        for (int i = 0; i < Math.min(inputs.size(), MAX_INPUTS); i++) {
            page.text(i == 0 ? "" : ", ");
            UntrustedText.path(page, inputs.get(i));
        }
        if (inputs.size() > MAX_INPUTS) {
            page.text(" and %s more".formatted(Numbers.count(inputs.size() - MAX_INPUTS)));
        }
        page.text(", " + Numbers.bytes(summary.bytes())).close();
        if (summary.corruptFiles() > 0) {
            page.element(
                    "p",
                    "Incomplete: %s damaged, and read up to the damage."
                            .formatted(Numbers.count(summary.corruptFiles(), "compressed file")),
                    "class",
                    "warning");
        }
        page.close();
        page.open("section", "class", "cards", "aria-label", "Overview");
        writeSpend(page);
        card(page, "Customers", Numbers.count(summary.customers()), eventsEach());
        writePeriod(page);
        card(page, "Lines", Numbers.count(summary.lines()), whatBecameOfLines());
        card(page, "Events accepted", Numbers.count(summary.accepted()), share(summary.accepted()));
        card(page, "Lines rejected", Numbers.count(summary.rejects()), share(summary.rejects()));
        page.close();
    }

    private void writeSpend(Markup page) {
        page.open("div").element("h2", "Spend, USD").open("p", "class", "number");
        Amounts.write(page, digest.spend());
        page.close();
        String tickets =
                digest.tickets().tickets() == 0
                        ? "no checkouts"
                        : "%s, average ticket %s"
                                .formatted(
                                        Numbers.count(digest.tickets().tickets(), "checkout"),
                                        Numbers.usd(digest.tickets().average()));
        page.element("p", tickets).close();
    }

    private String eventsEach() {
        return summary.customers() == 0
                ? "no events"
                : Numbers.decimal((double) summary.accepted() / summary.customers(), 1)
                        + " events each on average";
    }

    private void writePeriod(Markup page) {
        if (digest.customers() == 0) {
            card(page, "Period, UTC", "–", "no events");
            return;
        }
        String first = unbroken(Numbers.day(digest.firstDay()));
        String last = unbroken(Numbers.day(digest.lastDay()));
        long days = (long) digest.lastDay() - digest.firstDay() + 1;
        String span = Numbers.count(days, "day");
        if (digest.periods().granularity() == Granularity.DAY) {
            int active = digest.periods().size();
            span += active == days ? "" : ", %s with events".formatted(Numbers.count(active));
        }
        card(page, "Period, UTC", first.equals(last) ? first : first + " – " + last, span);
    }

    private static String unbroken(String date) {
        return date.replace(' ', '\u00A0');
    }

    private String whatBecameOfLines() {
        return "%s filtered out, %s blank"
                .formatted(Numbers.count(summary.filtered()), Numbers.count(summary.blank()));
    }

    private String share(long lines) {
        return summary.lines() == 0
                ? "there were no lines"
                : Numbers.percent(lines, summary.lines()) + " of all lines";
    }

    private static void card(Markup page, String name, String number, String more) {
        page.open("div").element("h2", name);
        page.element("p", number, "class", "number").element("p", more).close();
    }
}
