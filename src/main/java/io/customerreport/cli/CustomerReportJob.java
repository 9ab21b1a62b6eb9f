package io.customerreport.cli;

import io.customerreport.job.CustomerReportPipeline;
import io.customerreport.job.JobOptions;
import io.customerreport.job.Summation;
import io.customerreport.report.ReportSinks;
import io.customerreport.source.AbsolutePath;
import io.customerreport.source.InputException;
import io.customerreport.source.InputFiles;
import io.customerreport.source.LineBlockFormat;
import io.customerreport.source.NdjsonSource;
import java.io.IOException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The report job over the inputs and outputs that the options name. */
final class CustomerReportJob implements JobBody {

    private final JobOptions options;
    private final InputFiles inputs;

    private CustomerReportJob(JobOptions options, InputFiles inputs) {
        this.options = options;
        this.inputs = inputs;
    }

    /** Finds the inputs; nothing is started. */
    static JobBody prepare(JobOptions options) throws UsageException {
        try {
            return new CustomerReportJob(options, InputFiles.resolve(options.inputs()));
        } catch (InputException e) {
            throw new UsageException(
                    e.getMessage().replaceFirst("^The (input|folder) ", "--input "));
        }
    }

    @Override
    public long inputBytes() {
        return inputs.bytes();
    }

    @Override
    public void build(StreamExecutionEnvironment env) throws IOException {
        CustomerReportPipeline.build(
                env,
                NdjsonSource.bounded(
                        inputs.paths(),
                        inputs.names(),
                        options.maxLineBytes(),
                        options.summation() == Summation.SEQUENTIAL
                                ? NdjsonSource.LONG_SPLITS
                                : NdjsonSource.SHORT_SPLITS,
                        LineBlockFormat.DEFAULT_BLOCK_BYTES),
                options.rules(),
                options.summation(),
                ReportSinks.reports(AbsolutePath.of(options.output())),
                options.rejects() == null
                        ? null
                        : ReportSinks.rejects(AbsolutePath.of(options.rejects())));
    }
}
