package io.customerreport.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;

/**
 * What an embedded run that did not finish leaves for another one to go on from: a checkpoint, and
 * with it all rows that were written up to it.
 *
 * @param ownCheckpoints where a continuous run keeps its checkpoints unless the user named a
 *     folder; else null
 */
record Continuation(Configuration configuration, boolean continuous, Path ownCheckpoints) {

    private static final String SETTING = "-D " + StateRecoveryOptions.SAVEPOINT_PATH.key() + "=";

    /**
     * Sees to it that a continuous run has a folder for checkpoints.
     *
     * @param folder the one to use if the configuration has none
     */
    static Continuation prepare(Configuration configuration, boolean continuous, Path folder) {
        if (!continuous || configuration.contains(CheckpointingOptions.CHECKPOINTS_DIRECTORY)) {
            return new Continuation(configuration, continuous, null);
        }
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
        return new Continuation(configuration, true, folder);
    }

    /** The setting with which to go on; empty if there is nothing to go on from. */
    Optional<String> setting() {
        if (continuous && ownCheckpoints == null) {
            return Optional.of(
                    SETTING
                            + "… with the last checkpoint in "
                            + configuration.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY));
        }
        return latest().map(Path::toString)
                .or(() -> configuration.getOptional(StateRecoveryOptions.SAVEPOINT_PATH))
                .map(SETTING::concat);
    }

    /** The last of the run's own checkpoints; Flink writes the metadata last. */
    private Optional<Path> latest() {
        if (ownCheckpoints == null || !Files.isDirectory(ownCheckpoints)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.find(ownCheckpoints, 3, (path, attributes) -> true)) {
            return files.filter(path -> path.endsWith("_metadata"))
                    .map(path -> Map.entry(modified(path), path.getParent()))
                    .max(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                    .map(Map.Entry::getValue);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
