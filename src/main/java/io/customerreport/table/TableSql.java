package io.customerreport.table;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The columns of the table, and the statements over them. */
public final class TableSql {

    /** In the order of the contract, which {@link TableRows} keeps to. */
    static final List<Column> COLUMNS =
            List.of(
                    // By code point, as elsewhere; other orders take several times as long to sort.
                    new Column("customer_id", "text collate \"C\"", "text", String.class),
                    new Column("total_events", "bigint", "int8", Long.class),
                    new Column("total_spend_usd", "double precision", "float8", Double.class),
                    new Column("avg_ticket_usd", "double precision", "float8", Double.class),
                    new Column("active_days", "integer", "int4", Integer.class),
                    new Column("top_event_type", "text", "text", String.class),
                    new Column("latest_event_ts", "bigint", "int8", Long.class),
                    new Column("by_day", "jsonb", "text", String.class),
                    new Column("shard", "smallint", "int2", Short.class));

    private static final String NAMES = list(COLUMNS, Column::name);

    private static final List<Column> VALUES = COLUMNS.subList(1, COLUMNS.size());

    private TableSql() {}

    /**
     * A column of the table.
     *
     * @param sent the type of what the driver is given, as PostgreSQL names it
     * @param sentClass the same in Java
     */
    record Column(String name, String type, String sent, Class<?> sentClass) {

        private String definition() {
            return name + " " + type + " not null";
        }

        private String received() {
            return name + "::" + type + " as " + name;
        }
    }

    /** What creates the table. */
    public static String ddl(TableUrl url) {
        return "create table %s (%s,%n    primary key (customer_id)%n);%n"
                .formatted(
                        url.quotedTable(),
                        COLUMNS.stream()
                                .map(column -> "%n    ".formatted() + column.definition())
                                .collect(Collectors.joining(",")));
    }

    /** What creates a table for rows that are not to be seen yet, some of them maybe twice. */
    static String createStaging(String staging) {
        return "create table %s (%s)".formatted(staging, list(COLUMNS, Column::definition));
    }

    /** Appends rows to a staging table. */
    static String append(String staging) {
        return "insert into %s (%s) select %s from %s"
                .formatted(staging, NAMES, NAMES, sent(column -> "?"));
    }

    /** Inserts rows, or replaces them by those of as many events or more. */
    static String upsert(String table) {
        return upsert(table, sent(column -> "?"));
    }

    /** The same for the rows of a staging table. */
    static String publish(String table, String staging) {
        return upsert(table, staging);
    }

    /**
     * Counts the customers of a staging table, and those of them whose rows {@link #publish} would
     * leave as they are for their more events.
     */
    static String count(String table, String staging) {
        return ("select count(*), count(*) filter (where known.total_events > staged.events) from"
                        + " (select customer_id, max(total_events) as events from %s group by customer_id)"
                        + " as staged left join %s as known using (customer_id)")
                .formatted(staging, table);
    }

    /** Changes nothing, and fails where {@link #upsert} would for any rows. */
    static String check(String table) {
        return "explain " + upsert(table, sent(column -> "'{}'"));
    }

    /**
     * A customer may be twice among the rows. Events are only ever added, so that a row of more
     * events is a newer one. A row that stays as it is costs no write. In one order of the
     * customers no two writers can wait for each other.
     */
    private static String upsert(String table, String rows) {
        return ("insert into %s as known (%s) select distinct on (customer_id) %s from %s"
                        + " order by customer_id, total_events desc"
                        + " on conflict (customer_id) do update set (%s) = row(%s)"
                        + " where excluded.total_events >= known.total_events"
                        + " and row(%s) is distinct from row(%s)")
                .formatted(
                        table,
                        NAMES,
                        NAMES,
                        rows,
                        list(VALUES, Column::name),
                        list(VALUES, column -> "excluded." + column.name()),
                        list(VALUES, column -> "known." + column.name()),
                        list(VALUES, column -> "excluded." + column.name()));
    }

    /** Rows that are sent as one array a column. */
    private static String sent(Function<Column, String> array) {
        return "(select %s from unnest(%s) as sent (%s)) as received"
                .formatted(
                        list(COLUMNS, Column::received),
                        list(COLUMNS, column -> array.apply(column) + "::" + column.sent() + "[]"),
                        NAMES);
    }

    private static String list(List<Column> columns, Function<Column, String> each) {
        return columns.stream().map(each).collect(Collectors.joining(", "));
    }
}
