package io.customerreport.cli.files;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/**
 * The file that a path leads to through links, which may be yet to come; or a stream, such as a
 * pipe or {@code /dev/stdout}, which cannot be replaced by a rename and is written as it is.
 *
 * @param path its folder without links
 * @param stream whether it is not a file of its own
 */
public record LinkedFile(Path path, boolean stream) {

    /** Linux follows as many. */
    private static final int MOST_LINKS = 40;

    /**
     * Paths of what this process has open. Even a regular file among them is not replaced, as
     * whoever opened it may still write to it.
     */
    private static final Pattern OPEN_ALREADY =
            Pattern.compile("/dev/std(?:in|out|err)|/dev/fd/.*|/proc/.*");

    private static final Pattern STANDARD_OUTPUT =
            Pattern.compile("/dev/stdout|/dev/fd/1|/proc/self/fd/1");
    private static final Pattern STANDARD_ERROR =
            Pattern.compile("/dev/stderr|/dev/fd/2|/proc/self/fd/2");

    /** Parts of {@code st_mode} in POSIX, as Linux and macOS have them. */
    private static final int TYPE = 0170000;

    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;

    /** Follows the links at the end of a path. */
    public static LinkedFile of(Path typed) throws IOException {
        Path path = typed;
        for (int i = 0; i <= MOST_LINKS; i++) {
            if (OPEN_ALREADY.matcher(path.toString()).matches()) {
                return new LinkedFile(path, true);
            }
            Path folder = path.getParent();
            if (folder == null) {
                return new LinkedFile(path, false);
            }
            path = RealPath.of(folder).resolve(path.getFileName());
            if (!Files.isSymbolicLink(path)) {
                boolean other = Files.exists(path) && !Files.isRegularFile(path);
                return new LinkedFile(path, other && !Files.isDirectory(path));
            }
            path = path.resolveSibling(Files.readSymbolicLink(path));
        }
        throw new FileSystemException(typed.toString(), null, "too many links");
    }

    /** Whether others read what is written, and may go. */
    public boolean isPipe() throws IOException {
        int mode = (Integer) Files.getAttribute(path, "unix:mode");
        return (mode & TYPE) == PIPE || (mode & TYPE) == SOCKET;
    }

    /**
     * Writes to a stream after all that is there: it may be a file with others' lines in it. What
     * this process has open has a position that all its writers share, and is not opened again.
     */
    public void append(byte[] text) throws IOException {
        if (STANDARD_OUTPUT.matcher(path.toString()).matches()) {
            append(FileDescriptor.out, text);
        } else if (STANDARD_ERROR.matcher(path.toString()).matches()) {
            append(FileDescriptor.err, text);
        } else {
            Files.write(path, text, StandardOpenOption.APPEND);
        }
    }

    @SuppressWarnings("resource") // Closing it would close the stream for the whole process.
    private static void append(FileDescriptor open, byte[] text) throws IOException {
        new FileOutputStream(open).write(text);
    }
}
