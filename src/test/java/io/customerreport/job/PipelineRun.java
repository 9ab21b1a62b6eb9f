package io.customerreport.job;

import io.customerreport.parse.EventRules;
import io.customerreport.report.ReportSinks;
import io.customerreport.source.InputFiles;
import io.customerreport.source.LineBlock;
import io.customerreport.source.NdjsonSource;
import io.customerreport.source.SplitSizes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs the job's graph on the test's cluster and reads what it wrote. */
final class PipelineRun {

    static final Map<String, Double> FX = Golden.FX_RATES;

    private final Path folder;
    private EventRules rules = new EventRules(FX, null, EventRules.MAX_NOW_TS);
    private Summation summation = Summation.EXACT;
    private RuntimeExecutionMode mode = RuntimeExecutionMode.STREAMING;
    private int parallelism = 2;
    private long splitBytes = 1 << 20;
    private int blockBytes = 1 << 16;
    private int maxLineBytes = 64 << 20;
    private Source<LineBlock, ?, ?> source;
    private final Configuration configuration = new Configuration();

    /**
     * A run that writes below {@code folder}.
     *
     * @param folder an empty folder
     */
    PipelineRun(Path folder) {
        this.folder = folder;
    }

    PipelineRun rules(EventRules value) {
        rules = value;
        return this;
    }

    PipelineRun summation(Summation value) {
        summation = value;
        return this;
    }

    PipelineRun mode(RuntimeExecutionMode value) {
        mode = value;
        return this;
    }

    PipelineRun parallelism(int value) {
        parallelism = value;
        return this;
    }

    PipelineRun splitBytes(long value) {
        splitBytes = value;
        return this;
    }

    PipelineRun blockBytes(int value) {
        blockBytes = value;
        return this;
    }

    PipelineRun maxLineBytes(int value) {
        maxLineBytes = value;
        return this;
    }

    /** Takes another source than that of the inputs. */
    PipelineRun source(Source<LineBlock, ?, ?> value) {
        source = value;
        return this;
    }

    Configuration configuration() {
        return configuration;
    }

    /**
     * What a run left behind.
     *
     * @param reports rows, sorted
     * @param rejects rows, sorted
     * @param counters the accumulators
     */
    record Result(List<String> reports, List<String> rejects, Map<String, Object> counters) {

        long count(String counter) {
            return (Long) counters.getOrDefault(counter, 0L);
        }
    }

    Result run(Path... inputs) throws Exception {
        configuration.set(ExecutionOptions.RUNTIME_MODE, mode);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        Path reports = folder.resolve("reports");
        Path rejects = folder.resolve("rejects");
        CustomerReportPipeline.build(
                env,
                source == null ? sourceOf(inputs) : source,
                rules,
                summation,
                ReportSinks.reports(new org.apache.flink.core.fs.Path(reports.toUri())),
                ReportSinks.rejects(new org.apache.flink.core.fs.Path(rejects.toUri())));
        JobExecutionResult result = env.execute("customer-report test");
        if (source != null) {
            // A failed attempt may have left hidden parts, as the command knows, too.
            ReportSinks.removeUnfinished(new org.apache.flink.core.fs.Path(reports.toUri()));
            ReportSinks.removeUnfinished(new org.apache.flink.core.fs.Path(rejects.toUri()));
        }
        return new Result(
                sortedLines(reports), sortedLines(rejects), result.getAllAccumulatorResults());
    }

    private Source<LineBlock, ?, ?> sourceOf(Path... inputs) {
        InputFiles files = InputFiles.resolve(Stream.of(inputs).map(Path::toString).toList());
        return NdjsonSource.bounded(
                files.paths(), files.names(), maxLineBytes, SplitSizes.all(splitBytes), blockBytes);
    }

    /** The rows in all part files; fails if a file is left that is no finished part. */
    private static List<String> sortedLines(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.forEach(
                        file -> {
                            if (file.getFileName().toString().startsWith(".")) {
                                throw new AssertionError("left behind: " + file);
                            }
                            try {
                                lines.addAll(Files.readAllLines(file));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
            }
        }
        Collections.sort(lines);
        return lines;
    }
}
