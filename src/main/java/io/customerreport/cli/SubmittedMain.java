package io.customerreport.cli;

import io.customerreport.cli.console.Console;
import io.customerreport.cli.console.FailureMessage;
import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.cli.output.Claimant;
import io.customerreport.cli.output.RunOutputs;
import io.customerreport.cli.output.StreamWriter;
import io.customerreport.cli.settings.BatchSettings;
import io.customerreport.cli.settings.ContinuousSettings;
import io.customerreport.cli.settings.FlinkSettings;
import io.customerreport.cli.settings.GoingOn;
import io.customerreport.job.CustomerReportJob;
import io.customerreport.job.Given;
import io.customerreport.job.JobCounts;
import io.customerreport.job.JobOptions;
import io.customerreport.job.OutputOptions;
import io.customerreport.job.PreparedJob;
import io.customerreport.job.RunSummary;
import io.customerreport.job.UsageException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.core.execution.DetachedJobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.jobmanager.HighAvailabilityMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * What {@code flink run customer-report.jar} starts: the job on a cluster, with the options of the
 * command.
 *
 * <p>An attached client finishes the run as the command does. A detached one ({@code flink run -d})
 * only submits: no summary, no {@code _SUCCESS}, no limit of rejects, nothing removed on failure.
 */
public final class SubmittedMain {

    /** More often, a cluster's REST server would give the same answer again. */
    private static final Duration WATCH_PERIOD = Duration.ofSeconds(3);

    private SubmittedMain() {}

    public static void main(String[] args) throws Exception {
        run(args, CustomerReportJob::prepare, Console.standard());
    }

    /**
     * @throws ProgramParametrizationException if the options cannot be used, or the run failed:
     *     Flink's client prints its message and nothing else, and logs all of it
     */
    static void run(String[] args, PreparedJob.Factory jobs, Console console) throws Exception {
        CommandLineParser parser = new CommandLineParser(Clock.systemUTC());
        try {
            Optional<JobOptions> options = parser.parse(args);
            if (parser.explains()) {
                throw new UsageException(
                        "--explain prints here what files look like, and submits nothing:"
                                + " ./customer-report --explain does it");
            }
            if (options.isEmpty()) {
                throw new ProgramParametrizationException(parser.information());
            }
            run(options.get(), jobs, console);
        } catch (UsageException e) {
            throw failure(e.getMessage(), e);
        } catch (ProgramParametrizationException e) {
            throw e;
        } catch (Exception e) {
            throw failure(FailureMessage.onCluster(e), e);
        }
    }

    private static ProgramParametrizationException failure(String sentence, Exception cause) {
        ProgramParametrizationException failure =
                new ProgramParametrizationException("customer-report: error: " + sentence);
        failure.initCause(cause);
        return failure;
    }

    private static void run(JobOptions options, PreparedJob.Factory jobs, Console console)
            throws Exception {
        refuseFlinkSettings(options);
        PreparedJob body = jobs.prepare(options);
        StreamExecutionEnvironment env = environment();
        Configuration configuration = Configuration.fromMap(env.getConfiguration().toMap());
        configure(env, configuration, options);
        if (!body.pipes().isEmpty()) {
            throw new Given("--input", body.pipes().get(0))
                    .refused(
                            "is a pipe of this machine, which a cluster does not read: write what comes to a file first");
        }
        GoingOn goingOn = GoingOn.of(configuration);
        if (options.execution().dryRun()) {
            DryRun.print(options, body, goingOn, console);
            return;
        }
        RunOutputs outputs =
                RunOutputs.claim(
                        options.output(),
                        body,
                        goingOn,
                        Claimant.ofThisProcess(
                                true,
                                options.kind().isContinuous(),
                                configuration.get(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID)));
        outputs.commitWith(StreamWriter.of(console::note), () -> {});
        try {
            if (!options.execution().quiet()) {
                body.notes().forEach(console::note);
                outputs.takeNotes().forEach(console::note);
            }
            body.build(env, outputs.places());
        } catch (Exception e) {
            discard(outputs, e);
            throw e;
        }
        if (goingOn != GoingOn.NO || options.kind().isContinuous()) {
            outputs.keepUnfinished();
        }
        long start = System.nanoTime();
        JobMonitor monitor =
                new JobMonitor(options, console, body.inputBytes(), WATCH_PERIOD, null);
        env.registerJobListener(monitor);
        SlotMonitor slots = new SlotMonitor(configuration, console);
        env.registerJobListener(slots);
        JobExecutionResult result = monitor.execute(() -> execute(env, options, outputs, slots));
        if (result instanceof DetachedJobExecutionResult) {
            outputs.leaveToJob();
            console.note("submitted as job " + result.getJobID() + "; it goes on by itself");
            noteWhatNobodyDoes(options, console);
            return;
        }
        FinishedJob job =
                new FinishedJob(
                        options, new JobCounts(result.getAllAccumulatorResults()), body.chain());
        if (!job.isDrained()) {
            outputs.discard();
            console.note(
                    "stopped with a savepoint, which keeps what is not reported yet: flink run -s SAVEPOINT … goes on");
            return;
        }
        try {
            RunSummary summary = job.summary(Duration.ofNanos(System.nanoTime() - start), console);
            outputs.commit(summary, job.page(summary));
            job.print(summary, console, monitor.notices());
            outputs.takeNotes().forEach(console::note);
        } catch (Exception e) {
            discard(outputs, e);
            throw e;
        }
        outputs.settle();
    }

    /** Flink reads some of the cluster's settings here, and some when they are asked for. */
    private static StreamExecutionEnvironment environment() throws UsageException {
        try {
            return StreamExecutionEnvironment.getExecutionEnvironment();
        } catch (IllegalArgumentException e) {
            Optional<String> sentence = FlinkSettings.unreadable(e.getMessage());
            if (sentence.isPresent()) {
                throw new UsageException(sentence.get());
            }
            throw e;
        }
    }

    private static JobExecutionResult execute(
            StreamExecutionEnvironment env,
            JobOptions options,
            RunOutputs outputs,
            SlotMonitor slots)
            throws Exception {
        Configuration configuration = Configuration.fromMap(env.getConfiguration().toMap());
        SubmittedJob job =
                new SubmittedJob(
                        outputs::submitted,
                        HighAvailabilityMode.isHighAvailabilityModeActivated(configuration));
        env.registerJobListener(job);
        try (slots) {
            return execute(env, configuration);
        } catch (Exception e) {
            if (job.mayGoOn(e)) {
                // What it may be writing still is left alone.
                outputs.leaveToJob();
            } else {
                discard(outputs, e);
            }
            throw SubmittedJob.hasEnded(e)
                    ? slots.explain(e)
                    : job.outOfSight(e, options.output(), outputs.staging());
        } catch (Error e) {
            // Also how Flink leaves the program when it wants no more than the plan.
            if (!job.mayGoOn(e)) {
                discard(outputs, e);
            }
            throw e;
        }
    }

    /** As {@code env.execute} does, but for the time after the end of the job. */
    private static JobExecutionResult execute(
            StreamExecutionEnvironment env, Configuration configuration) throws Exception {
        if (!configuration.get(DeploymentOptions.ATTACHED)
                || configuration.get(DeploymentOptions.SHUTDOWN_IF_ATTACHED)) {
            return env.execute(EmbeddedRun.JOB_NAME);
        }
        JobClient job = env.executeAsync(EmbeddedRun.JOB_NAME);
        EndOfJob.await(job.getJobID(), configuration);
        return job.getJobExecutionResult().get();
    }

    /** Says which options have no effect where nobody waits for the job. */
    private static void noteWhatNobodyDoes(JobOptions options, Console console) {
        OutputOptions output = options.output();
        if (output.maxRejects() != null) {
            console.note(
                    "--max-rejects "
                            + output.maxRejects()
                            + " is not enforced, as this client does not wait for the job");
        }
        noteUnwritten("--summary", output.summary(), console);
        noteUnwritten("--summary-metrics", output.summaryMetrics(), console);
        if (output.keepState() != null) {
            console.note(
                    new Given("--keep-state", output.keepState())
                            + " is left without the manifest that makes it a state, as this client does not wait for the job");
        }
    }

    private static void noteUnwritten(String option, @Nullable String file, Console console) {
        if (file != null) {
            console.note(
                    new Given(option, file)
                            + " is not written, as this client does not wait for the job");
        }
    }

    private static void refuseFlinkSettings(JobOptions options) throws UsageException {
        Map<String, String> settings = options.execution().flinkSettings();
        if (!settings.isEmpty()) {
            throw new Given("-D", settings.keySet().iterator().next())
                    .refused("belongs before the jar: flink run -D KEY=VALUE customer-report.jar");
        }
    }

    private static void configure(
            StreamExecutionEnvironment env, Configuration configuration, JobOptions options)
            throws UsageException {
        ContinuousSettings.check(configuration, options.kind(), "flink run -D ");
        if (BatchSettings.needBatch(configuration, options.events())) {
            env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        }
        if (configuration.getOptional(DeploymentOptions.ATTACHED).equals(Optional.of(false))) {
            requireNoDetachment("--html", options.output().html());
            requireNoDetachment("--keep-state", options.output().keepState());
            if (options.output().table() != null && !options.kind().isContinuous()) {
                requireNoDetachment("--table", options.output().table().toString());
            }
        }
        Integer parallelism = options.execution().parallelism();
        if (parallelism != null) {
            env.setParallelism(parallelism);
        }
    }

    /** Of what the client makes once the job has ended. */
    private static void requireNoDetachment(String option, @Nullable String value)
            throws UsageException {
        if (value != null) {
            throw new Given(option, value)
                    .refused("needs a client that waits for the job: leave out --detached");
        }
    }

    private static void discard(RunOutputs outputs, Throwable failure) {
        try {
            outputs.discard();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
