package io.customerreport.testing.operations;

import io.customerreport.combine.ReportSchedule;
import io.customerreport.job.CustomerReportPipeline;
import io.customerreport.job.Destinations;
import io.customerreport.parse.EventRules;
import io.customerreport.report.ReportSinks;
import io.customerreport.source.NdjsonSource;
import io.customerreport.source.enumerate.WatchRules;
import io.customerreport.source.files.InputFiles;
import io.customerreport.source.read.LineBlockFormat;
import io.customerreport.table.TableOperator;
import io.customerreport.table.TableUrl;
import io.customerreport.testing.Awaited;
import io.customerreport.testing.EndedJob;
import io.customerreport.testing.FreePort;
import io.customerreport.testing.input.Golden;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;

/**
 * The job on a cluster in this process, which watches its input and so goes on until it is closed,
 * while its metrics are looked at through the reporter of flink-conf.
 */
@SuppressWarnings("try") // that closing a cluster may be interrupted is Flink's
public final class ScrapedRun implements AutoCloseable {

    private static final String REPORTER = "metrics.reporter.prometheus.";
    private static final int PARALLELISM = 2;
    private static final ConfigOption<Integer> PORT =
            ConfigOptions.key(REPORTER + "port").intType().noDefaultValue();

    private final int port;
    private final MiniCluster cluster;
    private final JobClient job;

    private ScrapedRun(int port, MiniCluster cluster, JobClient job) {
        this.port = port;
        this.cluster = cluster;
        this.job = job;
    }

    /** The reporter as flink-conf describes it, switched on and at a free port. */
    private static Configuration reporter() {
        Configuration shipped = GlobalConfiguration.loadConfiguration("flink-conf");
        Configuration cluster = new Configuration();
        shipped.toMap()
                .forEach(
                        (key, value) -> {
                            if (key.startsWith(REPORTER)) {
                                cluster.setString(key, value);
                            }
                        });
        cluster.setString("metrics.reporters", "prometheus");
        cluster.set(PORT, FreePort.find());
        return cluster;
    }

    /**
     * Starts the job on a cluster of its own.
     *
     * @param input the folder that it watches
     * @param folder where it writes
     */
    public static ScrapedRun start(Path input, Path folder) throws Exception {
        Configuration configuration = reporter();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        // One that would end with its job does not tell when it has ended.
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumSlotsPerTaskManager(PARALLELISM)
                                .withRandomPorts()
                                .build());
        cluster.start();
        try {
            return new ScrapedRun(
                    configuration.get(PORT),
                    cluster,
                    submit(cluster, configuration, input, folder));
        } catch (Exception | Error e) {
            cluster.close();
            throw e;
        }
    }

    private static JobClient submit(
            MiniCluster cluster, Configuration configuration, Path input, Path folder)
            throws Exception {
        StreamExecutionEnvironment env =
                new TestStreamEnvironment(
                        cluster, configuration, PARALLELISM, List.of(), List.of());
        InputFiles files = InputFiles.watched(List.of(input.toString()));
        CustomerReportPipeline.buildContinuous(
                env,
                NdjsonSource.continuous(
                        files.paths(),
                        NdjsonSource.SHORT_SPLITS,
                        new LineBlockFormat(
                                files.names(), LineBlockFormat.DEFAULT_MAX_LINE_BYTES, 1 << 16),
                        WatchRules.every(Duration.ofSeconds(1))),
                new EventRules(Golden.FX_RATES, null, EventRules.MAX_NOW_TS),
                ReportSchedule.every(Duration.ofDays(1)),
                new Destinations(
                        Destinations.rows(
                                ReportSinks.reports(
                                        flinkPath(folder.resolve("reports")), "0000beef")),
                        // Nothing is reported within a day, so that nobody asks for the server.
                        TableOperator.upserting(TableUrl.DEFAULT),
                        ReportSinks.rejects(flinkPath(folder.resolve("rejects")), "0000beef"),
                        null,
                        false));
        return env.executeAsync("customer-report");
    }

    private static org.apache.flink.core.fs.Path flinkPath(Path path) {
        return new org.apache.flink.core.fs.Path(path.toUri());
    }

    /** Looks until what it sees is as expected; fails if the job ends before. */
    public Scrape when(Predicate<Scrape> expected) throws Exception {
        Awaited.condition(
                "metrics are as expected",
                () -> {
                    if (job.getJobExecutionResult().isDone()) {
                        throw new AssertionError("the job ended", failure());
                    }
                    return expected.test(Scrape.of(port));
                });
        // The values of one look are not of one moment; those of the next are no older.
        return Scrape.of(port);
    }

    private Throwable failure() {
        try {
            job.getJobExecutionResult().get();
            return null;
        } catch (Exception e) {
            return e;
        }
    }

    @Override
    public void close() throws Exception {
        try {
            EndedJob.cancel(job);
        } finally {
            cluster.close();
        }
    }
}
