package io.customerreport.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Flink logs at every checkpoint that goes well is left out, and nothing else. */
class LogGrowthTest {

    private static final String METRICS = "org.apache.flink.metrics.MetricGroup";
    private static final String CHECKPOINTS =
            "org.apache.flink.runtime.checkpoint.CheckpointCoordinator";
    private static final String SOURCES =
            "org.apache.flink.runtime.source.coordinator.SourceCoordinator";

    private static final String PENDING =
            "Name collision: Group already contains a Metric with the name 'pendingCommittables'."
                    + " Metric will not be reported.[localhost, taskmanager, 0]";
    private static final String OTHER =
            "Name collision: Group already contains a Metric with the name 'lines'."
                    + " Metric will not be reported.[localhost, taskmanager, 0]";

    private static final Path CLUSTER = Path.of("flink-conf/log4j-cluster.properties");

    @TempDir Path folder;
    private Path log;

    @BeforeEach
    void chooseTheFile() {
        log = folder.resolve("log");
        System.setProperty("log.file", log.toString());
        System.setProperty("customer-report.log", log.toString());
    }

    @AfterEach
    void forgetTheFile() {
        System.clearProperty("log.file");
        System.clearProperty("customer-report.log");
    }

    @Test
    void embeddedRunLeavesOutWhatFileSinkSaysAtEveryCheckpoint() throws Exception {
        URI configuration = getClass().getResource("/customer-report-log4j2.properties").toURI();

        List<String> lines =
                logged(
                        configuration,
                        context -> {
                            context.getLogger(METRICS).warn(PENDING);
                            context.getLogger(METRICS).warn(OTHER);
                        });

        assertThat(lines).singleElement().asString().endsWith(OTHER);
    }

    @Test
    void clusterLeavesOutWhatFlinkSaysAtEveryCheckpoint() throws Exception {
        String job = "2477bd7ddbe134a03c6a8c8780ffc566";
        String savepoint =
                "Triggering checkpoint 8 (type=SavepointType{name='Savepoint'}) @ 17 for job "
                        + job;

        List<String> lines =
                logged(
                        CLUSTER.toUri(),
                        context -> {
                            Logger checkpoints = context.getLogger(CHECKPOINTS);
                            checkpoints.info(
                                    "Triggering checkpoint 7 (type=CheckpointType{name='Checkpoint',"
                                            + " sharingFilesStrategy=FORWARD_BACKWARD}) @ 17 for job "
                                            + job);
                            checkpoints.info(
                                    "Completed checkpoint 7 for job " + job + " (81 bytes, …).");
                            context.getLogger(SOURCES)
                                    .info(
                                            "Marking checkpoint 7 as completed for source Source: x.");
                            context.getLogger(METRICS).warn(PENDING);

                            checkpoints.info(savepoint);
                            checkpoints.warn("Failed to trigger or complete checkpoint 9");
                            context.getLogger(SOURCES).info("Starting split enumerator");
                            context.getLogger(METRICS).warn(OTHER);
                        });

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).endsWith(savepoint);
        assertThat(lines.get(1)).endsWith("checkpoint 9");
        assertThat(lines.get(2)).endsWith("split enumerator");
        assertThat(lines.get(3)).endsWith(OTHER);
    }

    @Test
    void containersLeaveOutTheSame() throws IOException {
        assertThat(loggers(Path.of("flink-conf/log4j-console.properties")))
                .isEqualTo(loggers(CLUSTER));
    }

    private static Properties loggers(Path file) throws IOException {
        Properties all = new Properties();
        all.load(Files.newBufferedReader(file));
        Properties loggers = new Properties();
        all.forEach(
                (key, value) -> {
                    if (key.toString().startsWith("logger.")) {
                        loggers.put(key, value);
                    }
                });
        return loggers;
    }

    private List<String> logged(URI configuration, Logging logging) throws IOException {
        LoggerContext context = new LoggerContext("log-growth", null, configuration);
        context.start();
        try {
            logging.log(context);
        } finally {
            context.stop();
        }
        return Files.readAllLines(log);
    }

    /** What a program logs. */
    private interface Logging {
        void log(LoggerContext context);
    }
}
