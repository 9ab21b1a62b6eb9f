package io.customerreport.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The local file for the run's summary; it appears whole or not at all.
 *
 * <p>A link or a device such as {@code /dev/stdout} cannot be replaced by a rename and is written
 * in place.
 */
final class SummaryFile {

    private final String value;
    private final Path file;
    private final Path temporary;
    private boolean written;

    private SummaryFile(String value, Path file) {
        this.value = value;
        this.file = file;
        this.temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
    }

    /**
     * @param inputs what the run reads and the summary must not replace
     * @param outputs folders that may hold the summary although they do not exist yet
     */
    static SummaryFile check(String value, List<String> inputs, List<String> outputs)
            throws UsageException {
        SummaryFile summary = new SummaryFile(value, path(value));
        summary.requireFile();
        for (String input : inputs) {
            summary.requireOther("an input", input);
        }
        boolean folderToCome = false;
        for (String output : outputs) {
            summary.requireOther("an output folder", output);
            folderToCome |= summary.file.getParent().equals(local(output));
        }
        summary.requireFolder(folderToCome);
        return summary;
    }

    void write(String json) throws IOException {
        try {
            replace(json);
        } catch (FileSystemException e) {
            // Names the file itself.
            throw e;
        } catch (IOException e) {
            throw new IOException("Cannot write " + value + ": " + e.getMessage(), e);
        }
    }

    private void replace(String json) throws IOException {
        if (isInPlace()) {
            Files.writeString(file, json);
            return;
        }
        Files.createDirectories(file.getParent());
        Files.writeString(temporary, json);
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        written = true;
    }

    void discard() throws IOException {
        if (!isInPlace()) {
            Files.deleteIfExists(temporary);
        }
        if (written) {
            Files.deleteIfExists(file);
        }
    }

    private boolean isInPlace() {
        return Files.isSymbolicLink(file) || Files.exists(file) && !Files.isRegularFile(file);
    }

    private void requireFile() throws UsageException {
        if (Files.isDirectory(file)) {
            throw refused("is a folder, not a file");
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw refused("cannot be written to");
        }
    }

    private void requireOther(String what, String other) throws UsageException {
        if (file.equals(local(other))) {
            throw refused("is also " + what);
        }
    }

    private void requireFolder(boolean toCome) throws UsageException {
        Path folder = file.getParent();
        if (isInPlace() || toCome && !Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw refused("lies in a folder that does not exist");
        }
        try {
            Files.delete(Files.createTempFile(folder, ".probe", null));
        } catch (IOException e) {
            throw refused("lies in a folder that cannot be written to: " + FailureMessage.of(e));
        }
    }

    private static Path path(String value) throws UsageException {
        Path file = local(value);
        if (file == null || file.getFileName() == null) {
            throw new UsageException("--summary '" + value + "' is not the path of a local file");
        }
        return file;
    }

    /** The absolute local path, null for anything else. */
    private static Path local(String path) {
        try {
            Path local =
                    path.matches("[a-zA-Z][a-zA-Z0-9+.-]*:/.*")
                            ? Path.of(URI.create(path))
                            : Path.of(path);
            return local.toAbsolutePath().normalize();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return null;
        }
    }

    private UsageException refused(String why) {
        return new UsageException("--summary '" + value + "' " + why);
    }
}
