package io.customerreport.cli.output;

import io.customerreport.job.JobOptions;
import io.customerreport.job.OutputPlaces;
import io.customerreport.job.PreparedJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job that reads the files that its options name, whether they are there or not. */
record NamedInputs(List<String> paths) implements PreparedJob {

    static PreparedJob of(JobOptions options) {
        return new NamedInputs(options.input().paths());
    }

    @Override
    public boolean reads(Path file) throws IOException {
        for (String path : paths) {
            if (Files.exists(file)
                    && Files.exists(Path.of(path))
                    && Files.isSameFile(file, Path.of(path))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void build(StreamExecutionEnvironment env, OutputPlaces places) {
        throw new UnsupportedOperationException();
    }
}
