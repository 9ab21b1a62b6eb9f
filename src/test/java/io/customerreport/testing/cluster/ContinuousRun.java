package io.customerreport.testing.cluster;

import io.customerreport.testing.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Reads files as they appear in a folder, reports changed customers every two seconds, and is
 * drained once all lines are read.
 */
final class ContinuousRun extends FaultyRun {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final long lines;

    /**
     * @param lines how many there are in all files of {@code log}
     * @param length the time in which the files appear
     */
    static ContinuousRun start(
            LocalCluster cluster, Path folder, Path log, long lines, Duration length)
            throws Exception {
        Path inbox = Files.createDirectories(folder.resolve("inbox"));
        ContinuousRun run = new ContinuousRun(cluster, folder, inbox, lines);
        run.job();
        Thread feeder = new Thread(() -> feed(log, inbox, length), "feeder");
        feeder.setDaemon(true);
        feeder.start();
        return run;
    }

    private ContinuousRun(LocalCluster cluster, Path folder, Path inbox, long lines)
            throws Exception {
        super(
                cluster,
                folder,
                PacedFileSystem.paced(inbox),
                "--watch",
                "1s",
                "--report-every",
                "2s");
        this.lines = lines;
    }

    @Override
    boolean isReading() throws Exception {
        if (job().hasEnded()) {
            throw new IllegalStateException("a continuous job has ended");
        }
        return job().count("lines") < lines;
    }

    @Override
    void finish() throws Exception {
        ClusterRest.await("all lines are read", () -> !isReading());
        ChildProcess stop = cluster().flink("stop", "--drain", job().id());
        if (stop.exitStatus() != 0) {
            throw new IllegalStateException("the job cannot be drained: " + stop.err());
        }
    }

    /** Each customer's newest row, and every row that is there twice. */
    @Override
    List<String> reports(List<String> rows) throws IOException {
        Map<String, Map<Long, String>> byEvents = new HashMap<>();
        List<String> reports = new ArrayList<>();
        for (String row : rows) {
            JsonNode report = JSON.readTree(row);
            String twice =
                    byEvents.computeIfAbsent(
                                    report.path("customer_id").asText(), id -> new HashMap<>())
                            .put(report.path("total_events").asLong(), row);
            if (twice != null) {
                reports.add(twice);
            }
        }
        byEvents.values()
                .forEach(
                        history ->
                                reports.add(
                                        history.get(
                                                history.keySet().stream()
                                                        .mapToLong(Long::longValue)
                                                        .max()
                                                        .orElseThrow())));
        return reports.stream().sorted().toList();
    }

    private static void feed(Path log, Path inbox, Duration length) {
        try (var files = Files.list(log)) {
            List<Path> parts = files.sorted().toList();
            for (Path part : parts) {
                // Appears at once, and was complete long ago.
                Files.createLink(inbox.resolve(part.getFileName()), part);
                Thread.sleep(length.toMillis() / parts.size());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
