package io.customerreport.table;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to the server of a table, which is opened when it is needed, and again after each
 * failure.
 *
 * <p>Not safe for use by several threads.
 */
final class TableSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TableSession.class);

    /** Longer than a server needs to start again, or another one to take its place. */
    static final Duration PATIENT = Duration.ofSeconds(60);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /**
     * SQLSTATEs of what may be over soon: no connection, too little of disk, memory or sessions, an
     * operator's doing, a conflict with others, an error of the system, a server that may only be
     * read until it takes over.
     */
    private static final Pattern PASSING = Pattern.compile("(08|53|57|40|58|55P03|25006).*");

    private static final String NO_TABLE = "42P01";

    private final TableUrl url;
    private final Connector connector;
    private final Duration patience;
    private final Witness witness;
    private @Nullable Connection connection;

    /**
     * @param patience how long what may be over soon is tried again
     */
    TableSession(TableUrl url, Duration patience, Witness witness) {
        this(url, () -> PostgresDriver.connect(url), patience, witness);
    }

    TableSession(TableUrl url, Connector connector, Duration patience, Witness witness) {
        this.url = url;
        this.connector = connector;
        this.patience = patience;
        this.witness = witness;
    }

    /** Hears of failures that are not the end. */
    interface Witness {

        Witness NOBODY = new Witness() {};

        /**
         * Work failed, and will be tried again.
         *
         * @param sentence for the user
         */
        default void waits(String sentence) {}

        /** The work is done, or given up; also if it never failed. */
        default void ends() {}
    }

    /** Travels with the job. */
    interface Connector extends Serializable {

        Connection connect() throws SQLException;
    }

    /**
     * @param <T> of the result
     */
    interface Work<T extends @Nullable Object> {

        T on(Connection connection) throws SQLException;
    }

    /**
     * Does some work, if need be several times, each time on a connection without a transaction.
     */
    <T extends @Nullable Object> T run(Work<T> work) throws TableException, InterruptedException {
        try {
            return attempt(work);
        } finally {
            witness.ends();
        }
    }

    private <T extends @Nullable Object> T attempt(Work<T> work)
            throws TableException, InterruptedException {
        long failed = 0;
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return work.on(open());
            } catch (SQLException e) {
                close();
                String state = e.getSQLState() == null ? "" : e.getSQLState();
                if (!PASSING.matcher(state).matches()) {
                    throw new LastingTableException(url, why(e), e);
                }
                long now = System.nanoTime();
                failed = failed == 0 ? now : failed;
                if (now - failed >= patience.toNanos()) {
                    throw new TableException(
                            url,
                            "%s; it was tried for %d s".formatted(why(e), patience.toSeconds()),
                            e);
                }
                LOG.warn("Cannot write table {}: {}; trying again", url, why(e));
                witness.waits(
                        "table %s cannot be written just now: %s; the run waits, and tries again"
                                .formatted(url, why(e)));
            }
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        }
    }

    private Connection open() throws SQLException {
        if (connection == null) {
            connection = connector.connect();
        }
        return connection;
    }

    /** On one line, without the severity that the server gives. */
    private static String why(SQLException e) {
        String why =
                String.valueOf(e.getMessage())
                        .replaceAll("\\s*\\R\\s*", " ")
                        .strip()
                        .replaceFirst("^(ERROR|FATAL|PANIC): ", "")
                        .replaceFirst("\\.$", "");
        return NO_TABLE.equals(e.getSQLState())
                ? why + "; --print-ddl prints what creates it"
                : why;
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.debug("a connection that is given up could not be closed", e);
            }
        }
    }
}
