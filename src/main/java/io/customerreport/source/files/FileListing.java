package io.customerreport.source.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files that one input path stands for: the file itself, all files below a folder, or those a
 * glob matches, folders among them with all files below.
 *
 * <p>What exists under the literal path wins over its meaning as a glob. Names that start with a
 * dot or an underscore are passed over below the given path, unless a glob spells that first
 * character. A link that leads back to a folder around it is not followed again. An entry of a
 * folder that cannot be read is passed over, too, and {@link #skipped} lists it; an input that the
 * user named is never passed over.
 */
final class FileListing {

    private final FileTree tree;
    private final List<FileNode> files = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private final Set<Object> foldersAround = new HashSet<>();
    private boolean folder;
    private @Nullable String hiddenName;

    /**
     * An entry of a folder that is passed over.
     *
     * @param why completes a sentence that begins with its name
     */
    record Skipped(String system, String path, String why) {}

    private FileListing(FileTree tree) {
        this.tree = tree;
    }

    /**
     * @throws FileNotFoundException if there is nothing at a path without wildcards
     */
    static FileListing of(Path path) throws IOException {
        FileListing listing = new FileListing(FileTree.of(path));
        FileNode literal = listing.tree.find(path);
        if (literal != null) {
            listing.folder = literal.folder();
            listing.take(literal);
        } else if (Glob.firstWildcard(path.getPath()) < 0) {
            throw new FileNotFoundException("there is no file or folder " + path);
        } else {
            listing.matchAll(path);
        }
        return listing;
    }

    /** The files, in no order. */
    List<FileNode> files() {
        return files;
    }

    /** The entries of folders that cannot be read. */
    List<Skipped> skipped() {
        return skipped;
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /** Whether the path itself is a folder. */
    boolean isFolder() {
        return folder;
    }

    /** The first, in the order of names, that was passed over for its name; null for none. */
    @Nullable String hiddenName() {
        return hiddenName;
    }

    private void take(FileNode node) throws IOException {
        if (!node.folder()) {
            files.add(node);
        } else if (enter(node)) {
            for (FileNode child : children(node, this::isVisible)) {
                take(child);
            }
            leave(node);
        }
    }

    private void matchAll(Path path) throws IOException {
        for (Glob glob : Glob.parse(path.getPath())) {
            FileNode node = tree.find(AbsolutePath.onSameSystem(path, glob.folder()));
            if (node != null) {
                match(node, glob.segments());
            }
        }
    }

    private void match(FileNode node, List<Glob.Segment> segments) throws IOException {
        if (segments.isEmpty()) {
            take(node);
        } else if (node.folder() && enter(node)) {
            matchInside(node, segments);
            leave(node);
        }
    }

    private void matchInside(FileNode folder, List<Glob.Segment> segments) throws IOException {
        Glob.Segment first = segments.get(0);
        List<Glob.Segment> others = segments.subList(1, segments.size());
        if (!first.anyDepth()) {
            for (FileNode child : children(folder, name -> isWanted(name, first))) {
                match(child, others);
            }
            return;
        }
        if (!others.isEmpty()) {
            matchInside(folder, others);
        }
        for (FileNode child : children(folder, this::isVisible)) {
            if (child.folder()) {
                match(child, segments);
            } else if (others.isEmpty()) {
                files.add(child);
            }
        }
    }

    /** Skips a folder that may not be listed, unless it is the one that the user named. */
    private List<FileNode> children(FileNode node, Predicate<String> wanted) throws IOException {
        try {
            return tree.children(node.toPath(), wanted, this::skip);
        } catch (AccessDeniedException e) {
            if (foldersAround.size() <= 1) {
                throw new IOException("no permission to read " + e.getFile());
            }
            skip(node.system(), node.path(), LocalTree.Unreadable.NO_PERMISSION);
            return List.of();
        }
    }

    private void skip(String system, String path, String why) {
        skipped.add(new Skipped(system, path, why));
    }

    private boolean isWanted(String name, Glob.Segment segment) {
        return segment.matches(name) && (segment.namesHidden() || isVisible(name));
    }

    private boolean isVisible(String name) {
        boolean hidden = Glob.isHidden(name);
        if (hidden && (hiddenName == null || name.compareTo(hiddenName) < 0)) {
            hiddenName = name;
        }
        return !hidden;
    }

    private boolean enter(FileNode node) {
        return node.key() == null || foldersAround.add(node.key());
    }

    private void leave(FileNode node) {
        foldersAround.remove(node.key());
    }
}
