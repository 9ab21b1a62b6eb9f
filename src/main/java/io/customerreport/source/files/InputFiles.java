package io.customerreport.source.files;

import io.customerreport.source.block.InputNotice;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the user gave as input, looked up before anything runs: the paths that a source enumerates,
 * how their files are called, and how much there is to read.
 *
 * <p>An input is standard input ({@code -}), a named pipe, a file, a folder with all below it, or a
 * glob ({@code *}, {@code ?}, {@code [a-z]}, {@code {a,b}}, {@code **}), on any of Flink's file
 * systems. What exists under the literal name is not taken for a glob. Below a folder, names that
 * start with a dot or an underscore are passed over.
 */
public final class InputFiles {

    private final List<Path> paths = new ArrayList<>();
    private final Map<Object, String> pipes = new LinkedHashMap<>();
    private final List<String> awaited = new ArrayList<>();
    private final String run = UUID.randomUUID().toString();
    private final InputNames.Builder spellings = new InputNames.Builder();
    private final int count;
    private final long bytes;
    private final InputNames names;
    private final boolean watched;
    private final @Nullable String hiddenName;
    private final InputListing listing;
    private final FirstLook firstLook;
    private final List<FileNode> leftOut = new ArrayList<>();

    private InputFiles(List<String> inputs, boolean watched, Predicate<FileNode> known) {
        this.watched = watched;
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("There is no input.");
        }
        List<FileListing> listings = inputs.stream().map(this::add).toList();
        names = spellings.build();
        listing = InputListing.of(listings, names).without(known, leftOut);
        count = listing.files().size();
        bytes =
                listing.files().stream()
                        .filter(file -> !Pipe.is(file))
                        .mapToLong(FileNode::bytes)
                        .sum();
        firstLook = FirstLook.at(listing.files(), names);
        hiddenName =
                listings.stream()
                        .map(FileListing::hiddenName)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
    }

    /**
     * Looks the inputs up.
     *
     * @throws InputException if one does not exist, holds no file, or cannot be read, or a file of
     *     it holds what the job does not read
     */
    public static InputFiles resolve(List<String> inputs) {
        return resolve(inputs, file -> false);
    }

    /**
     * Looks the inputs up, and leaves files out of them.
     *
     * @param known which ones; may throw an {@link InputException}, too
     */
    public static InputFiles resolve(List<String> inputs, Predicate<FileNode> known) {
        return new InputFiles(inputs, false, known);
    }

    /**
     * Looks up inputs whose files may be yet to come.
     *
     * @throws InputException if one that is not a glob does not exist, or one cannot be read, or a
     *     file that is there holds what the job does not read
     */
    public static InputFiles watched(List<String> inputs) {
        return new InputFiles(inputs, true, file -> false);
    }

    /** What a source takes: absolute, globs unresolved, so new files match. */
    public Path[] paths() {
        return paths.toArray(new Path[0]);
    }

    public InputNames names() {
        return names;
    }

    /** Lists the files again, each once, in the order of their paths. */
    public List<Path> files() throws IOException {
        return InputListing.of(paths(), names).files().stream().map(FileNode::toPath).toList();
    }

    /** Whether a file of that name in that folder would be an input of its own. */
    public boolean reads(String folder, String name) throws IOException {
        Path file = new Path(AbsolutePath.of(folder), name);
        for (Path path : paths) {
            if (InputReach.covers(path, file)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a local file or pipe is one of those found, under whatever name. */
    public boolean holds(String localPath) throws IOException {
        try {
            FileNode file = LocalTree.attributes(new File(localPath).toPath());
            return listing.files().stream().anyMatch(file::isSameFileAs);
        } catch (LocalTree.Unreadable e) {
            return pipes.containsKey(Pipe.identity(AbsolutePath.of(localPath)));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** A name that was passed over because it starts with a dot or an underscore. */
    public Optional<String> hiddenName() {
        return Optional.ofNullable(hiddenName);
    }

    /**
     * Refuses inputs of which a part would be passed over.
     *
     * @throws InputException if an entry of a folder cannot be read
     */
    public void requireAllReadable() {
        listing.requireAllReadable();
    }

    /**
     * A file that is read as what it holds, and not as what its name says, as in "'a.ndjson.gz'
     * holds plain text, and is read as that". A watched input's scans say that of each file.
     */
    public Optional<String> misnamed() {
        return Optional.ofNullable(watched ? null : firstLook.misnamed())
                .map(file -> file + likewise(firstLook.misnamedToo()));
    }

    private static String likewise(int files) {
        return switch (files) {
            case 0 -> "";
            case 1 -> "; another file, too, holds something else than its name says";
            default ->
                    "; %d other files, too, hold something else than their names say"
                            .formatted(files);
        };
    }

    /** Looks at the first bytes of each file. */
    public List<InputContent> contents() {
        return listing.files().parallelStream().map(file -> InputContent.of(file, names)).toList();
    }

    /** What is to be said of entries that are passed over, and of further names. */
    public List<InputNotice> notices() {
        return listing.notices();
    }

    /** Inputs that only this process can read, and once, as the user spells them. */
    public List<String> pipes() {
        return List.copyOf(pipes.values());
    }

    /** What is to be said of pipes that somebody has to write to. */
    public List<String> awaited() {
        return awaited;
    }

    public int count() {
        return count;
    }

    /** The files as they were found, each once, in the order of their paths. */
    public InputListing listing() {
        return listing;
    }

    /** Files that were found, and are left out. */
    public List<FileNode> leftOut() {
        return leftOut;
    }

    /**
     * The size of all files as they are stored, so compressed ones count compressed; not of pipes.
     */
    public long bytes() {
        return bytes;
    }

    private FileListing add(String typed) {
        if (typed.isEmpty()) {
            throw new InputException("input", "'' is empty");
        }
        try {
            Path pipe = Pipe.of(typed, run);
            if (pipe != null) {
                return addPipe(pipe, typed);
            }
            Path path = pathOf(typed);
            FileListing listing = FileListing.of(path);
            if (!watched) {
                checkNotEmpty(typed, listing);
            }
            paths.add(path);
            return listing;
        } catch (InputException e) {
            throw e;
        } catch (FileNotFoundException e) {
            throw new InputException("input", "'" + typed + "' does not exist" + hint(typed), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new InputException(
                    "input",
                    "'" + typed + "' cannot be read: " + withoutFullStop(e.getMessage()),
                    e);
        }
    }

    private FileListing addPipe(Path pipe, String typed) throws IOException {
        if (watched) {
            throw new InputException(
                    "input",
                    "'"
                            + typed
                            + "' is a pipe, which --watch cannot read: name the folder in which files appear");
        }
        String flaw = Pipe.flaw(pipe);
        if (flaw != null) {
            throw new InputException(
                    "input",
                    "'%s' %s: redirect a log into it with '< FILE', or name the file"
                            .formatted(typed, flaw),
                    null);
        }
        String before = pipes.putIfAbsent(Pipe.identity(pipe), typed);
        if (before != null) {
            throw new InputException(
                    "input",
                    before.equals(typed)
                            ? "'%s' is given twice, and a pipe can be read only once"
                                    .formatted(typed)
                            : "'%s' is the pipe '%s' again, which can be read only once"
                                    .formatted(typed, before));
        }
        String sentence = Pipe.awaited(pipe, typed);
        if (sentence != null) {
            awaited.add(sentence);
        }
        spellings.addPath(pipe.toString(), typed);
        paths.add(pipe);
        return FileListing.of(pipe);
    }

    private static String hint(String typed) {
        return typed.indexOf(LocalTree.UNDECODABLE) >= 0
                ? ", or has a name that is not valid text in this locale's character encoding"
                : "";
    }

    private Path pathOf(String typed) throws IOException {
        Path literal = AbsolutePath.of(typed);
        int wildcard = Glob.firstWildcard(typed);
        if (wildcard < 0 || FileTree.of(literal).find(literal) != null) {
            spellings.addPath(literal.toString(), withoutTrailingSlashes(typed));
            return literal;
        }
        int afterFolder = typed.lastIndexOf('/', wildcard) + 1;
        String folder = typed.substring(0, afterFolder);
        Path absolute = AbsolutePath.of(folder.isEmpty() ? "." : folder);
        spellings.addFolder(withSlash(absolute.toString()), folder);
        return AbsolutePath.onSameSystem(
                absolute, withSlash(Glob.quote(absolute.getPath())) + typed.substring(afterFolder));
    }

    private static void checkNotEmpty(String typed, FileListing listing) {
        if (listing.isEmpty()) {
            throw new InputException(
                    listing.isFolder() ? "folder" : "input",
                    "'"
                            + typed
                            + (listing.isFolder() ? "' holds no file" : "' matches no file")
                            + whatThereIsInstead(listing));
        }
    }

    private static String whatThereIsInstead(FileListing listing) {
        if (!listing.skipped().isEmpty()) {
            FileListing.Skipped first = listing.skipped().get(0);
            return " that can be read: '%s' %s".formatted(first.path(), first.why());
        }
        return listing.hiddenName() != null
                ? ", apart from names that start with . or _, which are skipped"
                : "";
    }

    private static @Nullable String withoutFullStop(@Nullable String reason) {
        return reason != null && reason.endsWith(".")
                ? reason.substring(0, reason.length() - 1)
                : reason;
    }

    private static String withoutTrailingSlashes(String typed) {
        int end = typed.length();
        while (end > 1 && typed.charAt(end - 1) == '/') {
            end--;
        }
        return typed.substring(0, end);
    }

    private static String withSlash(String path) {
        return path.endsWith("/") ? path : path + '/';
    }
}
