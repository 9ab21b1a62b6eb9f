package io.customerreport.job;

import io.customerreport.combine.KeyGroupShare;
import io.customerreport.combine.ReportSchedule;
import io.customerreport.job.RunKind.Continuous;
import io.customerreport.kept.KeptStateWriter;
import io.customerreport.report.ReportSinks;
import io.customerreport.source.NdjsonSource;
import io.customerreport.source.block.InputNotice;
import io.customerreport.source.block.LineBlock;
import io.customerreport.source.enumerate.WatchRules;
import io.customerreport.source.files.InputContent;
import io.customerreport.source.files.InputException;
import io.customerreport.source.files.InputFiles;
import io.customerreport.source.read.LineBlockFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The report job over the inputs and outputs that the options name. */
public final class CustomerReportJob implements PreparedJob {

    private final JobOptions options;
    private final InputFiles inputs;
    private final List<Given> outputsWithinInput;

    /** Null for a run that neither starts from a state nor keeps one. */
    private final @Nullable Chain chain;

    private CustomerReportJob(
            JobOptions options,
            InputFiles inputs,
            List<Given> outputsWithinInput,
            @Nullable Chain chain) {
        this.options = options;
        this.inputs = inputs;
        this.chain = chain;
        this.outputsWithinInput = outputsWithinInput;
    }

    /** Finds the inputs; nothing is started. */
    public static PreparedJob prepare(JobOptions options) throws UsageException {
        boolean chained = options.input().base() != null || options.output().keepState() != null;
        Chain chain = chained ? Chain.of(options) : null;
        try {
            InputFiles inputs =
                    options.kind().isContinuous()
                            ? InputFiles.watched(options.input().paths())
                            : InputFiles.resolve(
                                    options.input().paths(),
                                    file -> chain != null && chain.knows(file));
            if (options.input().strict()) {
                inputs.requireAllReadable();
            }
            List<Given> within = OutputsWithinInput.of(options, inputs);
            if (options.kind().isContinuous() && !within.isEmpty()) {
                throw within.get(0)
                        .refused(
                                "lies within the input, so the run would read what it writes:"
                                        + " name a folder elsewhere, or one that starts with _");
            }
            if (chain != null) {
                chain.take(inputs);
            }
            return new CustomerReportJob(options, inputs, within, chain);
        } catch (InputException e) {
            throw new UsageException("--input " + e.why());
        }
    }

    @Override
    public long inputBytes() {
        return options.kind().isContinuous() || !inputs.pipes().isEmpty()
                ? UNKNOWN_BYTES
                : inputs.bytes();
    }

    @Override
    public boolean reads(Path file) throws IOException {
        return inputs.holds(file.toString());
    }

    @Override
    public List<String> pipes() {
        return inputs.pipes();
    }

    @Override
    public List<InputContent> contents() {
        return inputs.contents();
    }

    @Override
    public List<InputNotice> notices() {
        return inputs.notices();
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        inputs.hiddenName()
                .map("names that start with . or _ are skipped, such as '%s'"::formatted)
                .ifPresent(notes::add);
        inputs.misnamed().ifPresent(notes::add);
        if (chain != null) {
            notes.addAll(chain.notes());
        }
        notes.addAll(inputs.awaited());
        outputsWithinInput.forEach(
                output ->
                        notes.add(
                                output
                                        + " lies within the input: another run over it would read these files, too"));
        return notes;
    }

    @Override
    public @Nullable Chain chain() {
        return chain;
    }

    @Override
    public void build(StreamExecutionEnvironment env, OutputPlaces places) throws IOException {
        OptionWords.give(options, env);
        Destinations destinations = destinations(places, env);
        EventOptions events = options.events();
        if (options.kind() instanceof Continuous continuous) {
            CustomerReportPipeline.buildContinuous(
                    env,
                    continuous(continuous),
                    events.rules(),
                    ReportSchedule.every(continuous.reportEvery()),
                    destinations);
        } else {
            CustomerReportPipeline.build(
                    env, bounded(), chain == null ? null : chain.customers(), events, destinations);
        }
    }

    private Destinations destinations(OutputPlaces places, StreamExecutionEnvironment env)
            throws IOException {
        return new Destinations(
                reports(places, env.getCheckpointConfig().getCheckpointInterval()),
                places.table(),
                places.rejects() == null
                        ? null
                        : ReportSinks.rejects(places.rejects(), places.run()),
                places.state() == null
                        ? null
                        : KeptStateWriter.sink(
                                places.state(), places.run(), KeyGroupShare.all(env)),
                options.output().html() != null);
    }

    private Destinations.@Nullable Reports reports(OutputPlaces places, long checkpointMillis) {
        if (places.reports() == null) {
            return null;
        }
        return options.kind() instanceof Continuous continuous && continuous.snapshots() != null
                ? snapshots(places, continuous.snapshots(), checkpointMillis)
                : reports(places.reports(), places.run());
    }

    private Destinations.Snapshots snapshots(
            OutputPlaces places, RunKind.SnapshotSchedule snapshots, long checkpointMillis) {
        boolean csv = options.output().format() == ReportFormat.CSV;
        int kept = snapshots.kept();
        return new Destinations.Snapshots(
                snapshots.checkpoints(checkpointMillis),
                csv
                        ? ReportSinks.filedCustomers(places.reports(), places.run(), kept)
                        : ReportSinks.filedReports(places.reports(), places.run(), kept),
                csv ? ReportSinks.filedDays(places.reports(), places.run(), kept) : null);
    }

    private Destinations.Reports reports(org.apache.flink.core.fs.Path folder, String run) {
        return switch (options.output().format()) {
            case NDJSON -> Destinations.rows(ReportSinks.reports(folder, run));
            case JSON -> Destinations.document(ReportSinks.document(folder, run));
            case CSV ->
                    Destinations.csv(
                            ReportSinks.customers(folder, run), ReportSinks.days(folder, run));
        };
    }

    private Source<LineBlock, ?, ?> bounded() {
        NdjsonSource source =
                CustomerReportPipeline.bounded(inputs, options.events().summation(), format())
                        .strict(options.input().strict());
        // What the state says was read is what is read.
        return chain == null ? source : source.listed(inputs.listing());
    }

    private Source<LineBlock, ?, ?> continuous(Continuous kind) {
        return NdjsonSource.continuous(
                        inputs.paths(),
                        NdjsonSource.SHORT_SPLITS,
                        format().awaitingRest(),
                        WatchRules.every(kind.interval())
                                .with(kind.settleTime(), kind.remember())
                                .strict(options.input().strict()))
                .spelled(inputs.names());
    }

    private LineBlockFormat format() {
        return new LineBlockFormat(
                inputs.names(),
                options.input().maxLineBytes(),
                LineBlockFormat.DEFAULT_BLOCK_BYTES,
                options.input().onCorrupt() == OnCorrupt.SKIP);
    }
}
