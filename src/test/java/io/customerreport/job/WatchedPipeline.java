package io.customerreport.job;

import io.customerreport.combine.ReportSchedule;
import io.customerreport.parse.EventRules;
import io.customerreport.source.NdjsonSource;
import io.customerreport.source.enumerate.WatchRules;
import io.customerreport.source.files.InputFiles;
import io.customerreport.source.read.LineBlockFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** A continuous job over a folder that it looks at every 50 ms. */
final class WatchedPipeline {

    private WatchedPipeline() {}

    /** Checkpoints into a folder, and what to go on from. */
    static Configuration configuration(
            Path checkpoints, Duration interval, @Nullable String savepoint) {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        if (savepoint != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        return configuration;
    }

    static JobClient start(
            Configuration configuration,
            int parallelism,
            Path inbox,
            ReportSchedule schedule,
            Destinations destinations)
            throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        InputFiles files = InputFiles.watched(List.of(inbox.toString()));
        WatchRules defaults = WatchRules.every(Duration.ofMillis(50));
        CustomerReportPipeline.buildContinuous(
                env,
                NdjsonSource.continuous(
                        files.paths(),
                        NdjsonSource.SHORT_SPLITS,
                        new LineBlockFormat(files.names(), 1 << 20, 1 << 16),
                        defaults.with(Duration.ZERO, defaults.retention())),
                new EventRules(Map.of(), null, 0),
                schedule,
                destinations);
        return env.executeAsync("watched folder");
    }
}
