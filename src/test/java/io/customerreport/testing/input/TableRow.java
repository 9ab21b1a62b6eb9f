package io.customerreport.testing.input;

import io.customerreport.table.TableSql;
import io.customerreport.table.TableUrl;
import io.customerreport.testing.process.PostgresServer;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;

/** Rows of the table, and reports that should be there, in one shape. */
public final class TableRow {

    private TableRow() {}

    /** What creates the table. */
    public static String ddl() {
        return TableSql.ddl(TableUrl.DEFAULT);
    }

    /** What gives a customer a row with that many events. */
    public static String insert(String customer, long events) {
        return "insert into customer_reports values ('%s', %d, 0, 0, 0, '', 0, '{}', 0)"
                .formatted(customer.replace("'", "''"), events);
    }

    /** All rows, by customer. */
    public static Map<String, Object> read(PostgresServer server) throws SQLException, IOException {
        return values(
                Golden.reports(
                        server.query(
                                "select row_to_json(report) from customer_reports as report")));
    }

    /** JSON has no kinds of numbers, and jsonb keeps none. */
    public static Map<String, Object> values(Map<String, JsonNode> reports) {
        Map<String, Object> values = new TreeMap<>();
        reports.forEach((customer, report) -> values.put(customer, value(report)));
        return values;
    }

    private static Object value(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), value(field.getValue())));
            return fields;
        }
        return node.isNumber() ? (Object) node.doubleValue() : node.asText();
    }
}
