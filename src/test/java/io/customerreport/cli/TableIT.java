package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.customerreport.generate.PaymentLogGenerator;
import io.customerreport.generate.PaymentLogOptions;
import io.customerreport.job.Summation;
import io.customerreport.table.ReportTable;
import io.customerreport.table.TableException;
import io.customerreport.table.TableUrl;
import io.customerreport.testing.Awaited;
import io.customerreport.testing.input.Golden;
import io.customerreport.testing.input.TableRow;
import io.customerreport.testing.process.ChildProcess;
import io.customerreport.testing.process.PostgresServer;
import io.customerreport.testing.process.StartedProcesses;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Embedded runs that write to the table of a real server. */
@Timeout(240)
class TableIT {

    private static final String TS = "\"ts\":1735689600,\"event_type\":\"checkout\"";

    private static PostgresServer server;

    @TempDir Path folder;

    @RegisterExtension final StartedProcesses processes = new StartedProcesses();

    @BeforeAll
    static void start() throws Exception {
        Optional<String> missing = PostgresServer.missing();
        assumeTrue(missing.isEmpty(), missing::get);
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void createTable() throws Exception {
        server.execute("drop table if exists customer_reports", TableRow.ddl());
    }

    @Test
    void tableHoldsTheAnswerAndRowsOfMoreEventsStay() throws Exception {
        Map<String, Object> expected =
                TableRow.values(Golden.expectedReports("hostile", Summation.EXACT));
        String fuller = expected.keySet().iterator().next();
        String poorer = expected.keySet().stream().skip(1).findFirst().orElseThrow();
        server.execute(
                TableRow.insert(fuller, Long.MAX_VALUE),
                TableRow.insert(poorer, 0),
                TableRow.insert("of another run", 1));

        ChildProcess run = start(golden("hostile"), "--output", folder.resolve("out").toString());

        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("reports in " + folder.resolve("out"))
                .contains("reports in table 'customer_reports' of " + server.url());
        assertThat(run.err())
                .contains(
                        "1 of 454 customers keep their rows in table 'customer_reports' of "
                                + server.url()
                                + ", which count more events");
        Map<String, Object> rows = TableRow.read(server);
        assertThat(rows).containsKeys(fuller, "of another run");
        rows.keySet().removeAll(List.of(fuller, "of another run"));
        expected.remove(fuller);
        assertThat(rows).isEqualTo(expected);
        assertThat(server.stagingTables()).isEmpty();
    }

    @Test
    void everyDoubleAndEveryTextComesBack() throws Exception {
        String odd = "a\\\\b\\t\\n'\\\"{},\\u0001 \\ud83d\\ude00 \\\\N";
        Path log =
                log(
                        event("nan", "\"nan\""),
                        event("infinite", "1e999"),
                        event("less", "-1e999"),
                        event("tiny", "5e-324"),
                        event("huge", "1.7976931348623157e308"),
                        event("minus", "-0.0"),
                        event(odd, "0.1"));

        ChildProcess run = run("--input", log.toString(), "--summation", "sequential");

        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(
                        server.query(
                                "select customer_id || ' ' || total_spend_usd || ' '"
                                        + " || (by_day #>> '{2025-01-01,spend_usd}')::float8"
                                        + " from customer_reports order by 1"))
                .containsExactly(
                        "a\\b\t\n'\"{},\u0001 \ud83d\ude00 \\N 0.1 0.1",
                        "huge 1.7976931348623157e+308 1.7976931348623157e+308",
                        "infinite Infinity Infinity",
                        "less -Infinity -Infinity",
                        "minus 0 0",
                        "nan NaN NaN",
                        "tiny 0 5e-324");
    }

    @Test
    void failedRunLeavesTheTableAndNothingBesideIt() throws Exception {
        server.execute(TableRow.insert("of another run", 1));

        ChildProcess rejecting = start(golden("hostile"), "--max-rejects", "3000");
        ChildProcess unfit =
                start("--input", log(event("ada", "1"), event("\\u0000", "1")).toString());

        assertThat(rejecting.exitStatus()).isEqualTo(1);
        assertThat(unfit.exitStatus()).isEqualTo(1);
        assertThat(unfit.err())
                .contains(
                        "error: Cannot write table 'customer_reports' of "
                                + server.url()
                                + ": a customer's id holds U+0000, which no text of PostgreSQL can: '\\u0000'");
        assertThat(TableRow.read(server)).containsOnlyKeys("of another run");
        assertThat(server.stagingTables()).isEmpty();
    }

    @Test
    void tableThatCannotBeWrittenIsRefusedBeforeTheRun() throws Exception {
        server.execute(
                "create table if not exists keyless (like customer_reports)",
                "drop role if exists reader",
                "create role reader login password '%s'".formatted(PostgresServer.PASSWORD));

        ChildProcess missing =
                start(
                        server.credentials(),
                        server.url() + "?table=elsewhere",
                        "--input",
                        log(event("ada", "1")).toString(),
                        "--dry-run");
        System.setProperty("org.postgresql.pgpassfile", pgpass().toString());

        assertThat(missing.exitStatus()).isEqualTo(2);
        assertThat(missing.err())
                .contains("error: --table 'elsewhere' of " + server.url() + " cannot be used: ")
                .contains(
                        "relation \"elsewhere\" does not exist; --print-ddl prints what creates it");
        assertRefused("&table=keyless", "there is no unique or exclusion constraint");
        assertRefused("&options=-c%20default_transaction_read_only=on", "is read-only");
        assertRefused("&user=reader", "permission denied for table customer_reports");
        assertRefused("&user=nobody", "password authentication failed for user \"nobody\"");
    }

    private static void assertRefused(String parameters, String why) {
        TableUrl url = TableUrl.parse(server.url() + "?user=" + PostgresServer.USER + parameters);

        assertThatThrownBy(() -> ReportTable.find(url))
                .isInstanceOf(TableException.class)
                .hasMessageStartingWith(
                        "Cannot write table '" + url.table() + "' of " + server.url())
                .message()
                .contains(why)
                .doesNotContain(PostgresServer.PASSWORD);
    }

    private Path pgpass() throws IOException {
        Path pgpass = folder.resolve("pgpass");
        Files.writeString(pgpass, "127.0.0.1:*:*:*:" + PostgresServer.PASSWORD + "\n");
        Files.setPosixFilePermissions(pgpass, PosixFilePermissions.fromString("rw-------"));
        return pgpass;
    }

    @Test
    void passwordOfAFileServesAndIsInNoLog() throws Exception {
        Path input = log(event("ada", "1"));
        server.execute(
                "create function full_once() returns trigger language plpgsql as $$ begin"
                        + " if nextval('calls') < 3 then raise exception 'no space left' using errcode ="
                        + " 'disk_full'; end if; return null; end $$",
                "create sequence calls",
                "create trigger full_once before insert on customer_reports execute function full_once()");

        ChildProcess run =
                start(
                        Map.of("PGUSER", "nobody", "PGPASSFILE", pgpass().toString()),
                        server.url() + "?user=" + PostgresServer.USER,
                        "--input",
                        input.toString(),
                        "--summary",
                        folder.resolve("summary.json").toString(),
                        "--html",
                        folder.resolve("page.html").toString());

        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(TableRow.read(server)).containsOnlyKeys("ada");
        assertThat(server.query("select last_value from calls")).containsExactly("3");
        for (String name : List.of("summary.json", "page.html")) {
            assertThat(folder.resolve(name))
                    .content()
                    .doesNotContain(PostgresServer.PASSWORD, PostgresServer.USER);
        }
        assertThat(run.out() + run.err()).doesNotContain(PostgresServer.PASSWORD);
    }

    @Test
    void loneBackendKilledWhileItWritesChangesNothing() throws Exception {
        PaymentLogOptions options = new PaymentLogOptions();
        options.events = 60_000;
        options.customers = 40_000;
        options.skew = 0;
        Path log = folder.resolve("log.ndjson");
        try (OutputStream out = Files.newOutputStream(log)) {
            new PaymentLogGenerator(options).writeTo(out);
        }

        ChildProcess run =
                start("--input", log.toString(), "--output", folder.resolve("out").toString());
        int kills = 0;
        while (kills < 3 && run.process().isAlive()) {
            kills += server.killBackend() ? 1 : 0;
        }

        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(kills).isPositive();
        assertThat(TableRow.read(server)).isEqualTo(reports());
        assertThat(server.stagingTables()).isEmpty();
    }

    @Test
    void continuousRunKeepsTheTableCurrentThroughARestartOfTheServer() throws Exception {
        Path inbox = Files.createDirectory(folder.resolve("in"));
        Files.writeString(inbox.resolve("1.ndjson"), event("ada", "1") + event("bob", "1"));
        ChildProcess run =
                start(
                        "--input",
                        inbox.toString(),
                        "--watch=200ms",
                        "--settle-time=100ms",
                        "--report-every=500ms",
                        "--summary=" + folder.resolve("s.json"));
        awaitEvents(run, "ada", 1);
        String outage =
                "customer-report: table 'customer_reports' of %s cannot be written just now: "
                        .formatted(server.url());

        server.stop();
        Files.writeString(inbox.resolve("2.ndjson"), event("ada", "2"));
        Awaited.condition("the outage is said", () -> run.err().contains(outage));
        server.restart();
        awaitEvents(run, "ada", 2);
        run.process().destroy();

        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(server.query("select total_spend_usd from customer_reports order by 1"))
                .containsExactly("1", "3");
        assertThat(server.stagingTables()).isEmpty();
        assertThat(run.err())
                .containsOnlyOnce(outage)
                .doesNotContain(PostgresServer.PASSWORD, PostgresServer.USER);
        assertThat(folder.resolve("s.json"))
                .content()
                .containsPattern("\"table_rows\":3,\"table_retries\":[1-9]");
    }

    private static void awaitEvents(ChildProcess run, String customer, long events)
            throws Exception {
        Awaited.condition(
                events + " events of " + customer + " are in the table",
                () -> {
                    assertThat(run.process().isAlive()).as(run.err()).isTrue();
                    return server.query(
                                    "select total_events from customer_reports where customer_id = '%s'"
                                            .formatted(customer))
                            .equals(List.of(Long.toString(events)));
                });
    }

    private static List<String> golden(String name) {
        return List.of(
                "--input=" + Golden.input(name).toAbsolutePath(),
                "--now=" + Golden.NOW_TS,
                "--fx-rates=" + Golden.ratesAsText());
    }

    private static String event(String customer, String amount) {
        return "{\"event_id\":\"e\",\"customer_id\":\"%s\",%s,\"amount\":%s}\n"
                .formatted(customer, TS, amount);
    }

    private Path log(String... events) throws IOException {
        return Files.writeString(
                Files.createTempFile(folder, "log", ".ndjson"), String.join("", events));
    }

    private Map<String, Object> reports() throws IOException {
        List<String> rows = new ArrayList<>();
        try (Stream<Path> parts = Files.list(folder.resolve("out"))) {
            for (Path part : parts.toList()) {
                rows.addAll(Files.readAllLines(part));
            }
        }
        return TableRow.values(Golden.reports(rows));
    }

    private ChildProcess start(List<String> some, String... more) throws IOException {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return start(all.toArray(String[]::new));
    }

    private ChildProcess run(String... args) throws Exception {
        ChildProcess run = start(args);
        run.exitStatus();
        return run;
    }

    private ChildProcess start(String... args) throws IOException {
        return start(server.credentials(), server.url(), args);
    }

    private ChildProcess start(Map<String, String> environment, String url, String... args)
            throws IOException {
        List<String> all = new ArrayList<>(List.of("--table", url, "--parallelism=2"));
        all.addAll(List.of(args));
        return processes.add(
                ChildProcess.startJava(
                        folder,
                        new TreeMap<>(environment),
                        List.of(
                                "-Xmx512m",
                                "-Djava.io.tmpdir=" + Files.createTempDirectory(folder, "tmp")),
                        EmbeddedMain.class,
                        all.toArray(String[]::new)));
    }
}
