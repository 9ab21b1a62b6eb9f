package io.customerreport.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a table is: the server and database for the driver, and the table's name. There is no
 * password in it, so that it may travel with the job; {@link #toString} may be shown to anybody.
 */
public final class TableUrl implements Serializable {

    private static final long serialVersionUID = 1;

    private static final String PREFIX = "jdbc:postgresql:";
    private static final String DEFAULT_TABLE = "customer_reports";
    private static final String TABLE = "table=";

    /** The names that PostgreSQL does not cut, and nobody has to quote. */
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]{0,62}";

    private static final Pattern TABLE_NAME = Pattern.compile("(" + NAME + "\\.)?" + NAME);

    /** Of the table that is not named. */
    public static final TableUrl DEFAULT = parse(PREFIX + "//");

    private final String place;
    private final String driverUrl;
    private final String table;

    private TableUrl(String place, String driverUrl, String table) {
        this.place = place;
        this.driverUrl = driverUrl;
        this.table = table;
    }

    /**
     * @param value such as {@code jdbc:postgresql://host/db?table=daily.customer_reports}; what
     *     else stands after the question mark is the driver's
     * @throws IllegalArgumentException if it is none; its message goes on from {@link #shown}
     */
    public static TableUrl parse(String value) {
        String place = shown(value);
        if (!value.startsWith(PREFIX)) {
            throw new IllegalArgumentException(
                    "is not the URL of a PostgreSQL database, such as jdbc:postgresql://host/db");
        }
        if (value.split("[?]", 2)[0].contains("@")) {
            throw new IllegalArgumentException(
                    "has a user before the host: give ?user=NAME, or PGUSER in the environment");
        }
        String table = DEFAULT_TABLE;
        List<String> driverParameters = new ArrayList<>();
        for (String parameter : parameters(value)) {
            if (parameter.toLowerCase(Locale.ROOT).matches("(ssl)?password(=.*|$)")) {
                // Every process of the machine can read a command line.
                throw new IllegalArgumentException(
                        "has a password, which belongs in the environment or in a file:"
                                + " PGPASSWORD or .pgpass");
            }
            if (parameter.startsWith(TABLE)) {
                table = parameter.substring(TABLE.length());
            } else {
                driverParameters.add(parameter);
            }
        }
        if (!TABLE_NAME.matcher(table).matches()) {
            throw new IllegalArgumentException(
                    "names no table: NAME and SCHEMA.NAME may have letters, digits and _");
        }
        return new TableUrl(
                place,
                value.split("[?]", 2)[0]
                        + (driverParameters.isEmpty()
                                ? ""
                                : "?" + String.join("&", driverParameters)),
                table);
    }

    private static String[] parameters(String value) {
        int start = value.indexOf('?');
        return start < 0 ? new String[0] : value.substring(start + 1).split("&");
    }

    /** What of a URL may be shown, whatever it holds: neither users nor parameters. */
    public static String shown(String value) {
        return value.replaceFirst("(?s)[?].*", "").replaceFirst("(?s)//.*@", "//");
    }

    String driverUrl() {
        return driverUrl;
    }

    /** The table's name, with its schema if it was given, for statements. */
    String quotedTable() {
        return quoted(table);
    }

    /** A table beside it, in the same schema. */
    String quotedNeighbour(String name) {
        return quoted(table.substring(0, table.indexOf('.') + 1) + name);
    }

    private static String quoted(String name) {
        return '"' + name.replace(".", "\".\"") + '"';
    }

    public String table() {
        return table;
    }

    /** Such as {@code 'customer_reports' of jdbc:postgresql://host/db}. */
    @Override
    public String toString() {
        return "'" + table + "' of " + place;
    }
}
