package io.customerreport.cli;

import io.customerreport.job.JobOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The report job over the inputs that the options name. */
final class CustomerReportJob implements JobBody {

    private CustomerReportJob() {}

    /** The seam to the inputs: until they are resolved on every file system, local paths only. */
    static JobBody prepare(JobOptions options) throws UsageException {
        for (String input : options.inputs()) {
            if (!Files.isReadable(Path.of(input))) {
                throw new UsageException(
                        "--input '" + input + "' does not exist or cannot be read");
            }
        }
        return new CustomerReportJob();
    }

    @Override
    public void build(StreamExecutionEnvironment env) {
        throw new IllegalStateException("the pipeline is not connected to the command yet");
    }
}
