package io.customerreport.page;

import io.customerreport.digest.Granularity;
import io.customerreport.digest.RunDigest;
import io.customerreport.digest.TicketHistogram;
import io.customerreport.job.LineCounts;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that everyone asks for first: three of them large, what stands around them small.
 *
 * @param axis null without customers
 */
record Headline(LineCounts counts, RunDigest digest, @Nullable TimeAxis axis) {

    void write(Markup page) {
        page.open("section", "class", "cards", "aria-label", "Overview");
        writeSpend(page);
        writeCustomers(page);
        writeTicket(page);
        page.open("dl", "class", "facts");
        fact(page, "Period, UTC", period());
        fact(page, "Events accepted", counted(counts.accepted(), share(counts.accepted())));
        fact(page, "Lines rejected", counted(counts.rejects(), share(counts.rejects())));
        fact(page, "Filtered out", counted(counts.filtered(), filters()));
        fact(page, "Lines", counted(counts.lines(), Numbers.count(counts.blank()) + " blank"));
        page.close().close();
    }

    private void writeSpend(Markup page) {
        open(page, "Spend, USD");
        Amounts.write(page, digest.spend());
        page.close();
        if (axis != null) {
            SpendChange.of(digest.periods(), axis, digest.firstDay(), digest.lastDay())
                    .forEach(change -> page.element("p", change.sentence()));
        }
        page.close();
    }

    private void writeCustomers(Markup page) {
        open(page, "Customers");
        page.text(Numbers.count(digest.customers())).close();
        page.element(
                        "p",
                        digest.customers() == 0
                                ? "no events"
                                : Numbers.decimal(
                                                (double) counts.accepted() / digest.customers(), 1)
                                        + " events each on average")
                .close();
    }

    private void writeTicket(Markup page) {
        TicketHistogram tickets = digest.tickets();
        open(page, "Average ticket, USD");
        if (tickets.tickets() == 0) {
            page.text("–");
        } else {
            Amounts.write(page, tickets.average());
        }
        page.close();
        page.element(
                        "p",
                        tickets.tickets() == 0
                                ? "no checkouts"
                                : "of " + Numbers.count(tickets.tickets(), "checkout"))
                .close();
    }

    /** Begins a card; what follows is its number. */
    private static void open(Markup page, String name) {
        page.open("div").element("h2", name).open("p", "class", "number");
    }

    private static void fact(Markup page, String name, String value) {
        page.open("div").element("dt", name).element("dd", value).close();
    }

    private static String counted(long count, String more) {
        return more.isEmpty() ? Numbers.count(count) : Numbers.count(count) + ", " + more;
    }

    private String period() {
        if (digest.customers() == 0) {
            return "no events";
        }
        String first = unbroken(Numbers.day(digest.firstDay()));
        String last = unbroken(Numbers.day(digest.lastDay()));
        long days = (long) digest.lastDay() - digest.firstDay() + 1;
        String span = Numbers.count(days, "day");
        if (digest.periods().granularity() == Granularity.DAY) {
            int active = digest.periods().size();
            span += active == days ? "" : ", %s with events".formatted(Numbers.count(active));
        }
        return (first.equals(last) ? first : first + " – " + last) + ", " + span;
    }

    private static String unbroken(String date) {
        return date.replace(' ', '\u00A0');
    }

    private String filters() {
        return counts.filteredBy().entrySet().stream()
                .map(filter -> words(filter, counts.filteredBy().size() > 1))
                .collect(Collectors.joining(", "));
    }

    private static String words(Map.Entry<String, Long> filter, boolean counted) {
        String reason = filter.getKey().replace('_', ' ');
        return counted ? Numbers.count(filter.getValue()) + " " + reason : reason;
    }

    private String share(long lines) {
        return counts.lines() == 0 ? "" : Numbers.percent(lines, counts.lines()) + " of all lines";
    }
}
