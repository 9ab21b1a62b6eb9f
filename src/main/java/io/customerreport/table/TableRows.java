package io.customerreport.table;

import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.python.PythonFloats;
import io.customerreport.report.DaysText;
import io.customerreport.report.Shards;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Gathers rows of {@link TableSql#COLUMNS} for one statement. */
final class TableRows {

    private static final int MOST_ROWS = 5_000;

    /** The days of a customer who was active every day for ten years take 160 kB. */
    private static final int MOST_CHARACTERS = 4 << 20;

    /** An entry of a B-tree has at most 2,704 bytes, of which some are not the key's. */
    static final int LONGEST_ID = 2_600;

    private static final int SHOWN_CHARACTERS = 60;

    private final Shards shards = new Shards();
    private final DaysText days = new DaysText();
    private final List<Object[]> rows = new ArrayList<>();
    private long characters;

    /**
     * @throws LastingTableException if PostgreSQL cannot hold it
     */
    void add(KeyedAggregate report, TableUrl table) throws LastingTableException {
        CustomerAggregate aggregate = report.aggregate();
        byte[] id = report.customer().utf8();
        String customer = text(id, "a customer's id", table);
        if (id.length > LONGEST_ID) {
            throw refused(
                    table,
                    "a customer's id has %,d bytes, and a key of PostgreSQL at most %,d: '%s'"
                            .formatted(id.length, LONGEST_ID, shown(customer)));
        }
        String topType = text(aggregate.topType(), "an event type", table);
        String byDay = days.of(aggregate);
        characters += customer.length() + topType.length() + byDay.length();
        rows.add(
                new Object[] {
                    customer,
                    aggregate.totalEvents(),
                    PythonFloats.round6(aggregate.totalSpend()),
                    PythonFloats.round6(aggregate.averageTicket()),
                    aggregate.activeDays(),
                    topType,
                    aggregate.latestTs(),
                    byDay,
                    (short) shards.shardOf(id)
                });
    }

    private static String text(byte[] utf8, String what, TableUrl table)
            throws LastingTableException {
        for (byte b : utf8) {
            if (b == 0) {
                throw refused(
                        table,
                        "%s holds U+0000, which no text of PostgreSQL can: '%s'"
                                .formatted(what, shown(new String(utf8, StandardCharsets.UTF_8))));
            }
        }
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static LastingTableException refused(TableUrl table, String why) {
        return new LastingTableException(table, why, null);
    }

    private static String shown(String text) {
        String start =
                text.length() <= SHOWN_CHARACTERS
                        ? text
                        : text.substring(0, SHOWN_CHARACTERS) + "…";
        return start.replace("\0", "\\u0000");
    }

    int size() {
        return rows.size();
    }

    boolean isFull() {
        return rows.size() >= MOST_ROWS || characters >= MOST_CHARACTERS;
    }

    /** Gives a statement its parameters, one array a column. */
    void bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < TableSql.COLUMNS.size(); i++) {
            TableSql.Column column = TableSql.COLUMNS.get(i);
            Object[] values = (Object[]) Array.newInstance(column.sentClass(), rows.size());
            for (int row = 0; row < values.length; row++) {
                values[row] = rows.get(row)[i];
            }
            statement.setArray(
                    i + 1, statement.getConnection().createArrayOf(column.sent(), values));
        }
    }

    void clear() {
        rows.clear();
        characters = 0;
    }
}
