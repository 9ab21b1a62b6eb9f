package io.customerreport.source.files;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Inputs that can be read once, from their beginning, by this process: standard input and named
 * pipes.
 *
 * <p>Their paths have schemes of their own, which come after those of files in the order of the
 * input, and name the run, so that a run which starts again does not read what is left of one.
 */
public final class Pipe implements FileTree {

    /** How users spell standard input. */
    static final String STANDARD_INPUT = "-";

    private static final String STANDARD_SCHEME = "stdin";
    private static final String NAMED_SCHEME = "pipe";

    /**
     * What the launcher says of standard input, as a JVM that has none opens something else there.
     */
    private static final String STANDARD_PROPERTY = "customer-report.standard-input";

    /** The longest that a file can be, as the length is not known. */
    private static final long MOST_BYTES = 1L << 40;

    /** It is not cut into ranges. */
    private static final FileSample WHOLE = new FileSample(FileSample.NO_HASH, false, true, true);

    private static final int TYPE_OF_FILE = 0170000;
    private static final int NAMED_PIPE = 0010000;

    /** Parts of the flags of {@code open} in POSIX, as Linux has them. */
    private static final int ACCESS_MODE = 03;

    private static final int WRITE_ONLY = 01;

    /** Static, as standard input belongs to the process. */
    private static final Set<Path> OPENED = ConcurrentHashMap.newKeySet();

    Pipe() {}

    /**
     * The path of what a user typed, null if that is not a pipe.
     *
     * @param run names the run
     */
    static @Nullable Path of(String typed, String run) throws IOException {
        if (typed.equals(STANDARD_INPUT)) {
            return AbsolutePath.of(STANDARD_SCHEME, run, "/" + STANDARD_INPUT);
        }
        if (AbsolutePath.schemeOf(typed) != null || !isNamedPipe(typed)) {
            return null;
        }
        return AbsolutePath.of(NAMED_SCHEME, run, AbsolutePath.of(typed).getPath());
    }

    public static boolean is(Path path) {
        String scheme = path.toUri().getScheme();
        return STANDARD_SCHEME.equals(scheme) || NAMED_SCHEME.equals(scheme);
    }

    public static boolean is(FileNode file) {
        return file.system().startsWith(STANDARD_SCHEME + ":")
                || file.system().startsWith(NAMED_SCHEME + ":");
    }

    /** What two names of one pipe share; the path itself where the system does not say. */
    static Object identity(Path path) {
        String name = isStandardInput(path) ? "/dev/stdin" : path.getPath();
        try {
            Map<String, Object> pipe =
                    Files.readAttributes(new File(name).toPath(), "unix:dev,ino,mode");
            return isNamedPipe(pipe) ? pipe : path;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return path;
        }
    }

    /** What is wrong with a pipe that cannot be read at all, such as {@code is closed}, or null. */
    static @Nullable String flaw(Path path) {
        if (!isStandardInput(path)) {
            return null;
        }
        if ("closed".equals(System.getProperty(STANDARD_PROPERTY))) {
            return "is standard input, which is closed";
        }
        if (new File("/dev/stdin").isDirectory()) {
            return "is standard input, which is a folder";
        }
        return isOnlyWritten() ? "is standard input, which is open for writing only" : null;
    }

    /** Whether it was opened as by {@code 0>file}; Linux alone tells before it is read. */
    private static boolean isOnlyWritten() {
        try (Stream<String> lines = Files.lines(java.nio.file.Path.of("/proc/self/fdinfo/0"))) {
            return lines.filter(line -> line.startsWith("flags:"))
                    .mapToInt(
                            line -> Integer.parseInt(line.substring("flags:".length()).strip(), 8))
                    .anyMatch(flags -> (flags & ACCESS_MODE) == WRITE_ONLY);
        } catch (IOException | UncheckedIOException | NumberFormatException e) {
            return false;
        }
    }

    /** Whether somebody has to be asked for what comes, who would wait for the run otherwise. */
    static @Nullable String awaited(Path path, String typed) {
        if (!isStandardInput(path)) {
            return path.getPath().startsWith("/dev/fd/")
                    ? null
                    : "'" + typed + "' is a pipe, read until whoever writes to it closes it";
        }
        return isTerminal()
                ? "standard input is awaited from the terminal; Ctrl-D on a line of its own ends it"
                : null;
    }

    /**
     * Opens it.
     *
     * @throws IOException if that happened before
     */
    public static InputStream open(Path path) throws IOException {
        if (!OPENED.add(path)) {
            throw new IOException("it has been read already");
        }
        // A file's own stream asks where it is, which a pipe cannot tell.
        return isStandardInput(path)
                ? System.in
                : new BufferedInputStream(new FileInputStream(path.getPath()));
    }

    @Override
    public FileNode find(Path path) {
        return new FileNode(FileNode.systemOf(path), path.getPath(), false, MOST_BYTES, 0, null)
                .withSample(WHOLE);
    }

    @Override
    public List<FileNode> children(Path folder, Predicate<String> wanted, SkippedEntries skipped) {
        return List.of();
    }

    private static boolean isStandardInput(Path path) {
        return STANDARD_SCHEME.equals(path.toUri().getScheme());
    }

    private static boolean isNamedPipe(String typed) {
        try {
            return isNamedPipe(Files.readAttributes(new File(typed).toPath(), "unix:mode"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            // Nothing is there, or there are no pipes on this system.
            return false;
        }
    }

    private static boolean isNamedPipe(Map<String, Object> attributes) {
        return ((Integer) attributes.get("mode") & TYPE_OF_FILE) == NAMED_PIPE;
    }

    /** Java's own answer is about standard output as well. */
    private static boolean isTerminal() {
        try {
            String target =
                    Files.readSymbolicLink(java.nio.file.Path.of("/proc/self/fd/0")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | InvalidPathException e) {
            return System.console() != null;
        }
    }
}
