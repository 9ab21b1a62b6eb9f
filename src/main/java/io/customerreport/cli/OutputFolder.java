package io.customerreport.cli;

import io.customerreport.source.AbsolutePath;
import java.io.IOException;
import org.apache.flink.core.fs.Path;

/**
 * A folder that a run fills: empty or absent when the run starts, complete or gone when it ends.
 *
 * <p>One that goes on from a checkpoint finds there what was written up to it.
 */
interface OutputFolder {

    /** Marks a folder whose run finished, as Hadoop's tools do. */
    String SUCCESS_MARKER = "_SUCCESS";

    /** Why a run cannot go on in a folder. */
    String FINISHED = "holds the result of a finished run";

    /**
     * Refuses a folder that a run cannot start into, and leaves no trace of having tried.
     *
     * @param option the option that names the folder, for the refusal
     * @param recovery whether rows may be there already, but not those of a finished run
     */
    static OutputFolder check(String option, String value, boolean recovery) throws UsageException {
        Path path = path(option, value);
        return "file".equals(path.toUri().getScheme())
                ? LocalOutputFolder.check(
                        option, value, java.nio.file.Path.of(path.getPath()), recovery)
                : RemoteOutputFolder.check(option, value, path, recovery);
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
