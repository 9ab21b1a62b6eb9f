package io.customerreport.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.fs.Path;

/**
 * The files that one input path stands for: the file itself, all files below a folder, or those a
 * glob matches, folders among them with all files below.
 *
 * <p>What exists under the literal path wins over its meaning as a glob. Names that start with a
 * dot or an underscore are passed over below the given path, unless a glob spells that first
 * character. A link that leads back to a folder around it is not followed again.
 */
final class FileListing {

    private final FileTree tree;
    private final List<FileNode> files = new ArrayList<>();
    private final Set<Object> foldersAround = new HashSet<>();
    private boolean folder;
    private String hiddenName;

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

    /** The files of several paths: each once, in code point order of their names. */
    static List<FileNode> filesOf(Path[] paths) throws IOException {
        List<FileListing> listings = new ArrayList<>();
        for (Path path : paths) {
            listings.add(of(path));
        }
        return merge(listings);
    }

    static List<FileNode> merge(List<FileListing> listings) {
        List<FileNode> files = new ArrayList<>();
        listings.forEach(listing -> files.addAll(listing.files));
        files.sort(FileNode.BY_NAME);
        return withoutRepetitions(files);
    }

    private static List<FileNode> withoutRepetitions(List<FileNode> sorted) {
        int kept = 0;
        for (FileNode file : sorted) {
            if (kept == 0 || FileNode.BY_NAME.compare(sorted.get(kept - 1), file) != 0) {
                sorted.set(kept++, file);
            }
        }
        return sorted.subList(0, kept);
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /** Whether the path itself is a folder. */
    boolean isFolder() {
        return folder;
    }

    /** The first, in the order of names, that was passed over for its name; null for none. */
    String hiddenName() {
        return hiddenName;
    }

    private void take(FileNode node) throws IOException {
        if (!node.folder()) {
            files.add(node);
        } else if (enter(node)) {
            for (FileNode child : tree.children(node.toPath(), this::isVisible)) {
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
            for (FileNode child : tree.children(folder.toPath(), name -> isWanted(name, first))) {
                match(child, others);
            }
            return;
        }
        if (!others.isEmpty()) {
            matchInside(folder, others);
        }
        for (FileNode child : tree.children(folder.toPath(), this::isVisible)) {
            if (child.folder()) {
                match(child, segments);
            } else if (others.isEmpty()) {
                files.add(child);
            }
        }
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
        return node.identity() == null || foldersAround.add(node.identity());
    }

    private void leave(FileNode node) {
        foldersAround.remove(node.identity());
    }
}
