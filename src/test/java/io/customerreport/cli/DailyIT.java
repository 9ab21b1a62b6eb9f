package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.generate.HostileLog;
import io.customerreport.testing.operations.Scrape;
import io.customerreport.testing.process.ChildProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that docs/daily.md has cron call, over a made-up week in which not all goes well. */
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class DailyIT {

    private static final Path HOME = Path.of("").toAbsolutePath();

    private final HostileLog log = new HostileLog(167);

    @TempDir Path folder;
    private Path logs;
    private Path root;

    @BeforeEach
    void setUp() throws IOException {
        logs = Files.createDirectory(folder.resolve("logs"));
        root = Files.createDirectory(folder.resolve("out"));
        Files.writeString(
                root.resolve("options"),
                "--max-rejects 100%\n--now 253402300799\n--quiet\n--parallelism 1\n");
    }

    @Test
    void weekOfDaysGivesTheReportsOfOneRunOverAll() throws Exception {
        for (int day = 1; day <= 3; day++) {
            drop("2026-11-0" + day, 300);
            requireDone(daily(day));
        }
        drop("2026-11-04", 300);
        crash(4);
        assertThat(root.resolve("reports/2026-11-04/_SUCCESS")).doesNotExist();
        assertThat(root.resolve("state/2026-11-04/manifest.json")).doesNotExist();

        ChildProcess again = daily(4);
        requireDone(again);

        assertThat(again.err())
                .contains("'" + root.resolve("reports/2026-11-04") + "' was left unfinished")
                .contains("'" + root.resolve("state/2026-11-04") + "' was left unfinished");
        assertThat(runs("2026-11-04.2")).isEqualTo("4");

        drop("2026-11-05", 300);
        requireDone(daily(5));
        drop("2026-11-06", 300);
        requireDone(daily(6));
        requireDone(daily(6));
        assertThat(rows("reports/2026-11-06.2")).isEqualTo(rows("reports/2026-11-06"));
        drop("2026-11-07", 300);
        drop("2026-11-02-late", 50);
        requireDone(daily(7));
        ChildProcess closed = daily(2);

        assertThat(closed.exitStatus()).isEqualTo(2);
        assertThat(closed.err())
                .contains("2026-11-02 is before 2026-11-07, which is done: the next run reads");
        requireDone(
                ChildProcess.start(
                        folder,
                        List.of(
                                HOME.resolve("customer-report").toString(),
                                "@" + root.resolve("options"),
                                "--input",
                                logs.toString(),
                                "--output",
                                root.resolve("reports/whole").toString(),
                                "--summary-metrics",
                                root.resolve("whole.prom").toString())));
        assertThat(rows("reports/2026-11-07"))
                .isEqualTo(rows("reports/whole"))
                .hasSizeGreaterThan(10);
        Scrape chain = Scrape.read(Files.readString(root.resolve("customer-report.prom")));
        Scrape whole = Scrape.read(Files.readString(root.resolve("whole.prom")));
        assertThat(chain.sum("customer_report_chain_runs")).isEqualTo(8);
        assertThat(chain.sum("customer_report_run_files_left_out")).isEqualTo(6);
        for (String count : List.of("lines", "accepted", "bytes")) {
            assertThat(chain.sum("customer_report_chain_" + count))
                    .isEqualTo(whole.sum("customer_report_run_" + count))
                    .isPositive();
        }
        assertThat(chain.sumBy("reason", "customer_report_chain_rejected"))
                .isEqualTo(whole.sumBy("reason", "customer_report_run_rejected"));
    }

    @Test
    void lastCompleteStateIsTheBaseWhateverRunsIt() throws Exception {
        Path command = Files.writeString(folder.resolve("run"), "printf '%s ' \"$@\"; exit 7\n");
        for (String state :
                List.of("2026-11-01.2", "2026-11-01", "2026-11-01.10", "notes", "2026-10-31.11")) {
            Files.createFile(
                    Files.createDirectories(root.resolve("state/" + state))
                            .resolve("manifest.json"));
        }
        Files.createDirectories(root.resolve("state/2026-11-02"));
        Files.createDirectories(root.resolve("reports/2026-11-02.2"));

        ChildProcess run = daily(2, Map.of("CUSTOMER_REPORT_COMMAND", "bash " + command + " -p 3"));

        assertThat(run.exitStatus()).isEqualTo(7);
        assertThat(run.out())
                .startsWith("-p 3 --input " + logs + " --output " + root)
                .contains(" --output " + root.resolve("reports/2026-11-02.3") + " ")
                .contains(" --keep-state " + root.resolve("state/2026-11-02.3") + " ")
                .contains(" --base " + root.resolve("state/2026-11-01.10") + " ")
                .endsWith(" @" + root.resolve("options") + " ");
    }

    @Test
    void whatIsNoDateIsRefused() throws Exception {
        ChildProcess run =
                ChildProcess.start(
                        folder,
                        List.of(
                                HOME.resolve("examples/daily").toString(),
                                logs.toString(),
                                root.toString(),
                                "yesterday"));

        assertThat(run.exitStatus()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("daily: error: 'yesterday' is no date such as 2026-11-27\n");
        assertThat(root.resolve("state")).doesNotExist();
    }

    /** Kills a run that has written all and makes a result of it, and meanwhile tries another. */
    private void crash(int day) throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        ChildProcess run = daily(day, Map.of("CUSTOMER_REPORT_METRICS", pipe.toString()));
        try {
            RunFolder.awaitMessage(run, "waiting for somebody to read --summary-metrics");
            ChildProcess second = daily(day);

            assertThat(second.exitStatus()).isEqualTo(2);
            assertThat(second.err())
                    .isEqualTo("daily: error: another run for '" + root + "' is going on\n");
        } finally {
            run.kill();
        }
    }

    private ChildProcess daily(int day) throws IOException {
        return daily(day, Map.of());
    }

    private ChildProcess daily(int day, Map<String, String> environment) throws IOException {
        return ChildProcess.start(
                folder,
                environment,
                List.of(
                        HOME.resolve("examples/daily").toString(),
                        logs.toString(),
                        root.toString(),
                        "2026-11-0" + day));
    }

    private static void requireDone(ChildProcess run) throws Exception {
        assertThat(run.exitStatus()).as(run.err()).isZero();
    }

    private void drop(String name, int lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        log.writeTo(bytes, lines);
        Files.write(logs.resolve(name + ".ndjson"), bytes.toByteArray());
    }

    /** How many runs a state stands for. */
    private String runs(String state) throws IOException {
        return Files.readString(root.resolve("state/" + state + "/manifest.json"))
                .replaceAll("(?s).*\"runs\":(\\d+),.*", "$1");
    }

    private List<String> rows(String reports) throws IOException {
        List<String> rows = new ArrayList<>();
        try (Stream<Path> parts = Files.list(root.resolve(reports))) {
            for (Path part : parts.filter(file -> file.toString().endsWith(".ndjson")).toList()) {
                rows.addAll(Files.readAllLines(part));
            }
        }
        rows.sort(null);
        return rows;
    }
}
