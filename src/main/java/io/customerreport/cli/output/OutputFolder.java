package io.customerreport.cli.output;

import io.customerreport.cli.console.FailureMessage;
import io.customerreport.cli.settings.GoingOn;
import io.customerreport.job.Given;
import io.customerreport.job.UsageException;
import io.customerreport.source.files.AbsolutePath;
import java.io.IOException;
import org.apache.flink.core.fs.Path;

/**
 * A folder that a run fills: nobody else's from {@link #claim} until the run ends, and complete or
 * without any of its files after that.
 *
 * <p>One that goes on from a checkpoint finds there what was written up to it. After a claim came
 * either {@link #publish}, {@link #discard}, {@link #release} or {@link #leave}.
 */
public sealed interface OutputFolder permits LocalOutputFolder, RemoteOutputFolder {

    /**
     * Finds out which folder is meant, and changes nothing.
     *
     * @param marker the name of the file that is there when the run has finished
     */
    static OutputFolder find(Given named, String marker) throws UsageException {
        Path path = path(named);
        return AbsolutePath.isLocal(path)
                ? LocalOutputFolder.find(named, path, marker)
                : RemoteOutputFolder.find(named, path, marker);
    }

    FolderId id();

    /** Where sinks write. */
    Path sink();

    /** Refuses the folder where {@link #claim} would, as far as that shows without writing. */
    void check(Claimant claimant, GoingOn goingOn) throws UsageException;

    /** Takes the folder for a run, creating it if need be, or refuses it and leaves no trace. */
    void claim(Claimant claimant, GoingOn goingOn) throws UsageException;

    /** Notes in the claim which job fills the folder, for those who meet the claim later. */
    void submitted(Claimant claimant) throws IOException;

    /**
     * Removes what failed attempts left, and sees to it that nothing stands in the way of {@link
     * #publish}.
     *
     * @param rowsExpected whether the run has written rows
     * @throws IOException if the folder is not what it was when it was claimed, or has no rows
     */
    void prepare(boolean rowsExpected) throws IOException;

    /**
     * Leaves the marker in the folder in the place of the claim.
     *
     * @param text what it holds
     */
    void publish(String text) throws IOException;

    /** Removes the files that the run put there, and folders that it created if they are empty. */
    void discard() throws IOException;

    /** Gives up the claim and leaves the rows, for another run to go on with. */
    void release() throws IOException;

    /** Leaves rows and claim to a job that goes on without this process. */
    void leave() throws IOException;

    private static Path path(Given named) throws UsageException {
        try {
            return AbsolutePath.of(named.value());
        } catch (IOException | IllegalArgumentException e) {
            throw named.refused("is not a path: " + FailureMessage.of(e));
        }
    }
}
