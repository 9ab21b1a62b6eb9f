package io.customerreport.cli.settings;

import io.customerreport.cli.console.FailureMessage;
import io.customerreport.cli.files.NewFolders;
import io.customerreport.job.UsageException;
import io.customerreport.source.files.AbsolutePath;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Finds checkpoints in folders, and refuses folders that cannot hold or do not hold any. */
public final class Checkpoints {

    private static final String METADATA = "_metadata";

    private static final Pattern NAME = Pattern.compile("chk-(\\d{1,18})");

    private Checkpoints() {}

    /**
     * The last finished checkpoint in a folder, empty if there is none. Flink writes the metadata
     * last.
     */
    public static Optional<Path> latest(Path folder) throws IOException {
        FileSystem files = folder.getFileSystem();
        FileStatus[] children = files.exists(folder) ? files.listStatus(folder) : null;
        if (children == null) {
            return Optional.empty();
        }
        for (Path checkpoint :
                Stream.of(children)
                        .map(FileStatus::getPath)
                        .filter(path -> NAME.matcher(path.getName()).matches())
                        .sorted(Comparator.comparingLong(Checkpoints::number).reversed())
                        .toList()) {
            if (files.exists(new Path(checkpoint, METADATA))) {
                return Optional.of(checkpoint);
            }
        }
        return Optional.empty();
    }

    private static long number(Path checkpoint) {
        return Long.parseLong(checkpoint.getName().substring("chk-".length()));
    }

    /** Refuses, before anything runs, to write checkpoints or to read one where that must fail. */
    public static void check(Configuration configuration) throws UsageException {
        check(configuration, StateRecoveryOptions.SAVEPOINT_PATH, Checkpoints::requireCheckpoint);
        check(
                configuration,
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                Checkpoints::requireFolder);
    }

    private static void check(Configuration configuration, ConfigOption<String> option, Check check)
            throws UsageException {
        if (!configuration.contains(option)) {
            return;
        }
        String value = configuration.get(option);
        String given =
                GivenSetting.of(option, configuration.toMap())
                                .orElse(new GivenSetting(option.key(), value))
                        + " ";
        if (value.isBlank()) {
            throw new UsageException(given + "names nothing");
        }
        try {
            check.check(given, value, new Path(value));
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException(given + "cannot be used: " + FailureMessage.of(e));
        }
    }

    private static void requireCheckpoint(String given, String value, Path path)
            throws IOException, UsageException {
        FileSystem files = path.getFileSystem();
        if (!files.exists(path)) {
            throw new UsageException(given + "does not exist");
        }
        if (!files.getFileStatus(path).isDir() || files.exists(new Path(path, METADATA))) {
            return;
        }
        throw new UsageException(
                given
                        + "is not a checkpoint, as it holds no "
                        + METADATA
                        + below(files, path)
                                .map(checkpoint -> "; the last one in it is " + plain(checkpoint))
                                .orElse(""));
    }

    /** The last checkpoint of the last run in a folder for checkpoints. */
    private static Optional<Path> below(FileSystem files, Path folder) throws IOException {
        Optional<Path> own = latest(folder);
        if (own.isPresent()) {
            return own;
        }
        Optional<Path> last = Optional.empty();
        long lastModified = Long.MIN_VALUE;
        for (FileStatus run : files.listStatus(folder)) {
            Optional<Path> checkpoint = run.isDir() ? latest(run.getPath()) : Optional.empty();
            if (checkpoint.isPresent()) {
                Path metadata = new Path(checkpoint.get(), METADATA);
                long modified = files.getFileStatus(metadata).getModificationTime();
                if (modified > lastModified) {
                    last = checkpoint;
                    lastModified = modified;
                }
            }
        }
        return last;
    }

    private static void requireFolder(String given, String value, Path path)
            throws IOException, UsageException {
        if (path.toUri().getScheme() == null) {
            throw new UsageException(
                    given
                            + "has no scheme: name the folder as "
                            + uri(java.nio.file.Path.of(value)));
        }
        if (!AbsolutePath.isLocal(path)) {
            // Asked for the sake of the refusal, if there is one.
            path.getFileSystem().exists(path);
            return;
        }
        if (path.toUri().getAuthority() != null) {
            throw new UsageException(
                    given + "is not local: file:/// has three slashes and no host");
        }
        java.nio.file.Path folder = java.nio.file.Path.of(path.getPath());
        NewFolders created = new NewFolders();
        try {
            created.create(folder);
            Files.delete(Files.createTempFile(folder, ".customer-report-", null));
        } finally {
            // The run may be refused yet, and Flink creates them again.
            created.removeEmpty();
        }
    }

    /** The folder as Flink reads it, which takes %20 for a part of the name. */
    public static String uri(java.nio.file.Path local) {
        return "file://" + local.toAbsolutePath().normalize();
    }

    /** The folder as a user writes it: a local path without its scheme. */
    public static String plain(Path path) {
        return AbsolutePath.isLocal(path) ? path.getPath() : path.toString();
    }

    private interface Check {

        void check(String given, String value, Path path) throws IOException, UsageException;
    }
}
