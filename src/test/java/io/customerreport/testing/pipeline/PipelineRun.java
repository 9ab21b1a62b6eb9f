package io.customerreport.testing.pipeline;

import io.customerreport.digest.RunDigest;
import io.customerreport.job.CustomerReportPipeline;
import io.customerreport.job.Destinations;
import io.customerreport.job.Summation;
import io.customerreport.parse.EventRules;
import io.customerreport.parse.Reject;
import io.customerreport.report.ReportSinks;
import io.customerreport.source.NdjsonSource;
import io.customerreport.source.block.LineBlock;
import io.customerreport.source.files.InputFiles;
import io.customerreport.source.read.LineBlockFormat;
import io.customerreport.source.split.SplitSizes;
import io.customerreport.testing.input.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs the job's graph on the test's cluster and reads what it wrote. */
public final class PipelineRun {

    public static final Map<String, Double> FX = Golden.FX_RATES;

    private static final String RUN = "0000beef";

    private final Path folder;
    private EventRules rules = new EventRules(FX, null, EventRules.MAX_NOW_TS);
    private Summation summation = Summation.EXACT;
    private RuntimeExecutionMode mode = RuntimeExecutionMode.STREAMING;
    private int parallelism = 2;
    private long splitBytes = 1 << 20;
    private int blockBytes = 1 << 16;
    private int maxLineBytes = 64 << 20;
    private Source<LineBlock, ?, ?> source;
    private boolean rejectsWritten = true;
    private boolean document;
    private boolean csv;
    private boolean digested;
    private final Configuration configuration = new Configuration();

    /**
     * A run that writes below {@code folder}.
     *
     * @param folder an empty folder
     */
    public PipelineRun(Path folder) {
        this.folder = folder;
    }

    public PipelineRun rules(EventRules value) {
        rules = value;
        return this;
    }

    public PipelineRun summation(Summation value) {
        summation = value;
        return this;
    }

    public PipelineRun mode(RuntimeExecutionMode value) {
        mode = value;
        return this;
    }

    public PipelineRun parallelism(int value) {
        parallelism = value;
        return this;
    }

    public PipelineRun splitBytes(long value) {
        splitBytes = value;
        return this;
    }

    public PipelineRun blockBytes(int value) {
        blockBytes = value;
        return this;
    }

    public PipelineRun maxLineBytes(int value) {
        maxLineBytes = value;
        return this;
    }

    /** Writes one document, whose lines are then the {@link Result#reports} in their order. */
    public PipelineRun document() {
        document = true;
        return this;
    }

    /**
     * Writes CSV, whose lines are then the {@link Result#reports}: those of both kinds of files.
     */
    public PipelineRun csv() {
        csv = true;
        return this;
    }

    /** Leaves a digest, too. */
    public PipelineRun digested() {
        digested = true;
        return this;
    }

    /** Takes another source than that of the inputs. */
    public PipelineRun source(Source<LineBlock, ?, ?> value) {
        source = value;
        return this;
    }

    /** Counts rejected lines, and has no sink for them. */
    public PipelineRun withoutRejects() {
        rejectsWritten = false;
        return this;
    }

    public Configuration configuration() {
        return configuration;
    }

    /**
     * What a run left.
     *
     * @param reports rows, sorted; of a document its lines
     * @param rejects rows, sorted
     * @param counters the other accumulators
     * @param digest null without
     */
    public record Result(
            List<String> reports,
            List<String> rejects,
            Map<String, Object> counters,
            byte[] digest) {

        public long count(String counter) {
            return (Long) counters.getOrDefault(counter, 0L);
        }
    }

    public Result run(Path... inputs) throws Exception {
        JobExecutionResult result = build(inputs).execute("customer-report test");
        if (source != null) {
            // A failed attempt may have left hidden parts, as the command knows, too.
            ReportSinks.removeUnfinished(flinkPath("reports"));
            ReportSinks.removeUnfinished(flinkPath("rejects"));
        }
        return result(result);
    }

    /**
     * Runs as far as {@code format} says and stops with a savepoint in the canonical format, which
     * every backend and version reads.
     *
     * @param format what the input is read with
     * @param target where to put the savepoint
     */
    public Savepoint stopHalfWay(SlowFormat format, Path target, String input) throws Exception {
        source =
                NdjsonSource.bounded(
                        new org.apache.flink.core.fs.Path[] {
                            new org.apache.flink.core.fs.Path(input)
                        },
                        SplitSizes.all(splitBytes),
                        format);
        JobClient job = build().executeAsync("customer-report test");
        while (!format.isTimeToStop()) {
            if (job.getJobExecutionResult().isDone()) {
                throw new AssertionError("the job has ended: " + job.getJobExecutionResult().get());
            }
            Thread.sleep(10);
        }
        String savepoint = stop(job, false, target);
        return new Savepoint(savepoint, result(job.getJobExecutionResult().get()));
    }

    /** Stops a job with a savepoint in the canonical format, which is put below {@code target}. */
    public static String stop(JobClient job, boolean drained, Path target) throws Exception {
        while (true) {
            try {
                return job.stopWithSavepoint(
                                drained, target.toUri().toString(), SavepointFormatType.CANONICAL)
                        .get();
            } catch (ExecutionException e) {
                if (!e.getMessage().contains("is not being executed at the moment")
                        || job.getJobExecutionResult().isDone()) {
                    throw e;
                }
                // A task is still starting.
                Thread.sleep(10);
            }
        }
    }

    /** Goes on from a savepoint. */
    public PipelineRun from(String savepoint) {
        configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        return this;
    }

    /**
     * A job that was stopped.
     *
     * @param path where its state is
     * @param result what it left up to then
     */
    public record Savepoint(String path, Result result) {}

    private StreamExecutionEnvironment build(Path... inputs) {
        configuration.set(ExecutionOptions.RUNTIME_MODE, mode);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        Source<LineBlock, ?, ?> blocks = source == null ? sourceOf(inputs) : source;
        Sink<Reject> rejects =
                rejectsWritten ? ReportSinks.rejects(flinkPath("rejects"), RUN) : null;
        CustomerReportPipeline.build(
                env, blocks, rules, summation, new Destinations(reports(), rejects, digested));
        return env;
    }

    private Destinations.Reports reports() {
        org.apache.flink.core.fs.Path reports = flinkPath("reports");
        if (csv) {
            return Destinations.csv(
                    ReportSinks.customers(reports, RUN), ReportSinks.days(reports, RUN));
        }
        return document
                ? Destinations.document(ReportSinks.document(reports, RUN))
                : Destinations.rows(ReportSinks.reports(reports, RUN));
    }

    private org.apache.flink.core.fs.Path flinkPath(String output) {
        return new org.apache.flink.core.fs.Path(folder.resolve(output).toUri());
    }

    private Result result(JobExecutionResult result) throws IOException {
        List<String> rows = lines(folder.resolve("reports"));
        if (!document) {
            Collections.sort(rows);
        }
        Map<String, Object> counters = new HashMap<>(result.getAllAccumulatorResults());
        byte[] digest = (byte[]) counters.remove(RunDigest.NAME);
        return new Result(rows, sortedLines(folder.resolve("rejects")), counters, digest);
    }

    private Source<LineBlock, ?, ?> sourceOf(Path... inputs) {
        InputFiles files = InputFiles.resolve(Stream.of(inputs).map(Path::toString).toList());
        return NdjsonSource.bounded(
                files.paths(),
                SplitSizes.all(splitBytes),
                new LineBlockFormat(files.names(), maxLineBytes, blockBytes));
    }

    private static List<String> sortedLines(Path folder) throws IOException {
        List<String> lines = lines(folder);
        Collections.sort(lines);
        return lines;
    }

    /** The rows in all part files; fails if a file is left that is no finished part. */
    private static List<String> lines(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.forEach(
                        file -> {
                            if (file.getFileName().toString().startsWith(".")) {
                                throw new AssertionError("was left: " + file);
                            }
                            try {
                                lines.addAll(Files.readAllLines(file));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
            }
        }
        return lines;
    }
}
