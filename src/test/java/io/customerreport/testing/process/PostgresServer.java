package io.customerreport.testing.process;

import io.customerreport.source.compression.Compression;
import io.customerreport.testing.Awaited;
import io.customerreport.testing.FreePort;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.util.FileUtils;

/**
 * A PostgreSQL server, as processes of their own on the loopback, which asks for a password. It
 * refuses to be root, so that where the tests are, it is nobody.
 */
public final class PostgresServer implements AutoCloseable {

    public static final String USER = "reporter";
    public static final String PASSWORD = "test-s3cret-that-no-log-may-hold";

    private static final Path BINARIES =
            Path.of("target/postgres-under-test/postgres-linux-x86_64.txz");

    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    private final Path folder;
    private final int port;
    private ChildProcess server;

    private PostgresServer(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Why there can be none here, if so. */
    public static Optional<String> missing() throws IOException, InterruptedException {
        try {
            Class.forName("org.postgresql.Driver");
        } catch (ClassNotFoundException e) {
            return Optional.of("this is a build without -Ppostgres");
        }
        if (!Files.exists(BINARIES)) {
            return Optional.of(BINARIES + " is not there, which mvn -Ppostgres verify brings");
        }
        if (isRoot() && !canBecomeNobody()) {
            return Optional.of("PostgreSQL refuses to run as root, and setpriv does not work");
        }
        return Optional.empty();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static boolean canBecomeNobody() throws InterruptedException {
        List<String> command = new ArrayList<>(AS_NOBODY);
        command.add("true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts a server with an empty database, on a port that is free. */
    public static PostgresServer start() throws Exception {
        Path folder = Files.createTempDirectory("postgres-");
        PostgresServer server = new PostgresServer(folder, FreePort.find());
        Runtime.getRuntime().addShutdownHook(new Thread(server::end));
        try {
            server.install();
            server.launch();
            return server;
        } catch (Exception | Error e) {
            server.close();
            throw e;
        }
    }

    private void install() throws Exception {
        Path pgpass = Files.writeString(folder.resolve("password"), PASSWORD);
        ProcessBuilder tar = new ProcessBuilder("tar", "-x", "-C", folder.toString()).inheritIO();
        Process unpacking = tar.redirectInput(ProcessBuilder.Redirect.PIPE).start();
        try (InputStream in =
                        Compression.XZ.open(
                                new BufferedInputStream(Files.newInputStream(BINARIES)));
                OutputStream out = unpacking.getOutputStream()) {
            in.transferTo(out);
        }
        require(unpacking, "tar");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        ChildProcess initdb =
                run(
                        "initdb",
                        "--username=" + USER,
                        "--pwfile=" + pgpass,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync");
        if (initdb.exitStatus() != 0) {
            throw new IllegalStateException("initdb: " + initdb.err());
        }
    }

    private void launch() throws Exception {
        server =
                run(
                        "postgres",
                        "-p",
                        Integer.toString(port),
                        "-k",
                        folder.toString(),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "fsync=off");
        Awaited.condition("the server takes connections", this::takesConnections);
    }

    private boolean takesConnections() {
        if (!server.process().isAlive()) {
            throw new IllegalStateException("the server has ended");
        }
        try (Connection connection = connect()) {
            return connection.isValid(10);
        } catch (SQLException e) {
            return false;
        }
    }

    private ChildProcess run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(isRoot() ? AS_NOBODY : List.of());
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(List.of("-D", folder.resolve("data").toString()));
        command.addAll(List.of(arguments));
        return ChildProcess.start(folder, Map.of("LC_ALL", "C"), command);
    }

    /** What the option is given. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
    }

    public Map<String, String> credentials() {
        return Map.of("PGUSER", USER, "PGPASSWORD", PASSWORD);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), USER, PASSWORD);
    }

    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** The first column of the answer. */
    public List<String> query(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    /**
     * As {@code kill -9} of a process that serves the job, one that is at work if there is one,
     * after which the server ends all others and recovers.
     *
     * @return whether there was one
     */
    public boolean killBackend() throws Exception {
        List<String> working =
                query(
                        "select pid from pg_stat_activity where application_name ="
                                + " 'customer-report' order by state = 'active' desc");
        if (working.isEmpty()) {
            return false;
        }
        new ProcessBuilder("kill", "-9", working.get(0)).start().waitFor();
        Awaited.condition("the server has recovered", this::takesConnections);
        return true;
    }

    /** Ends it in order, whoever is connected. */
    public void stop() throws Exception {
        String process = Long.toString(server.process().pid());
        require(new ProcessBuilder("kill", "-INT", process).start(), "kill");
        server.process().waitFor();
    }

    public void restart() throws Exception {
        launch();
    }

    private static void require(Process process, String name) throws InterruptedException {
        if (process.waitFor() != 0) {
            throw new IllegalStateException(name + " failed");
        }
    }

    private void end() {
        try {
            if (server != null && server.process().isAlive()) {
                stop();
            }
        } catch (Exception e) {
            System.err.println("PostgreSQL in " + folder + " could not be ended: " + e);
        }
    }

    @Override
    public void close() throws IOException {
        end();
        if (Files.exists(folder)) {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    /** Names of tables in which rows wait. */
    public List<String> stagingTables() throws SQLException {
        return query("select relname from pg_class where relname like 'customer_report_staging%'");
    }
}
