package io.customerreport.cli;

import io.customerreport.report.ReportSinks;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/** An output folder on this machine. */
final class LocalOutputFolder implements OutputFolder {

    private final Path folder;

    /** Folders that were missing at the start, the outermost last. */
    private final Deque<Path> missing;

    private LocalOutputFolder(Path folder, Deque<Path> missing) {
        this.folder = folder;
        this.missing = missing;
    }

    static OutputFolder check(String option, String value, Path path, boolean recovery)
            throws UsageException {
        Path folder = path.toAbsolutePath().normalize();
        Refusal refusal = why -> new UsageException(option + " '" + value + "' " + why);
        LocalOutputFolder output = new LocalOutputFolder(folder, missingFolders(folder));
        if (Files.isDirectory(folder)) {
            if (!recovery) {
                requireEmpty(folder, refusal);
            } else if (Files.exists(folder.resolve(SUCCESS_MARKER))) {
                throw refusal.because(FINISHED);
            }
            requireWritable(folder, refusal);
        } else if (Files.exists(folder)) {
            throw refusal.because("is a file, not a folder");
        } else {
            output.requireCreatable(refusal);
        }
        return output;
    }

    @Override
    public Object identity() {
        Path existing = missing.isEmpty() ? folder : missing.getLast().getParent();
        try {
            return existing.toRealPath().resolve(existing.relativize(folder)).normalize();
        } catch (IOException e) {
            return folder;
        }
    }

    @Override
    public void markComplete() throws IOException {
        Files.createDirectories(folder);
        ReportSinks.removeUnfinished(new org.apache.flink.core.fs.Path(folder.toUri()));
        Files.createFile(folder.resolve(SUCCESS_MARKER));
    }

    @Override
    public void discard() throws IOException {
        FileTree.deleteContents(folder);
        removeCreated();
    }

    private static void requireEmpty(Path folder, Refusal refusal) throws UsageException {
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw refusal.because("is not empty");
            }
        } catch (IOException e) {
            throw refusal.because("cannot be read: " + FailureMessage.of(e));
        }
    }

    private static void requireWritable(Path folder, Refusal refusal) throws UsageException {
        try {
            // Only an attempt tells: permissions do not bind root, nor describe a read-only mount.
            Files.delete(Files.createTempFile(folder, ".probe", null));
        } catch (IOException e) {
            throw refusal.because("cannot be written to: " + FailureMessage.of(e));
        }
    }

    private void requireCreatable(Refusal refusal) throws UsageException {
        try {
            try {
                Files.createDirectories(folder);
            } finally {
                removeCreated();
            }
        } catch (IOException e) {
            throw refusal.because("cannot be created: " + FailureMessage.of(e));
        }
    }

    private static Deque<Path> missingFolders(Path folder) {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path path = folder;
                path != null && !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
                path = path.getParent()) {
            missing.addLast(path);
        }
        return missing;
    }

    private void removeCreated() throws IOException {
        try {
            for (Path path : missing) {
                Files.deleteIfExists(path);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // Something else lives there by now, such as the rejects beside the reports.
        }
    }

    private interface Refusal {
        UsageException because(String why);
    }
}
