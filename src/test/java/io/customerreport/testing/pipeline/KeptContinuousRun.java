package io.customerreport.testing.pipeline;

import io.customerreport.combine.ReportSchedule;
import io.customerreport.job.CustomerReportPipeline;
import io.customerreport.job.Destinations;
import io.customerreport.parse.EventRules;
import io.customerreport.report.ReportSinks;
import io.customerreport.source.NdjsonSource;
import io.customerreport.source.enumerate.WatchRules;
import io.customerreport.source.files.InputFiles;
import io.customerreport.source.files.InputNames;
import io.customerreport.source.read.BlockFormat;
import io.customerreport.source.read.LineBlockFormat;
import io.customerreport.source.split.SplitSizes;
import io.customerreport.testing.EndedJob;
import io.customerreport.testing.input.InboxFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The continuous job over files that are the same whenever they are written, so that a savepoint
 * kept from it fits the files of a later test.
 *
 * <p>Nothing of the files may change while a savepoint is kept: names, content, time of change.
 */
public final class KeptContinuousRun {

    public static final ReportSchedule OFTEN = new ReportSchedule(200);

    /** A time that no test lives to see. */
    public static final ReportSchedule NEVER = ReportSchedule.every(Duration.ofDays(36_500));

    public static final int LINES_PER_FILE = 300;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant MODIFIED = Instant.parse("2025-06-01T00:00:00Z");
    private static final int CUSTOMERS = 40;
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Path inbox;
    private final Path reports;
    private final Path checkpoints;
    private JobClient job;

    /**
     * A run that reads {@code inbox} below {@code folder}, and writes beside it.
     *
     * @param folder an empty folder
     */
    public KeptContinuousRun(Path folder) throws IOException {
        inbox = Files.createDirectory(folder.resolve("inbox"));
        reports = folder.resolve("reports");
        checkpoints = folder.resolve("checkpoints");
        InboxFileSystem.show(inbox);
    }

    /** Puts a file there; a to z. */
    public void drop(char name) throws IOException {
        Path written = inbox.resolveSibling(name + ".ndjson");
        Files.write(written, lines(name));
        Files.setLastModifiedTime(written, FileTime.from(MODIFIED));
        Files.move(written, inbox.resolve(written.getFileName()));
    }

    private static List<String> lines(char file) {
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < LINES_PER_FILE; line++) {
            lines.add(
                    "{\"event_id\":\"%s-%d\",\"customer_id\":\"%s\",\"ts\":%d,\"event_type\":\"view\",\"amount\":%d}"
                            .formatted(
                                    file,
                                    line,
                                    customer(file, line),
                                    1_735_689_600 + line * 3_600,
                                    amount(file, line)));
        }
        return lines;
    }

    /** Each file has customers of its own, and shares the others with its neighbours. */
    private static String customer(char file, int line) {
        return "cus_" + ((file - 'a') * CUSTOMERS / 2 + line % CUSTOMERS);
    }

    private static long amount(char file, int line) {
        return (long) line * line + file;
    }

    /** What the files of {@code names} have, by customer: events, and the sum of their amounts. */
    public static Map<String, List<Long>> totals(String names) {
        Map<String, List<Long>> totals = new TreeMap<>();
        for (char file : names.toCharArray()) {
            for (int line = 0; line < LINES_PER_FILE; line++) {
                totals.merge(
                        customer(file, line),
                        List.of(1L, amount(file, line)),
                        (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1)));
            }
        }
        return totals;
    }

    public static BlockFormat format() {
        return new LineBlockFormat(InputNames.absolute(), 1 << 20, 500);
    }

    public JobClient start(
            ReportSchedule schedule, int parallelism, BlockFormat format, String savepoint)
            throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        if (savepoint != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        InputFiles files = InputFiles.watched(List.of(InboxFileSystem.ROOT));
        CustomerReportPipeline.buildContinuous(
                env,
                NdjsonSource.continuous(
                        files.paths(),
                        SplitSizes.all(8_000),
                        format,
                        // Remembered by name, however old the files have become.
                        new WatchRules(
                                Duration.ofMillis(50),
                                Duration.ZERO,
                                FOR_EVER,
                                1,
                                WatchRules.Unfinished.FAIL,
                                false)),
                new EventRules(Map.of(), null, 0),
                schedule,
                new Destinations(
                        Destinations.rows(
                                ReportSinks.reports(
                                        new org.apache.flink.core.fs.Path(reports.toUri()),
                                        "0000beef")),
                        null,
                        false));
        job = env.executeAsync("continuous test");
        return job;
    }

    /** Frees the cluster for others, should the job still run. */
    public void end() throws Exception {
        if (job != null) {
            EndedJob.cancel(job);
        }
    }

    public static long count(JobClient job, String counter) throws Exception {
        return job.getAccumulators().get().get(counter) instanceof Long count ? count : 0;
    }

    /** What the newest row of each customer has: events, and the sum of their amounts. */
    public Map<String, List<Long>> newest() throws IOException {
        Map<String, List<Long>> newest = new TreeMap<>();
        for (String row : rows()) {
            JsonNode report = JSON.readTree(row);
            newest.merge(
                    report.path("customer_id").asText(),
                    List.of(
                            report.path("total_events").asLong(),
                            report.path("total_spend_usd").asLong()),
                    (one, other) -> one.get(0) > other.get(0) ? one : other);
        }
        return newest;
    }

    /** The rows that are visible. */
    public List<String> rows() throws IOException {
        List<String> rows = new ArrayList<>();
        if (Files.exists(reports)) {
            try (Stream<Path> files = Files.list(reports)) {
                for (Path file : files.toList()) {
                    if (!file.getFileName().toString().startsWith(".")) {
                        rows.addAll(Files.readAllLines(file));
                    }
                }
            }
        }
        return rows;
    }
}
