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
 * A local file for what a run leaves beside its folders; it appears whole or not at all.
 *
 * <p>A link or a device such as {@code /dev/stdout} cannot be replaced by a rename and is written
 * in place.
 */
final class ResultFile {

    private final String option;
    private final String value;
    private final Path file;
    private final Path temporary;
    private boolean written;

    private ResultFile(String option, String value, Path file) {
        this.option = option;
        this.value = value;
        this.file = file;
        this.temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
    }

    /**
     * @param option the option that names the file
     * @param inputs what the run reads and the file must not replace
     * @param outputs folders that may hold the file although they do not exist yet
     */
    static ResultFile check(String option, String value, List<String> inputs, List<String> outputs)
            throws UsageException {
        ResultFile result = new ResultFile(option, value, path(option, value));
        result.requireFile();
        for (String input : inputs) {
            result.requireOther("an input", input);
        }
        boolean folderToCome = false;
        for (String output : outputs) {
            result.requireOther("an output folder", output);
            folderToCome |= result.file.getParent().equals(local(output));
        }
        result.requireFolder(folderToCome);
        return result;
    }

    /** Refuses one file for two results. */
    void requireOtherThan(ResultFile other) throws UsageException {
        if (file.equals(other.file)) {
            throw refused("is the file of " + other.option + ", too");
        }
    }

    void write(String text) throws IOException {
        try {
            replace(text);
        } catch (FileSystemException e) {
            // Names the file itself.
            throw e;
        } catch (IOException e) {
            throw new IOException("Cannot write " + value + ": " + e.getMessage(), e);
        }
    }

    private void replace(String text) throws IOException {
        if (isInPlace()) {
            Files.writeString(file, text);
            return;
        }
        Files.createDirectories(file.getParent());
        Files.writeString(temporary, text);
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

    private static Path path(String option, String value) throws UsageException {
        Path file = local(value);
        if (file == null || file.getFileName() == null) {
            throw new UsageException(option + " '" + value + "' is not the path of a local file");
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
        return new UsageException(option + " '" + value + "' " + why);
    }
}
