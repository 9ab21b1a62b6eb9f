package io.customerreport.bench.duckdb;

import io.customerreport.bench.peer.PeerArguments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The reports as one SQL statement of DuckDB, in a database that lives in memory. To DuckDB an
 * array or an object is text like any other; the system property {@code check-ids} has the
 * statement leave out events that have one for an id or a type, as the contract does, which costs
 * some time. {@code memory-limit} is DuckDB's {@code memory_limit}.
 */
public final class DuckDbReports {

    private static final String NO_CONTAINERS =
            """
            AND NOT starts_with(event_id, '[') AND NOT starts_with(event_id, '{')
            AND NOT starts_with(customer_id, '[') AND NOT starts_with(customer_id, '{')
            AND NOT starts_with(coalesce(event_type, ''), '[')
            AND NOT starts_with(coalesce(event_type, ''), '{')
            """;

    private DuckDbReports() {}

    public static void main(String... args) throws SQLException {
        PeerArguments arguments = PeerArguments.parse(args);
        String sql = statement(arguments);

        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + Runtime.getRuntime().availableProcessors());
            statement.execute("SET preserve_insertion_order = false");
            String memoryLimit = System.getProperty("memory-limit");
            if (memoryLimit != null) {
                statement.execute("SET memory_limit = '" + memoryLimit + "'");
            }
            statement.execute("SET temp_directory = " + literal(folderOf(arguments.answer())));
            statement.execute(sql);
        }
    }

    private static String statement(PeerArguments arguments) {
        return script().replace("${log}", literal(arguments.log()))
                .replace("${answer}", literal(arguments.answer()))
                .replace("${checks}", Boolean.getBoolean("check-ids") ? NO_CONTAINERS : "")
                .replace("${rates}", rateCases(arguments.rates()))
                .replace("${now}", Long.toString(arguments.now()));
    }

    /** A CASE is quicker than a lookup in a MAP, and than a join with seven rows. */
    private static String rateCases(Map<String, Double> rates) {
        return rates.entrySet().stream()
                .map(rate -> "WHEN '%s' THEN %s::DOUBLE".formatted(rate.getKey(), rate.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static Path folderOf(Path answer) {
        return answer.toAbsolutePath().resolveSibling("duckdb-temporary");
    }

    private static String literal(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }

    private static String script() {
        try (InputStream in = DuckDbReports.class.getResourceAsStream("/reports.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
