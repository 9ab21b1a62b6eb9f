package io.customerreport.cli;

import io.customerreport.cli.console.Console;
import io.customerreport.cli.console.ExitStatus;
import io.customerreport.cli.console.FailureMessage;
import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.cli.output.Claimant;
import io.customerreport.cli.output.RunOutputs;
import io.customerreport.cli.process.HeapMonitor;
import io.customerreport.cli.process.ThreadRoom;
import io.customerreport.cli.settings.Checkpoints;
import io.customerreport.cli.settings.EmbeddedConfiguration;
import io.customerreport.cli.settings.FileSystemPlugins;
import io.customerreport.cli.settings.FlinkSettings;
import io.customerreport.cli.settings.GoingOn;
import io.customerreport.cli.settings.RocksDbSettings;
import io.customerreport.cli.settings.SettingsRehearsal;
import io.customerreport.job.CustomerReportJob;
import io.customerreport.job.JobOptions;
import io.customerreport.job.PreparedJob;
import io.customerreport.job.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;

/** The command {@code ./customer-report}: the whole run in this process. */
public final class EmbeddedMain {

    /** As often as Flink's heartbeats bring news, see {@link EmbeddedConfiguration}. */
    private static final Duration MONITOR_PERIOD = Duration.ofSeconds(1);

    /** An input and an output; with fewer there will be no run. */
    private static final int ARGUMENTS_OF_A_RUN = 2;

    private EmbeddedMain() {}

    public static void main(String[] args) {
        runAndExit(args, CustomerReportJob::prepare);
    }

    static void runAndExit(String[] args, PreparedJob.Factory jobs) {
        // Before Flink is loaded, which writes sizes into settings with the digits of the locale,
        // and cannot read them again.
        Locale.setDefault(Locale.ROOT);
        Thread.setDefaultUncaughtExceptionHandler(EmbeddedMain::endedBy);
        int status = ExitStatus.FAILED;
        try {
            status = run(args, jobs, Console.standard());
        } catch (Throwable e) {
            Console.standard().error(FailureMessage.of(e));
        } finally {
            // Also when there is no memory even to say why: other threads would keep the process.
            System.exit(status);
        }
    }

    /** In a full heap threads end by the dozen, and the run says once what was missing. */
    private static void endedBy(Thread thread, Throwable failure) {
        if (!(failure instanceof OutOfMemoryError)) {
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            failure.printStackTrace();
        }
    }

    /** Returns the exit status. */
    static int run(String[] args, PreparedJob.Factory jobs, Console console) {
        RunLog log = RunLog.open();
        if (args.length >= ARGUMENTS_OF_A_RUN) {
            log.start();
        }
        CommandLineParser parser = new CommandLineParser(Clock.systemUTC());
        try (RunGuard guard = RunGuard.install(fatal -> EmbeddedRun.sayNotBegun(log, console))) {
            return run(args, parser, jobs, guard, log, console);
        }
    }

    private static int run(
            String[] args,
            CommandLineParser parser,
            PreparedJob.Factory jobs,
            RunGuard guard,
            RunLog log,
            Console console) {
        try {
            Optional<JobOptions> options = parser.parse(args);
            if (parser.explains()) {
                guard.claimEnd();
                log.discard();
                Explanation.print(args, parser.explainOptions(), console);
                return ExitStatus.FINISHED;
            }
            if (options.isEmpty()) {
                console.print(parser.information());
                return ExitStatus.FINISHED;
            }
            return run(options.get(), jobs, guard, log, console);
        } catch (UsageException e) {
            guard.claimEnd();
            log.discard();
            console.error(e.getMessage());
            console.note("try ./customer-report --help");
            return ExitStatus.USED_WRONGLY;
        }
    }

    private static int run(
            JobOptions options,
            PreparedJob.Factory jobs,
            RunGuard guard,
            RunLog log,
            Console console)
            throws UsageException {
        Map<String, String> settings = options.execution().flinkSettings();
        FlinkSettings.check(settings);
        FileSystemPlugins.load(options);
        RocksDbSettings.require(settings, EmbeddedMain.class.getClassLoader());
        PreparedJob body = jobs.prepare(options);
        Configuration configuration = EmbeddedConfiguration.of(options);
        Checkpoints.check(configuration);
        SettingsRehearsal.check(configuration, settings);
        GoingOn goingOn = GoingOn.of(configuration);
        Claimant claimant = Claimant.embedded(options.kind());
        if (options.execution().dryRun()) {
            DryRun.print(options, body, goingOn, claimant, console);
            guard.claimEnd();
            log.discard();
            return ExitStatus.FINISHED;
        }
        if (!ThreadRoom.isEnoughFor(configuration.get(CoreOptions.DEFAULT_PARALLELISM))) {
            log.discard();
            console.error(ThreadRoom.NONE_LEFT);
            return ExitStatus.FAILED;
        }
        RunOutputs outputs =
                guard.take(
                        () -> RunOutputs.claim(options.output(), body, goingOn, claimant),
                        claimed ->
                                fatal -> {
                                    claimed.giveBack();
                                    EmbeddedRun.sayNotBegun(log, console);
                                });
        boolean started = false;
        try {
            JobMonitor monitor =
                    new JobMonitor(
                            options,
                            console,
                            body.inputBytes(),
                            MONITOR_PERIOD,
                            HeapMonitor.ofThisProcess());
            EmbeddedRun run =
                    guard.take(
                            () ->
                                    new EmbeddedRun(
                                            options,
                                            body,
                                            outputs,
                                            temporaryFolder(),
                                            log,
                                            console,
                                            monitor),
                            prepared -> fatal -> prepared.undo());
            started = true;
            if (!options.execution().quiet()) {
                FlinkSettings.notes(settings).forEach(console::note);
            }
            return run.execute(configuration, guard);
        } finally {
            if (!started) {
                outputs.giveBack();
            }
        }
    }

    private static Path temporaryFolder() throws UsageException {
        try {
            return Files.createTempDirectory("customer-report-");
        } catch (IOException e) {
            throw new UsageException(
                    "no temporary folder can be created: "
                            + FailureMessage.of(e)
                            + "; choose another place with TMPDIR=FOLDER");
        }
    }
}
