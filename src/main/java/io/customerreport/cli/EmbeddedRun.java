package io.customerreport.cli;

import io.customerreport.cli.console.Causes;
import io.customerreport.cli.console.Console;
import io.customerreport.cli.console.ExitStatus;
import io.customerreport.cli.console.FailureMessage;
import io.customerreport.cli.files.LocalFolders;
import io.customerreport.cli.files.ShellWord;
import io.customerreport.cli.output.RunOutputs;
import io.customerreport.cli.output.StreamWriter;
import io.customerreport.cli.process.ForeignTexts;
import io.customerreport.cli.process.StartMonitor;
import io.customerreport.cli.process.StopSignals;
import io.customerreport.embedded.EmbeddedEnvironment;
import io.customerreport.job.JobCounts;
import io.customerreport.job.JobOptions;
import io.customerreport.job.PreparedJob;
import io.customerreport.job.RunKind.Continuous;
import io.customerreport.job.RunSummary;
import io.customerreport.job.UsageException;
import io.customerreport.report.OutputException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.TimeUtils;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * Runs the job on a Flink cluster inside this process, and leaves a whole result or nothing; if it
 * made checkpoints, what the last one stands for.
 */
final class EmbeddedRun {

    static final String JOB_NAME = "customer-report";

    private static final String CHECKPOINTS = "checkpoints";
    private static final String SAVEPOINTS = "savepoints";

    private final JobOptions options;
    private final PreparedJob body;
    private final RunOutputs outputs;
    private final Path temporary;
    private final RunLog log;
    private final Console console;
    private final JobMonitor monitor;

    /**
     * @param temporary a folder of the run's own, of which at the end no more than checkpoints is
     *     left
     * @param monitor follows the job
     */
    EmbeddedRun(
            JobOptions options,
            PreparedJob body,
            RunOutputs outputs,
            Path temporary,
            RunLog log,
            Console console,
            JobMonitor monitor) {
        this.options = options;
        this.body = body;
        this.outputs = outputs;
        this.temporary = temporary;
        this.log = log;
        this.console = console;
        this.monitor = monitor;
    }

    /** Returns the exit status; does not return when the process is told to end meanwhile. */
    int execute(Configuration configuration, RunGuard guard) throws UsageException {
        Continuation continuation =
                Continuation.prepare(
                        configuration,
                        options.kind().isContinuous(),
                        temporary.resolve(CHECKPOINTS));
        guard.submit(fatal -> stopped(fatal, continuation));
        outputs.commitWith(new StreamWriter(console::note, guard), guard::claimOutcome);
        try {
            long start = System.nanoTime();
            FinishedJob finished =
                    new FinishedJob(
                            options,
                            StartMonitor.during(() -> run(configuration, guard, continuation)),
                            body.chain());
            if (!finished.isDrained()) {
                throw new IOException("the job was stopped from outside, with a savepoint");
            }
            if (options.kind().isContinuous()) {
                continuation.ended();
            }
            RunSummary summary =
                    finished.summary(Duration.ofNanos(System.nanoTime() - start), console);
            outputs.commit(summary, finished.page(summary));
            cleanUp(() -> LocalFolders.delete(temporary));
            log.discard();
            finished.print(summary, console, monitor.notices());
            outputs.takeNotes().forEach(this::say);
            cleanUp(outputs::settle);
            return ExitStatus.FINISHED;
        } catch (Throwable e) {
            guard.claimOutcome();
            log.failed(e);
            Continuation.Left left = endUnfinished(continuation);
            console.error(explained(e, configuration, continuation.isSubmitted()) + log.hint());
            sayWhatIsLeft(left);
            return ExitStatus.FAILED;
        }
    }

    /** Gives back what was taken for a run that has not begun. */
    void undo() {
        outputs.giveBack();
        cleanUp(() -> LocalFolders.delete(temporary));
        sayNotBegun(log, console);
    }

    /** Says that a run was stopped before it began, and drops its log. */
    static void sayNotBegun(RunLog log, Console console) {
        log.discard();
        console.note("stopped before it began");
    }

    private JobCounts run(Configuration configuration, RunGuard guard, Continuation continuation)
            throws Exception {
        setUnlessGiven(configuration, CoreOptions.TMP_DIRS);
        setUnlessGiven(configuration, WebOptions.TMP_DIR);
        StreamExecutionEnvironment env = EmbeddedEnvironment.create(configuration, this::say);
        if (!options.execution().quiet()) {
            body.notes().forEach(console::note);
            outputs.takeNotes().forEach(console::note);
        }
        body.build(env, outputs.places());
        env.registerJobListener(monitor);
        JobClient job = env.executeAsync(JOB_NAME);
        continuation.submitted(job.getJobID());
        guard.submitted(job);
        if (options.kind() instanceof Continuous continuous) {
            endBySignal(job, continuous);
        }
        JobExecutionResult result = monitor.execute(() -> job.getJobExecutionResult().get());
        guard.claimEnd();
        if (options.kind().isContinuous()) {
            // The job has committed its rows, whatever comes now.
            outputs.keepUnfinished();
        }
        return new JobCounts(result.getAllAccumulatorResults());
    }

    private void endBySignal(JobClient job, Continuous kind) {
        DrainedStop stop = new DrainedStop(job, temporary.resolve(SAVEPOINTS));
        StopSignals.install(
                () -> {
                    say("reporting what is left; a second Ctrl-C or signal ends the run at once");
                    stop.start();
                });
        say(
                "looking for new files every %s, reporting every %s; Ctrl-C reports what is left and ends the run"
                        .formatted(
                                TimeUtils.formatWithHighestUnit(kind.interval()),
                                TimeUtils.formatWithHighestUnit(kind.reportEvery())));
    }

    private String explained(Throwable failure, Configuration configuration, boolean submitted) {
        String message = namingFolder(failure, configuration);
        Map<String, String> settings = options.execution().flinkSettings();
        return submitted || settings.isEmpty() || ForeignTexts.nameOneOf(settings.keySet(), message)
                ? message
                : message
                        + "; the run was given "
                        + settings.entrySet().stream()
                                .map(setting -> "-D " + ShellWord.of(setting.toString()))
                                .collect(Collectors.joining(" "));
    }

    /** When Flink sorts or spills to a full disk, its error does not name the folder. */
    private String namingFolder(Throwable failure, Configuration configuration) {
        String message = FailureMessage.of(failure);
        String places = configuration.get(CoreOptions.TMP_DIRS);
        boolean own = places.equals(temporary.toString());
        if (ForeignTexts.sayNoWorkingDirectory(message)) {
            return message
                    + (own
                            ? "; choose another place for temporary files with TMPDIR=FOLDER"
                            : "; -D %s=%s names it".formatted(CoreOptions.TMP_DIRS.key(), places));
        }
        return ForeignTexts.sayDiskIsFull(message)
                        && !Causes.include(failure, OutputException.class)
                ? message + "; temporary files go to " + places
                : message;
    }

    private void say(String sentence) {
        if (!options.execution().quiet()) {
            console.note(sentence);
        }
    }

    private void setUnlessGiven(Configuration configuration, ConfigOption<String> folder) {
        if (!configuration.contains(folder)) {
            configuration.set(folder, temporary.toString());
        }
    }

    private void stopped(boolean fatal, Continuation continuation) {
        monitor.close();
        Continuation.Left left = endUnfinished(continuation);
        if (fatal) {
            console.error("Flink ended the process after a fatal error" + log.hint());
        } else {
            log.discard();
            console.note(
                    "stopped before it was finished"
                            + (left.rows() ? "" : "; its output is removed"));
        }
        sayWhatIsLeft(left);
    }

    /** Keeps what another run can continue from, and removes the rest. */
    private Continuation.Left endUnfinished(Continuation continuation) {
        Continuation.Left left = continuation.left();
        if (left.rows()) {
            outputs.keepUnfinished();
        }
        if (left.checkpoints() != null) {
            cleanUp(() -> LocalFolders.deleteAllBut(left.checkpoints(), temporary));
        } else {
            cleanUp(() -> LocalFolders.delete(temporary));
        }
        discardOutputs();
        return left;
    }

    private void sayWhatIsLeft(Continuation.Left left) {
        if (left.setting().isPresent()) {
            console.note(
                    "its rows up to the last checkpoint are kept; to continue, add "
                            + left.setting().get());
        } else if (left.rows()) {
            console.note("rows that are written already are not removed");
        }
    }

    private void discardOutputs() {
        try {
            outputs.discard();
        } catch (IOException e) {
            console.note("output could not be removed: " + FailureMessage.of(e));
        }
    }

    private void cleanUp(ThrowingRunnable<IOException> cleaning) {
        try {
            cleaning.run();
        } catch (IOException e) {
            console.note("temporary files could not be removed: " + FailureMessage.of(e));
        }
    }
}
