package io.customerreport.source;

import io.customerreport.python.PythonStrings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    /** All files of some listings, each once, in code point order of their paths. */
    static List<FileNode> merge(Collection<FileListing> listings) {
        Map<String, FileNode> distinct = new HashMap<>();
        for (FileListing listing : listings) {
            for (FileNode file : listing.files) {
                distinct.putIfAbsent(file.path().toString(), file);
            }
        }
        return distinct.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(PythonStrings.BY_CODE_POINT))
                .map(Map.Entry::getValue)
                .toList();
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
            for (FileNode child : tree.children(node.path(), this::isVisible)) {
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
            for (FileNode child : tree.children(folder.path(), name -> isWanted(name, first))) {
                match(child, others);
            }
            return;
        }
        if (!others.isEmpty()) {
            matchInside(folder, others);
        }
        for (FileNode child : tree.children(folder.path(), this::isVisible)) {
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
