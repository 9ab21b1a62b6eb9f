package io.customerreport.cli;

import io.customerreport.job.JobOptions;
import io.customerreport.job.RunSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs the job on a Flink cluster inside this process, and leaves a whole result or nothing.
 *
 * @param watch follows the job
 * @param temporary a folder of the run's own, which is removed at the end
 */
record EmbeddedRun(
        JobOptions options,
        JobBody body,
        RunOutputs outputs,
        Path temporary,
        RunLog log,
        Console console,
        JobWatch watch) {

    static final String JOB_NAME = "customer-report";

    /** Returns the exit status; does not return when the process is told to end meanwhile. */
    int execute(Configuration configuration) {
        try (RunGuard guard = RunGuard.install(this::stopped)) {
            try {
                long start = System.nanoTime();
                FinishedJob finished = new FinishedJob(options, run(configuration, guard));
                RunSummary summary = finished.summary(Duration.ofNanos(System.nanoTime() - start));
                outputs.commit(summary);
                cleanUp();
                log.discard();
                finished.print(summary, console);
                return ExitStatus.FINISHED;
            } catch (Throwable e) {
                guard.claimEnd();
                log.failed(e);
                discardOutputs();
                cleanUp();
                console.error(FailureMessage.of(e) + log.hint());
                return ExitStatus.FAILED;
            }
        }
    }

    private Map<String, Object> run(Configuration configuration, RunGuard guard) throws Exception {
        setUnlessGiven(configuration, CoreOptions.TMP_DIRS);
        setUnlessGiven(configuration, WebOptions.TMP_DIR);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(configuration);
        body.build(env);
        env.registerJobListener(watch);
        JobClient job = env.executeAsync(JOB_NAME);
        guard.submitted(job);
        JobExecutionResult result = watch.execute(() -> job.getJobExecutionResult().get());
        guard.claimEnd();
        return result.getAllAccumulatorResults();
    }

    private void setUnlessGiven(Configuration configuration, ConfigOption<String> folder) {
        if (!configuration.contains(folder)) {
            configuration.set(folder, temporary.toString());
        }
    }

    private void stopped(boolean fatal) {
        watch.close();
        discardOutputs();
        cleanUp();
        if (fatal) {
            console.error("Flink ended the process after a fatal error" + log.hint());
        } else {
            log.discard();
            console.note("stopped before it was finished; its output is removed");
        }
    }

    private void discardOutputs() {
        try {
            outputs.discard();
        } catch (IOException e) {
            console.note("output could not be removed: " + FailureMessage.of(e));
        }
    }

    private void cleanUp() {
        try {
            FileTree.delete(temporary);
        } catch (IOException e) {
            console.note("temporary files could not be removed: " + FailureMessage.of(e));
        }
    }
}
