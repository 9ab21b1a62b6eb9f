package io.customerreport.source.files;

import io.customerreport.source.block.InputNotice;
import io.customerreport.source.compression.FileHead;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.core.fs.Path;

/**
 * The files that several inputs stand for: each once, under one of its names.
 *
 * @param files in code point order of their names
 * @param notices what is to be said of entries that were passed over, and of further names
 */
public record InputListing(List<FileNode> files, List<InputNotice> notices) {

    /** A file of at most this length is cut into few ranges, if any. */
    private static final long SHORT_BYTES = 1 << 20;

    /** Endings that editors and rotation put after the name of a file that they copy. */
    private static final List<String> ENDINGS_OF_COPIES =
            List.of(
                    "~",
                    ".bak",
                    ".orig",
                    ".old",
                    ".gz",
                    ".gzip",
                    ".bz2",
                    ".xz",
                    ".zst",
                    ".lz4",
                    ".lzma",
                    ".deflate");

    /**
     * @param listings of inputs, which may overlap
     * @param names how the user spells the names of files
     */
    public static InputListing of(List<FileListing> listings, InputNames names) {
        List<FileNode> files = new ArrayList<>();
        List<InputNotice> notices = new ArrayList<>();
        for (FileListing listing : listings) {
            files.addAll(listing.files());
            for (FileListing.Skipped skipped : listing.skipped()) {
                notices.add(
                        new InputNotice(
                                InputNotice.Kind.SKIPPED,
                                names.spell(FileNode.path(skipped.system(), skipped.path())),
                                skipped.why()));
            }
        }
        files.sort(FileNode.BY_NAME);
        List<FileNode> named = withoutEqualNames(files);
        List<FileNode> once = withoutFurtherNames(named, names, notices);
        noticeCopies(once, names, notices);
        return new InputListing(once, notices.stream().distinct().sorted().toList());
    }

    /**
     * The same without some files.
     *
     * @param leftOut takes them
     */
    InputListing without(Predicate<FileNode> known, List<FileNode> leftOut) {
        List<FileNode> others = new ArrayList<>();
        for (FileNode file : files) {
            (known.test(file) ? leftOut : others).add(file);
        }
        return new InputListing(others, notices);
    }

    private static List<FileNode> withoutEqualNames(List<FileNode> sorted) {
        int kept = 0;
        for (FileNode file : sorted) {
            if (kept == 0 || FileNode.BY_NAME.compare(sorted.get(kept - 1), file) != 0) {
                sorted.set(kept++, file);
            }
        }
        return sorted.subList(0, kept);
    }

    /** Keeps one name of each file: one that leads through no link, or else the first. */
    private static List<FileNode> withoutFurtherNames(
            List<FileNode> files, InputNames names, List<InputNotice> notices) {
        Map<String, FileNode> byKey = new HashMap<>();
        boolean repeated = false;
        for (FileNode file : files) {
            if (file.isLocal() && file.key() != null) {
                FileNode known = byKey.putIfAbsent(file.key(), file);
                if (known != null) {
                    repeated = true;
                    if (hasLinks(known) && !hasLinks(file)) {
                        byKey.put(file.key(), file);
                    }
                }
            }
        }
        if (!repeated) {
            return files;
        }
        List<FileNode> once = new ArrayList<>();
        for (FileNode file : files) {
            FileNode kept = file.isLocal() ? byKey.getOrDefault(file.key(), file) : file;
            if (kept == file) {
                once.add(file);
            } else {
                notices.add(
                        new InputNotice(
                                InputNotice.Kind.REPEATED,
                                names.spell(file.toPath()),
                                "is left out, as it is the same file as '"
                                        + names.spell(kept.toPath())
                                        + "'"));
            }
        }
        return once;
    }

    private static boolean hasLinks(FileNode file) {
        try {
            return !new File(file.path()).toPath().toRealPath().toString().equals(file.path());
        } catch (IOException e) {
            // It is gone, so that another name is the better one.
            return true;
        }
    }

    private static void noticeCopies(
            List<FileNode> files, InputNames names, List<InputNotice> notices) {
        for (FileNode file : files) {
            for (String ending : ENDINGS_OF_COPIES) {
                if (file.path().endsWith(ending)) {
                    String original =
                            file.path().substring(0, file.path().length() - ending.length());
                    if (contains(files, file, original)) {
                        notices.add(
                                new InputNotice(
                                        InputNotice.Kind.ALIKE,
                                        names.spell(file.toPath()),
                                        "looks like a copy of '"
                                                + names.spell(
                                                        FileNode.path(file.system(), original))
                                                + "'; both are counted"));
                    }
                }
            }
        }
    }

    private static boolean contains(List<FileNode> sorted, FileNode like, String path) {
        FileNode wanted = new FileNode(like.system(), path, false, 0, 0, null);
        return Collections.binarySearch(sorted, wanted, FileNode.BY_NAME) >= 0;
    }

    /** Lists inputs as {@link InputFiles#paths} gives them. */
    public static InputListing of(Path[] paths, InputNames names) throws IOException {
        List<FileListing> listings = new ArrayList<>();
        for (Path path : paths) {
            listings.add(FileListing.of(path));
        }
        return of(listings, names);
    }

    /**
     * @throws InputException if an entry of a folder cannot be read
     */
    public void requireAllReadable() {
        List<InputNotice> skipped =
                notices.stream()
                        .filter(notice -> notice.kind() == InputNotice.Kind.SKIPPED)
                        .toList();
        if (!skipped.isEmpty()) {
            int more = skipped.size() - 1;
            throw new InputException(
                    "input",
                    skipped.get(0)
                            + (more == 0 ? "" : ", and %d more entries likewise".formatted(more))
                            + ", which --strict-input does not allow");
        }
    }

    /**
     * The files, each with a sample; not short ones on other systems, where each takes a request.
     */
    public List<FileNode> sampled() {
        return files.parallelStream().map(file -> sampled(file, FileSample::of)).toList();
    }

    /** Takes a sample by which a file is recognized after it has changed. */
    public static FileNode sampledAsContent(FileNode file) {
        return sampled(file, FileSample::ofContent);
    }

    private interface LocalSample {
        FileSample of(String path, long bytes) throws IOException;
    }

    private static FileNode sampled(FileNode file, LocalSample sample) {
        try {
            if (file.isLocal()) {
                return file.withSample(sample.of(file.path(), file.bytes()));
            }
            boolean maybeCut = file.bytes() > SHORT_BYTES && !file.isCompressed();
            return maybeCut ? file.withSample(FileSample.of(FileHead.of(file.toPath()))) : file;
        } catch (IOException e) {
            // Whoever reads it will say what is wrong with it.
            return file;
        }
    }
}
