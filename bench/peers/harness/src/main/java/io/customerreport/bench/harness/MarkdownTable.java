package io.customerreport.bench.harness;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown whose columns are also aligned for the eye. */
final class MarkdownTable {

    private final List<List<String>> rows = new ArrayList<>();

    /**
     * @param header a name that begins with a blank is that of a column of numbers
     */
    MarkdownTable(List<String> header) {
        rows.add(List.copyOf(header));
    }

    void add(List<String> row) {
        if (row.size() != rows.get(0).size()) {
            throw new IllegalArgumentException("a row of another width: " + row);
        }
        rows.add(List.copyOf(row));
    }

    @Override
    public String toString() {
        int[] widths = widths();
        StringBuilder text = new StringBuilder();
        appendRow(text, rows.get(0), widths);
        appendRule(text, widths);
        rows.subList(1, rows.size()).forEach(row -> appendRow(text, row, widths));
        return text.toString();
    }

    private int[] widths() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).strip().length());
            }
        }
        return widths;
    }

    private void appendRow(StringBuilder text, List<String> row, int[] widths) {
        text.append('|');
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column).strip();
            String padding = " ".repeat(widths[column] - cell.length());
            text.append(' ').append(isNumeric(column) ? padding + cell : cell + padding);
            text.append(" |");
        }
        text.append('\n');
    }

    private void appendRule(StringBuilder text, int[] widths) {
        text.append('|');
        for (int column = 0; column < widths.length; column++) {
            text.append("-".repeat(widths[column] + 1)).append(isNumeric(column) ? ":|" : "-|");
        }
        text.append('\n');
    }

    private boolean isNumeric(int column) {
        return rows.get(0).get(column).startsWith(" ");
    }
}
