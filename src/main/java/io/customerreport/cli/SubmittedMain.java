package io.customerreport.cli;

import io.customerreport.cli.console.Console;
import io.customerreport.cli.console.FailureMessage;
import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.cli.output.Claimant;
import io.customerreport.cli.output.RunOutputs;
import io.customerreport.cli.settings.BatchSettings;
import io.customerreport.cli.settings.ContinuousSettings;
import io.customerreport.cli.settings.FlinkSettings;
import io.customerreport.cli.settings.GoingOn;
import io.customerreport.job.CustomerReportJob;
import io.customerreport.job.Given;
import io.customerreport.job.JobOptions;
import io.customerreport.job.PreparedJob;
import io.customerreport.job.UsageException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * What {@code flink run customer-report.jar} starts: the job on a cluster, with the options of the
 * command.
 */
public final class SubmittedMain {

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
                            "is a pipe on this machine, which a cluster cannot read: write its content to a file first");
        }
        GoingOn goingOn = GoingOn.of(configuration);
        Claimant claimant =
                Claimant.onCluster(
                        options.kind(),
                        configuration.get(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID));
        if (options.execution().dryRun()) {
            DryRun.print(options, body, goingOn, claimant, console);
            return;
        }
        RunOutputs outputs = RunOutputs.claim(options.output(), body, goingOn, claimant);
        new SubmittedRun(options, body, outputs, env, configuration, console).execute();
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
            requireNoDetachment(options.output().html());
            requireNoDetachment(options.output().keepState());
            if (options.output().table() != null && !options.kind().isContinuous()) {
                requireNoDetachment(new Given("--table", options.output().table().toString()));
            }
        }
        Integer parallelism = options.execution().parallelism();
        if (parallelism != null) {
            env.setParallelism(parallelism);
        }
    }

    /** Of what the client makes once the job has ended. */
    private static void requireNoDetachment(@Nullable Given output) throws UsageException {
        if (output != null) {
            throw output.refused("needs a client that waits for the job: leave out --detached");
        }
    }
}
