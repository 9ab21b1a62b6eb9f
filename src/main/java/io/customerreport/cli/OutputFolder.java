package io.customerreport.cli;

import io.customerreport.source.AbsolutePath;
import java.io.IOException;
import org.apache.flink.core.fs.Path;

/**
 * A folder that a run fills: empty or absent when the run starts, complete or gone when it ends.
 */
interface OutputFolder {

    /** Marks a folder whose run finished, as Hadoop's tools do. */
    String SUCCESS_MARKER = "_SUCCESS";

    /**
     * Refuses a folder that a run cannot start into, and leaves no trace of having tried.
     *
     * @param option the option that names the folder, for the refusal
     */
    static OutputFolder check(String option, String value) throws UsageException {
        Path path = path(option, value);
        return "file".equals(path.toUri().getScheme())
                ? LocalOutputFolder.check(option, value, java.nio.file.Path.of(path.getPath()))
                : RemoteOutputFolder.check(option, value, path);
    }

    /** Equal for two spellings of one folder. */
    Object identity();

    /** Leaves {@link #SUCCESS_MARKER} in the folder, creating it for a run without any row. */
    void markComplete() throws IOException;

    /** Removes what the run put there, and the folder too if the run created it. */
    void discard() throws IOException;

    private static Path path(String option, String value) throws UsageException {
        try {
            return AbsolutePath.of(value);
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException(
                    option + " '" + value + "' is not a path: " + FailureMessage.of(e));
        }
    }
}
