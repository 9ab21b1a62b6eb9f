package io.customerreport.page;

import io.customerreport.digest.TicketHistogram;
import io.customerreport.page.BarChart.Anchor;
import io.customerreport.page.BarChart.Bar;
import io.customerreport.page.BarChart.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How the customers' average tickets are distributed. */
final class TicketsSection {

    /** More bounds than this do not fit below the bars. */
    private static final int MAX_MARKS = 7;

    /** A mark farther to the right would touch that of the end. */
    private static final double LAST = 0.8;

    private final TicketHistogram tickets;
    private final int[] bins;

    TicketsSection(TicketHistogram tickets) {
        this.tickets = tickets;
        int[] filled =
                IntStream.range(0, TicketHistogram.BINS)
                        .filter(bin -> tickets.customers(bin) > 0)
                        .toArray();
        this.bins =
                filled.length == 0
                        ? filled
                        : IntStream.rangeClosed(filled[0], filled[filled.length - 1]).toArray();
    }

    void write(Markup page) {
        page.open("section").element("h2", "Average tickets");
        page.element("p", introduction());
        if (bins.length > 1) {
            new BarChart(
                            "tickets",
                            "Customers by average ticket in USD",
                            description(),
                            "customers",
                            true,
                            Numbers::shortCount)
                    .write(page, bars(), marks(), Double.NaN);
        }
        writeTable(page);
        page.close();
    }

    private String introduction() {
        if (tickets.tickets() == 0) {
            return "No customer has a checkout of a positive amount.";
        }
        String text =
                "What a customer spends per checkout, for %s with one; %s without."
                        .formatted(
                                Numbers.count(tickets.customers() + tickets.infinite(), "customer"),
                                Numbers.count(tickets.without()));
        return bins.length == 0 ? text : text + " The median is " + range(medianBin()) + ".";
    }

    /** The bin of the customer in the middle, of two the lower. */
    private int medianBin() {
        long before = 0;
        for (int bin : bins) {
            before += tickets.customers(bin);
            if (before * 2 >= tickets.customers() + tickets.infinite()) {
                return bin;
            }
        }
        return TicketHistogram.BINS;
    }

    private static String range(int bin) {
        if (bin == TicketHistogram.BINS) {
            return "infinite";
        }
        if (bin == 0) {
            return "below " + Numbers.shortUsd(TicketHistogram.bound(1));
        }
        String from = Numbers.shortUsd(TicketHistogram.bound(bin));
        return bin == TicketHistogram.BINS - 1
                ? from + " or more"
                : "%s to %s".formatted(from, Numbers.shortUsd(TicketHistogram.bound(bin + 1)));
    }

    private String description() {
        return "%s bars, from %s to %s; the table below has the numbers."
                .formatted(bins.length, range(bins[0]), range(bins[bins.length - 1]));
    }

    private List<Bar> bars() {
        List<Bar> bars = new ArrayList<>();
        for (int bin : bins) {
            long customers = tickets.customers(bin);
            bars.add(new Bar(customers, range(bin) + ": " + Numbers.count(customers, "customer")));
        }
        return bars;
    }

    /** Bounds between the bars, round ones first. */
    private List<Mark> marks() {
        int every = 1;
        while (bins.length > every * MAX_MARKS) {
            // There are six bounds to a power of ten: half a power, a power, two powers.
            every = every == 1 ? 3 : every * 2;
        }
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < bins.length; i++) {
            if (bins[i] > 0 && (bins[i] - 1) % every == 0 && i < bins.length * LAST) {
                String bound = Numbers.shortUsd(TicketHistogram.bound(bins[i]));
                marks.add(new Mark(i, bound, marks.size() % 2 == 1, Anchor.START));
            }
        }
        int last = bins[bins.length - 1];
        if (last < TicketHistogram.BINS - 1) {
            String bound = Numbers.shortUsd(TicketHistogram.bound(last + 1));
            marks.add(new Mark(bins.length, bound, false, Anchor.END));
        }
        return marks;
    }

    private void writeTable(Markup page) {
        FoldedTable table =
                new FoldedTable(page, "customers by average ticket", "Average ticket", "Customers");
        for (int bin : bins) {
            table.row(range(bin)).cell(Numbers.count(tickets.customers(bin))).endRow();
        }
        if (tickets.infinite() > 0) {
            table.row("infinite").cell(Numbers.count(tickets.infinite())).endRow();
        }
        table.row("no checkouts").cell(Numbers.count(tickets.without())).endRow();
        table.end();
    }
}
