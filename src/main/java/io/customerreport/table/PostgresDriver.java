package io.customerreport.table;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Opens connections with the driver, which is not there in every build, and with the credentials of
 * this process: PGUSER and PGPASSWORD of its environment, and else the driver's .pgpass.
 */
final class PostgresDriver {

    private static final String NAME = "org.postgresql.Driver";

    /** What a URL may set otherwise. */
    private static final Map<String, String> DEFAULTS =
            Map.of(
                    // Found by these in the server's list of sessions.
                    "ApplicationName",
                    "customer-report",
                    // Seconds; a server that does not answer is one that is away.
                    "connectTimeout",
                    "10",
                    "socketTimeout",
                    "60",
                    "tcpKeepAlive",
                    "true",
                    // Values of rows are nobody's business but the table's.
                    "logServerErrorDetail",
                    "false");

    private PostgresDriver() {}

    /** Whether the loader has the driver. */
    static boolean isIn(ClassLoader loader) {
        try {
            Class.forName(NAME, false, loader);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    static Connection connect(TableUrl url) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(DEFAULTS);
        set(properties, "user", "PGUSER");
        set(properties, "password", "PGPASSWORD");
        Connection connection = driver().connect(url.driverUrl(), properties);
        if (connection == null) {
            throw new SQLException("the driver does not take the URL");
        }
        return connection;
    }

    private static void set(Properties properties, String property, String variable) {
        String value = System.getenv(variable);
        if (value != null) {
            properties.setProperty(property, value);
        }
    }

    private static Driver driver() throws SQLException {
        try {
            Class<? extends Driver> type =
                    Class.forName(NAME, false, PostgresDriver.class.getClassLoader())
                            .asSubclass(Driver.class);
            boolean known = registered(type).findAny().isPresent();
            Driver driver = type.getConstructor().newInstance();
            if (!known) {
                // One that registers itself would hold the job's classes for as long as a cluster
                // runs.
                for (Driver itself : registered(type).toList()) {
                    DriverManager.deregisterDriver(itself);
                }
            }
            return driver;
        } catch (ReflectiveOperationException e) {
            throw new SQLException("the driver cannot be loaded", e);
        }
    }

    private static Stream<Driver> registered(Class<?> type) {
        return DriverManager.drivers().filter(driver -> driver.getClass() == type);
    }
}
