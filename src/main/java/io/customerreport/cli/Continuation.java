package io.customerreport.cli;

import io.customerreport.cli.files.ShellWord;
import io.customerreport.cli.settings.Checkpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.jspecify.annotations.Nullable;

/**
 * What an embedded run that did not finish leaves for another one to continue from: a checkpoint,
 * and with it all rows that were written up to it.
 */
final class Continuation {

    private static final String KEY = StateRecoveryOptions.SAVEPOINT_PATH.key();

    private final Configuration configuration;

    /** Where the run keeps its checkpoints if the user named no folder. */
    private final @Nullable Path ownCheckpoints;

    /** Once Flink has taken the job, and read the checkpoint that it continues from. */
    private volatile @Nullable JobID job;

    private volatile boolean ended;

    private Continuation(Configuration configuration, @Nullable Path ownCheckpoints) {
        this.configuration = configuration;
        this.ownCheckpoints = ownCheckpoints;
    }

    /**
     * Sees to it that a continuous run has a folder for checkpoints.
     *
     * @param folder the one to use if the configuration has none
     */
    static Continuation prepare(Configuration configuration, boolean continuous, Path folder) {
        if (!continuous || configuration.contains(CheckpointingOptions.CHECKPOINTS_DIRECTORY)) {
            return new Continuation(configuration, null);
        }
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, Checkpoints.uri(folder));
        return new Continuation(configuration, folder);
    }

    void submitted(JobID id) {
        job = id;
    }

    boolean isSubmitted() {
        return job != null;
    }

    /** The job of a continuous run has reported everything, and Flink removes its checkpoints. */
    void ended() {
        ended = true;
    }

    /**
     * How another run continues after the last checkpoint of this one. Where this one started is
     * not named: it may be the reason why it failed, and the user has just given it.
     */
    Left left() {
        if (ended) {
            return new Left(true, Optional.empty(), null);
        }
        // Then there are rows of the run before.
        boolean goesOn = configuration.contains(StateRecoveryOptions.SAVEPOINT_PATH);
        if (job == null) {
            return new Left(goesOn, Optional.empty(), null);
        }
        try {
            Optional<String> latest = latest().map(Checkpoints::plain);
            return new Left(
                    goesOn || latest.isPresent(),
                    latest.map(checkpoint -> "-D " + ShellWord.of(KEY + "=" + checkpoint)),
                    latest.isPresent() ? ownCheckpoints : null);
        } catch (IOException e) {
            // There may be one; nothing is removed that it may stand for.
            return new Left(true, Optional.empty(), ownCheckpoints);
        }
    }

    private Optional<org.apache.flink.core.fs.Path> latest() throws IOException {
        String folder = configuration.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
        if (folder == null) {
            return Optional.empty();
        }
        var all = new org.apache.flink.core.fs.Path(folder);
        return Checkpoints.latest(
                configuration.get(CheckpointingOptions.CREATE_CHECKPOINT_SUB_DIR)
                        ? new org.apache.flink.core.fs.Path(all, job.toString())
                        : all);
    }

    /**
     * What is left of a run.
     *
     * @param rows whether its rows are of use
     * @param setting the setting with which to go on, as a shell takes it; empty if there is no
     *     checkpoint to continue from
     * @param checkpoints the folder of the run's own that has to stay, if one has
     */
    record Left(boolean rows, Optional<String> setting, @Nullable Path checkpoints) {}
}
