package io.customerreport.page;

import io.customerreport.digest.FrequentTypes;
import io.customerreport.digest.FrequentTypes.Type;
import java.util.List;

/** The most frequent event types; where they are not exactly known, the page says how far off. */
record TypesSection(FrequentTypes types, long events) {

    private static final int MAX_ROWS = 8;
    private static final int MAX_TABLE_ROWS = 50;

    void write(Markup page) {
        page.open("section").element("h2", "Event types");
        page.element("p", introduction());
        List<Type> top = types.top(MAX_TABLE_ROWS);
        // A single type is not worth hiding among others.
        List<Type> shown = top.size() <= MAX_ROWS + 1 ? top : top.subList(0, MAX_ROWS);
        long others = others(shown);
        BarRows rows =
                new BarRows(
                        page, "events", Math.max(others, top.isEmpty() ? 0 : top.get(0).count()));
        for (Type type : shown) {
            rows.row(
                    () -> UntrustedText.name(page, type.name()),
                    type.count(),
                    Numbers.count(type.count()));
        }
        if (others > 0) {
            rows.row(() -> page.element("em", "all others"), others, Numbers.count(others));
        }
        rows.end();
        writeTable(page, top);
        page.close();
    }

    private String introduction() {
        if (types.isExact()) {
            return "%s, of %s."
                    .formatted(Numbers.count(types.size(), "type"), Numbers.count(events, "event"));
        }
        return ("There are too many types to count each. Every type with more than %s of the %s is here;"
                        + " its count may be short by up to that number, and those events are among the others.")
                .formatted(Numbers.count(types.maxShort()), Numbers.count(events, "event"));
    }

    private long others(List<Type> shown) {
        return events - shown.stream().mapToLong(Type::count).sum();
    }

    private void writeTable(Markup page, List<Type> top) {
        FoldedTable table = new FoldedTable(page, "events per type", "Type", "Events", "Share");
        for (Type type : top) {
            table.row(() -> UntrustedText.name(page, type.name()))
                    .cell(Numbers.count(type.count()))
                    .cell(Numbers.percent(type.count(), events))
                    .endRow();
        }
        if (others(top) > 0) {
            table.row(() -> page.element("em", "all others"))
                    .cell(Numbers.count(others(top)))
                    .cell(Numbers.percent(others(top), events))
                    .endRow();
        }
        table.end();
    }
}
