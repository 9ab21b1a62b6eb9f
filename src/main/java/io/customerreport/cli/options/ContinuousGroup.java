package io.customerreport.cli.options;

import io.customerreport.job.Given;
import io.customerreport.job.ReportFormat;
import io.customerreport.job.RunKind;
import io.customerreport.job.RunKind.Bounded;
import io.customerreport.job.RunKind.Continuous;
import io.customerreport.job.RunKind.SnapshotSchedule;
import io.customerreport.job.Summation;
import io.customerreport.job.UsageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that make a run go on, and those that go with one kind of run alone. */
final class ContinuousGroup {
    @Option(
            names = "--watch",
            paramLabel = "DURATION",
            description = {
                "Keep running: look for new files at this interval, and report customers that"
                        + " have changed. Ctrl-C reports what is left and ends the run. Default: read the"
                        + " files that are there, and end.",
                "Example: --watch 10s"
            })
    List<String> watch = new ArrayList<>();

    @Option(
            names = "--report-every",
            paramLabel = "DURATION",
            description = {
                "With --watch, report at this interval, at whole multiples of it by the clock."
                        + " Default: 1m.",
                "Example: --report-every 15m"
            })
    List<String> reportEvery = new ArrayList<>();

    @Option(
            names = "--settle-time",
            paramLabel = "DURATION",
            description = {
                "With --watch, read a file only when it has not changed for this long. Default:"
                        + " 2s.",
                "Example: --settle-time 30s"
            })
    List<String> settleTime = new ArrayList<>();

    @Option(
            names = "--remember",
            paramLabel = "DURATION",
            description = {
                "With --watch, remember for this long a file that was read and is gone, in case it"
                        + " comes back. Default: 7d.",
                "Example: --remember 30d"
            })
    List<String> remember = new ArrayList<>();

    @Option(
            names = "--snapshot-every",
            paramLabel = "DURATION",
            description = {
                "With --watch, write all customers about this often into a folder of their own,"
                        + " which _CURRENT names, and remove the older rows that this replaces. Default:"
                        + " only changes are written, and nothing is removed.",
                "Example: --snapshot-every 1h"
            })
    List<String> snapshotEvery = new ArrayList<>();

    @Option(
            names = "--keep-snapshots",
            paramLabel = "N",
            description = {
                "With --snapshot-every, keep the newest N snapshots, and the changes since the"
                        + " oldest of them. Default: 2.",
                "Example: --snapshot-every 1h --keep-snapshots 24"
            })
    List<String> keepSnapshots = new ArrayList<>();

    /** The kind of run, if the options of the other groups go with it. */
    RunKind read(InputGroup input, OutputGroup output, EventGroup events) throws UsageException {
        Given interval = OptionValues.once("--watch", watch);
        Given every = OptionValues.once("--report-every", reportEvery);
        Given settle = OptionValues.once("--settle-time", settleTime);
        Given forget = OptionValues.once("--remember", remember);
        Given snapshot = OptionValues.once("--snapshot-every", snapshotEvery);
        Given kept = OptionValues.once("--keep-snapshots", keepSnapshots);
        if (interval == null) {
            needWatch(snapshot, "a run over input that ends writes all customers at its end");
            needWatch(kept, "a run over input that ends has one result");
            needWatch(every, "a run over input that ends reports once, at its end");
            needWatch(settle, "a run over input that ends reads at once");
            needWatch(forget, "a run over input that ends looks for files once");
            return new Bounded();
        }
        exclude(
                interval,
                OptionValues.once("--now", events.now),
                "a continuous run judges each event by the clock");
        exclude(
                interval,
                OptionValues.once("--max-rejects", output.maxRejects),
                "a continuous run has no total to judge");
        exclude(
                interval,
                ifChosen(OptionValues.once("--summation", events.summation), Summation.SEQUENTIAL),
                "files that are still to come have no order yet");
        exclude(
                interval,
                ifChosen(OptionValues.once("--format", output.format), ReportFormat.JSON),
                "one object of all customers is written when the input ends");
        exclude(
                interval,
                OptionValues.once("--html", output.html),
                "the page shows a whole run, which ends with its input");
        if (events.distinct) {
            throw interval.refused(
                    "and --distinct-events exclude each other: events are told apart when all of them are there");
        }
        exclude(
                interval,
                OptionValues.once("--base", input.base),
                "a continuous run continues from its own checkpoints");
        exclude(
                interval,
                OptionValues.once("--keep-state", output.keepState),
                "what a run knows is kept at its end");
        Continuous kind =
                new Continuous(
                        OptionValues.duration(interval),
                        orElse(every, Continuous.DEFAULT_REPORT_EVERY),
                        orElse(settle, Continuous.DEFAULT_SETTLE_TIME),
                        orElse(forget, Continuous.DEFAULT_REMEMBER),
                        snapshots(snapshot, kept, output));
        requireRemembered(kind, settle, forget);
        return kind;
    }

    private static @Nullable SnapshotSchedule snapshots(
            @Nullable Given every, @Nullable Given kept, OutputGroup output) throws UsageException {
        if (every == null) {
            if (kept != null) {
                throw kept.refused("needs --snapshot-every: without it no snapshots are written");
            }
            return null;
        }
        if (output.reports.isEmpty()) {
            throw every.refused("needs --output: a table holds each customer once anyway");
        }
        return new SnapshotSchedule(
                OptionValues.duration(every),
                kept == null ? SnapshotSchedule.DEFAULT_KEPT : OptionValues.snapshots(kept));
    }

    private static void needWatch(@Nullable Given given, String why) throws UsageException {
        if (given != null) {
            throw given.refused("needs --watch: " + why);
        }
    }

    private static void exclude(Given watch, @Nullable Given other, String why)
            throws UsageException {
        if (other != null) {
            throw watch.refused("and %s exclude each other: %s".formatted(other, why));
        }
    }

    private static @Nullable Given ifChosen(@Nullable Given given, Enum<?> choice) {
        return given != null && given.value().equals(choice.toString()) ? given : null;
    }

    private static Duration orElse(@Nullable Given given, Duration usual) throws UsageException {
        return given == null ? usual : OptionValues.duration(given);
    }

    private static void requireRemembered(
            Continuous kind, @Nullable Given settle, @Nullable Given forget) throws UsageException {
        if (kind.settleTime().compareTo(kind.remember()) < 0) {
            return;
        }
        if (settle != null) {
            throw settle.refused(
                    "is not shorter than %s, for which files that are gone are remembered"
                            .formatted(TimeUtils.formatWithHighestUnit(kind.remember())));
        }
        if (forget != null) {
            throw forget.refused(
                    "is not longer than the settle time of "
                            + TimeUtils.formatWithHighestUnit(kind.settleTime()));
        }
    }
}
