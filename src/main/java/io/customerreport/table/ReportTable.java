package io.customerreport.table;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The table of a run, for whoever waits for its job. The rows of a bounded run gather in a staging
 * table beside it, and one transaction moves them: {@link #prepare} does all of it but the commit,
 * and {@link #publish} commits. Those of a continuous run are written to the table itself.
 */
public final class ReportTable {

    /** Somebody waits for the answer. */
    private static final Duration IMPATIENT = Duration.ofSeconds(5);

    private static final String STAGING = "customer_report_staging_";

    private final TableUrl url;
    private final String schema;
    private final TableSession session;
    private final List<String> notes = new ArrayList<>();

    /** Null as long as there is none. */
    private volatile @Nullable String staging;

    private volatile boolean discarded;

    /** Has the rows moved, and not committed. */
    private @Nullable Connection moved;

    private long customers;

    /** Where the user reads sentences while {@link #prepare} and {@link #publish} wait. */
    private Consumer<String> say = sentence -> {};

    private ReportTable(TableUrl url, String schema) {
        this.url = url;
        this.schema = schema;
        this.session = new TableSession(url, TableSession.PATIENT, new OnceAnOutage());
    }

    /**
     * Looks whether rows could be written.
     *
     * @throws TableException if not
     */
    public static ReportTable find(TableUrl url) throws TableException {
        if (!PostgresDriver.isIn(ReportTable.class.getClassLoader())) {
            throw new LastingTableException(
                    url,
                    "it needs PostgreSQL's driver: mvn -q -Ppostgres -DskipTests package adds it",
                    null);
        }
        return new ReportTable(url, soon(url, connection -> check(connection, url)));
    }

    /** Returns the table's schema. */
    private static String check(Connection connection, TableUrl url) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(TableSql.check(url.quotedTable()));
            if (!string(statement, "show server_encoding").equals("UTF8")) {
                throw new SQLException("the encoding of its database is not UTF8");
            }
            if (string(statement, "show transaction_read_only").equals("on")) {
                throw new SQLException("its server, or the user's session, is read-only");
            }
            return string(
                    statement,
                    "select quote_ident(nspname) from pg_class join pg_namespace on"
                            + " pg_namespace.oid = relnamespace where pg_class.oid = '%s'::regclass"
                                    .formatted(url.quotedTable()));
        }
    }

    /**
     * Makes ready for a run, and notes what runs before it have left.
     *
     * @param run its id
     * @param continuous whether its rows are to be seen as they come
     */
    public void claim(String run, boolean continuous) throws TableException {
        soon(
                url,
                connection -> {
                    try (Statement statement = connection.createStatement()) {
                        noteLeftovers(statement);
                        if (!continuous) {
                            String name = schema + "." + STAGING + run;
                            statement.execute(TableSql.createStaging(name));
                            staging = name;
                        }
                        return null;
                    }
                });
    }

    private void noteLeftovers(Statement statement) throws SQLException {
        String names =
                string(
                        statement,
                        ("select string_agg('%s.' || relname, ', ') from pg_class where relnamespace ="
                                        + " '%s'::regnamespace and relkind = 'r' and relname ~ '^%s[0-9a-f]{8}$'")
                                .formatted(schema, schema, STAGING));
        if (names != null) {
            notes.add(
                    "other runs have left staging tables: %s; drop those whose run has ended"
                            .formatted(names));
        }
    }

    public TableUrl url() {
        return url;
    }

    /** What the user should know, each of them once. */
    public List<String> takeNotes() {
        List<String> taken = List.copyOf(notes);
        notes.clear();
        return taken;
    }

    /** What the job writes with. */
    public TableOperator writer() {
        return staging == null
                ? TableOperator.upserting(url)
                : new TableOperator(url, TableSql.append(staging));
    }

    /**
     * Moves the rows of a bounded run, unseen.
     *
     * @param customers as many as the job has counted
     * @param say where the user reads what it waits for, and {@link #publish} as well
     * @throws TableException if they are not all there
     */
    public void prepare(long customers, Consumer<String> say) throws TableException {
        this.customers = customers;
        this.say = say;
        if (staging != null) {
            waitingFor(() -> session.run(this::move));
        }
    }

    private @Nullable Void move(Connection connection) throws SQLException {
        if (discarded) {
            throw new SQLException("the run has ended");
        }
        // Rows that are many take long, and nothing is sent meanwhile.
        connection.setNetworkTimeout(Runnable::run, 0);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local statement_timeout = 0");
            long newer = countNewer(statement);
            statement.execute(TableSql.publish(url.quotedTable(), staging));
            statement.execute("drop table " + staging);
            notes.clear();
            if (newer > 0) {
                notes.add(
                        "%,d of %,d customers keep their rows in table %s, which count more events"
                                .formatted(newer, customers, url));
            }
        }
        moved = connection;
        return null;
    }

    /** Has everybody see the rows of a bounded run; after {@link #prepare}. */
    public void publish() throws TableException {
        if (staging != null) {
            waitingFor(() -> session.run(this::commit));
            session.close();
            staging = null;
        }
    }

    private @Nullable Void commit(Connection connection) throws SQLException {
        if (connection != moved) {
            // The one before was lost, maybe after it had committed.
            try (Statement statement = connection.createStatement()) {
                if (string(statement, "select to_regclass('%s')".formatted(staging)) == null) {
                    return null;
                }
            }
            move(connection);
        }
        connection.commit();
        return null;
    }

    /** The staging table, if there is one. */
    public @Nullable String staging() {
        return staging;
    }

    /**
     * Removes what no one is to see; also while another thread is in {@link #prepare}.
     *
     * @throws TableException if it cannot be removed; it says how to
     */
    public void discard() throws TableException {
        discarded = true;
        String unseen = staging;
        if (unseen == null) {
            return;
        }
        try {
            soon(url, connection -> drop(connection, unseen));
            staging = null;
        } catch (TableException e) {
            throw new TableException(
                    url,
                    "%s; to remove the rows of this run: drop table %s".formatted(e.why(), unseen),
                    e);
        }
    }

    private @Nullable Void drop(Connection connection, String unseen) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Whoever is at it, such as another thread of this process.
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where pid <> pg_backend_pid() and position('%s' in query) > 0"
                                    .formatted(unseen));
            statement.execute("set lock_timeout = '3s'");
            statement.execute("drop table if exists " + unseen);
            return null;
        }
    }

    private long countNewer(Statement statement) throws SQLException {
        try (ResultSet counts =
                statement.executeQuery(TableSql.count(url.quotedTable(), staging))) {
            counts.next();
            long staged = counts.getLong(1);
            if (staged != customers) {
                throw new SQLException(
                        "its staging table has %,d of %,d customers".formatted(staged, customers));
            }
            return counts.getLong(2);
        }
    }

    private static @Nullable String string(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    private static <T extends @Nullable Object> T soon(TableUrl url, TableSession.Work<T> work)
            throws TableException {
        try (TableSession session = new TableSession(url, IMPATIENT, TableSession.Witness.NOBODY)) {
            return session.run(work);
        } catch (InterruptedException e) {
            throw interrupted(url, e);
        }
    }

    private final class OnceAnOutage implements TableSession.Witness {

        private boolean said;

        @Override
        public void waits(String sentence) {
            if (!said) {
                say.accept(sentence);
                said = true;
            }
        }

        @Override
        public void ends() {
            said = false;
        }
    }

    private interface Waiting {

        void run() throws TableException, InterruptedException;
    }

    private void waitingFor(Waiting work) throws TableException {
        try {
            work.run();
        } catch (InterruptedException e) {
            throw interrupted(url, e);
        }
    }

    private static TableException interrupted(TableUrl url, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new TableException(url, "it was interrupted", e);
    }
}
