package io.customerreport.cli;

import io.customerreport.cli.console.Console;
import io.customerreport.cli.console.NoticeLines;
import io.customerreport.cli.output.RunOutputs;
import io.customerreport.cli.output.StreamWriter;
import io.customerreport.cli.settings.GoingOn;
import io.customerreport.job.Given;
import io.customerreport.job.JobCounts;
import io.customerreport.job.JobOptions;
import io.customerreport.job.OutputOptions;
import io.customerreport.job.PreparedJob;
import io.customerreport.job.RunSummary;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.core.execution.DetachedJobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.jobmanager.HighAvailabilityMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Runs the job on a cluster of others.
 *
 * <p>An attached client finishes the run as the command does. A detached one ({@code flink run -d})
 * only submits: no summary, no {@code _SUCCESS}, no limit of rejects, nothing removed on failure.
 */
final class SubmittedRun {

    /** More often, a cluster's REST server would give the same answer again. */
    private static final Duration MONITOR_PERIOD = Duration.ofSeconds(3);

    private final JobOptions options;
    private final PreparedJob body;
    private final RunOutputs outputs;
    private final StreamExecutionEnvironment env;
    private final Configuration configuration;
    private final Console console;

    /**
     * @param configuration what the environment was given, with the settings of the cluster
     */
    SubmittedRun(
            JobOptions options,
            PreparedJob body,
            RunOutputs outputs,
            StreamExecutionEnvironment env,
            Configuration configuration,
            Console console) {
        this.options = options;
        this.body = body;
        this.outputs = outputs;
        this.env = env;
        this.configuration = configuration;
        this.console = console;
    }

    /** Returns when the job has ended, or goes on without this client. */
    void execute() throws Exception {
        outputs.commitWith(StreamWriter.of(console::note), () -> {});
        build();
        if (GoingOn.of(configuration) != GoingOn.NO || options.kind().isContinuous()) {
            outputs.keepUnfinished();
        }
        long start = System.nanoTime();
        JobMonitor monitor =
                new JobMonitor(options, console, body.inputBytes(), MONITOR_PERIOD, null);
        env.registerJobListener(monitor);
        SlotMonitor slots = new SlotMonitor(configuration, console);
        env.registerJobListener(slots);
        JobExecutionResult result = monitor.execute(() -> submit(slots));
        if (result instanceof DetachedJobExecutionResult) {
            outputs.leaveToJob();
            console.note("submitted as job " + result.getJobID() + "; it continues by itself");
            noteWhatNobodyDoes();
            return;
        }
        FinishedJob job =
                new FinishedJob(
                        options, new JobCounts(result.getAllAccumulatorResults()), body.chain());
        if (job.isDrained()) {
            finish(job, start, monitor.notices());
        } else {
            outputs.discard();
            console.note(
                    "stopped with a savepoint, which holds what is not reported yet: flink run -s SAVEPOINT … continues from it");
        }
    }

    private void build() throws Exception {
        try {
            if (!options.execution().quiet()) {
                body.notes().forEach(console::note);
                outputs.takeNotes().forEach(console::note);
            }
            body.build(env, outputs.places());
        } catch (Exception e) {
            discard(e);
            throw e;
        }
    }

    private JobExecutionResult submit(SlotMonitor slots) throws Exception {
        Configuration built = Configuration.fromMap(env.getConfiguration().toMap());
        SubmittedJob job =
                new SubmittedJob(
                        outputs::submitted,
                        HighAvailabilityMode.isHighAvailabilityModeActivated(built));
        env.registerJobListener(job);
        try (slots) {
            return execute(built);
        } catch (Exception e) {
            if (job.mayGoOn(e)) {
                // What it may be writing still is left alone.
                outputs.leaveToJob();
            } else {
                discard(e);
            }
            throw SubmittedJob.hasEnded(e)
                    ? slots.explain(e)
                    : job.outOfSight(e, options.output(), outputs.staging());
        } catch (Error e) {
            // Also how Flink leaves the program when it wants no more than the plan.
            if (!job.mayGoOn(e)) {
                discard(e);
            }
            throw e;
        }
    }

    /** As {@code env.execute} does, but for the time after the end of the job. */
    private JobExecutionResult execute(Configuration built) throws Exception {
        if (!built.get(DeploymentOptions.ATTACHED)
                || built.get(DeploymentOptions.SHUTDOWN_IF_ATTACHED)) {
            return env.execute(EmbeddedRun.JOB_NAME);
        }
        JobClient job = env.executeAsync(EmbeddedRun.JOB_NAME);
        EndOfJob.await(job.getJobID(), built);
        return job.getJobExecutionResult().get();
    }

    private void finish(FinishedJob job, long start, NoticeLines notices) throws Exception {
        try {
            RunSummary summary = job.summary(Duration.ofNanos(System.nanoTime() - start), console);
            outputs.commit(summary, job.page(summary));
            job.print(summary, console, notices);
            outputs.takeNotes().forEach(console::note);
        } catch (Exception e) {
            discard(e);
            throw e;
        }
        outputs.settle();
    }

    /** Says which options have no effect where nobody waits for the job. */
    private void noteWhatNobodyDoes() {
        OutputOptions output = options.output();
        if (output.maxRejects() != null) {
            console.note(
                    "--max-rejects "
                            + output.maxRejects()
                            + " is not enforced, as this client does not wait for the job");
        }
        noteUnwritten(output.summary());
        noteUnwritten(output.summaryMetrics());
        if (output.keepState() != null) {
            console.note(
                    output.keepState()
                            + " is left without the manifest that makes it a state, as this client does not wait for the job");
        }
    }

    private void noteUnwritten(@Nullable Given file) {
        if (file != null) {
            console.note(file + " is not written, as this client does not wait for the job");
        }
    }

    private void discard(Throwable failure) {
        try {
            outputs.discard();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
