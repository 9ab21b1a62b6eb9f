package io.customerreport.job;

import io.customerreport.combine.ReportSchedule;
import io.customerreport.report.ReportSinks;
import io.customerreport.source.NdjsonSource;
import io.customerreport.source.block.LineBlock;
import io.customerreport.source.enumerate.WatchRules;
import io.customerreport.source.files.InputException;
import io.customerreport.source.files.InputFiles;
import io.customerreport.source.read.LineBlockFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The report job over the inputs and outputs that the options name. */
public final class CustomerReportJob implements PreparedJob {

    private final JobOptions options;
    private final InputFiles inputs;
    private final List<String> outputsWithinInput;

    private CustomerReportJob(
            JobOptions options, InputFiles inputs, List<String> outputsWithinInput) {
        this.options = options;
        this.inputs = inputs;
        this.outputsWithinInput = outputsWithinInput;
    }

    /** Finds the inputs; nothing is started. */
    public static PreparedJob prepare(JobOptions options) throws UsageException {
        try {
            InputFiles inputs =
                    options.watch() == null
                            ? InputFiles.resolve(options.inputs())
                            : InputFiles.watched(options.inputs());
            if (options.strictInput()) {
                inputs.requireAllReadable();
            }
            List<String> within = OutputsWithinInput.of(options, inputs);
            if (options.watch() != null && !within.isEmpty()) {
                throw new UsageException(
                        within.get(0)
                                + " lies within the input, so the run would read what it writes:"
                                + " name a folder elsewhere, or one that starts with _");
            }
            return new CustomerReportJob(options, inputs, within);
        } catch (InputException e) {
            throw new UsageException("--input " + e.why());
        }
    }

    @Override
    public long inputBytes() {
        return options.watch() == null ? inputs.bytes() : UNKNOWN_BYTES;
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        inputs.hiddenName()
                .map("names that start with . or _ are skipped, such as '%s'"::formatted)
                .ifPresent(notes::add);
        inputs.misnamed().map(misnamed -> misnamed + ", and is read as that").ifPresent(notes::add);
        outputsWithinInput.forEach(
                output ->
                        notes.add(
                                output
                                        + " lies within the input: another run over it would read these files, too"));
        return notes;
    }

    @Override
    public void build(StreamExecutionEnvironment env, OutputPlaces places) throws IOException {
        OptionWords.give(options, env);
        Destinations destinations = destinations(places);
        if (options.watch() != null) {
            CustomerReportPipeline.buildContinuous(
                    env,
                    continuous(),
                    options.rules(),
                    ReportSchedule.every(options.watch().reportEvery()),
                    destinations);
        } else {
            CustomerReportPipeline.build(
                    env, bounded(), options.rules(), options.summation(), destinations);
        }
    }

    private Destinations destinations(OutputPlaces places) throws IOException {
        return new Destinations(
                options.format() == ReportFormat.JSON
                        ? Destinations.document(
                                ReportSinks.document(places.reports(), places.run()))
                        : Destinations.rows(ReportSinks.reports(places.reports(), places.run())),
                places.rejects() == null
                        ? null
                        : ReportSinks.rejects(places.rejects(), places.run()),
                options.html() != null);
    }

    private Source<LineBlock, ?, ?> bounded() {
        return NdjsonSource.bounded(
                        inputs.paths(),
                        options.summation() == Summation.SEQUENTIAL
                                ? NdjsonSource.LONG_SPLITS
                                : NdjsonSource.SHORT_SPLITS,
                        format())
                .spelled(inputs.names())
                .strict(options.strictInput());
    }

    private Source<LineBlock, ?, ?> continuous() {
        return NdjsonSource.continuous(
                        inputs.paths(),
                        NdjsonSource.SHORT_SPLITS,
                        format().awaitingRest(),
                        WatchRules.every(options.watch().interval())
                                .with(options.watch().settleTime(), options.watch().remember())
                                .strict(options.strictInput()))
                .spelled(inputs.names());
    }

    private LineBlockFormat format() {
        return new LineBlockFormat(
                inputs.names(),
                options.maxLineBytes(),
                LineBlockFormat.DEFAULT_BLOCK_BYTES,
                options.skipCorruptFiles());
    }
}
