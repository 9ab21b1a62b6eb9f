package io.customerreport.page;

/**
 * Writes a table that is folded up until the reader wants it.
 *
 * <p>Its first column names the row, the others are numbers.
 */
final class FoldedTable {

    /** More columns than that are laid out as a list where there is little room. */
    private static final int MAX_NARROW = 4;

    private final Markup page;
    private final String[] columns;
    private int column;

    /**
     * @param caption what to click on
     */
    FoldedTable(Markup page, String caption, String... columns) {
        this.page = page;
        this.columns = columns;
        page.open("details").element("summary", "Table: " + caption);
        page.open("table", "class", columns.length > MAX_NARROW ? "wide" : null)
                .element("caption", caption)
                .open("thead")
                .open("tr");
        for (String name : columns) {
            page.element("th", name, "scope", "col");
        }
        page.close().close().open("tbody");
    }

    /** Begins a row with what {@code name} writes. */
    FoldedTable row(Runnable name) {
        column = 0;
        page.open("tr").open("th", "scope", "row");
        name.run();
        page.close();
        return this;
    }

    FoldedTable row(String name) {
        return row(() -> page.text(name));
    }

    FoldedTable cell(String text) {
        column++;
        page.element("td", text, "data-column", columns[column]);
        return this;
    }

    /** An amount for people, with all its digits for programs. */
    FoldedTable usd(double amount) {
        column++;
        page.open("td", "data-column", columns[column]);
        Amounts.write(page, amount);
        page.close();
        return this;
    }

    void endRow() {
        page.close();
    }

    void end() {
        page.close().close().close();
    }
}
