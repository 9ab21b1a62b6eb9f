package io.customerreport.report;

import io.customerreport.source.files.AbsolutePath;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * The folders of snapshots and changes in an output: which are whole, which is current, and which
 * are kept.
 *
 * <p><b>What is kept.</b> The newest whole snapshots, as many as asked for, and the changes from
 * the oldest of them on. Each row of changes that are removed is covered by that oldest snapshot K:
 * a subtask puts rows into a folder of changes before K only until it has passed the barrier of K,
 * and each has passed it, as K is whole. So the row was the state of its customer at an earlier
 * time than K's row of the same customer is, whose events include all of its own. No part that is
 * removed is still to be committed either: a snapshot is whole when all committers have committed
 * all up to its checkpoint, and a committer that is restored and does not know that leaves out what
 * {@link Kept#needNot is not needed}.
 *
 * <p>In folders of exactly such names it removes parts, marks and {@code _SUCCESS}, then the folder
 * if it is empty; and nothing else anywhere.
 */
public final class SnapshotStore {

    /** Names the newest whole snapshot, in one line. */
    public static final String CURRENT = "_CURRENT";

    /** The folder of the last snapshot of a run that was drained. */
    public static final String LAST = ReportFolder.atTheEnd().path();

    private static final Comparator<ReportFolder> NEWEST_FIRST =
            Comparator.comparingLong(ReportFolder::checkpoint).reversed();

    private final Path output;
    private final FileSystem fileSystem;
    private final SnapshotRules rules;

    SnapshotStore(Path output, SnapshotRules rules) throws IOException {
        this.output = output;
        this.fileSystem = output.getFileSystem();
        this.rules = rules;
    }

    /**
     * The whole snapshots that are kept.
     *
     * @param newest what a reader should take
     * @param oldest may be the newest
     */
    record Kept(ReportFolder newest, ReportFolder oldest) {

        /**
         * Whether nothing is lost without the files of a folder. Snapshots up to the newest are
         * either whole, or never will be.
         */
        boolean needNot(ReportFolder folder) {
            return folder.snapshot()
                    ? folder.checkpoint() <= newest.checkpoint()
                    : folder.checkpoint() < oldest.checkpoint();
        }
    }

    /**
     * What is kept of the snapshots up to a checkpoint, if one of them is whole. Later ones are of
     * a run that had gone further, and are about to be removed.
     */
    Optional<Kept> kept(long checkpoint) throws IOException {
        List<ReportFolder> whole = whole(checkpoint);
        return whole.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Kept(
                                whole.get(0), whole.get(Math.min(rules.kept(), whole.size()) - 1)));
    }

    private List<ReportFolder> whole(long checkpoint) throws IOException {
        List<ReportFolder> whole = new ArrayList<>();
        for (ReportFolder folder : folders(output)) {
            if (folder.snapshot() && folder.checkpoint() <= checkpoint && isWhole(folder)) {
                whole.add(folder);
            }
        }
        whole.sort(NEWEST_FIRST);
        return whole;
    }

    private boolean isWhole(ReportFolder snapshot) throws IOException {
        return fileSystem.exists(within(snapshot, PartNames.SUCCESS_MARKER));
    }

    private static List<ReportFolder> folders(Path output) throws IOException {
        List<ReportFolder> folders = new ArrayList<>();
        for (FileStatus entry : list(output)) {
            if (entry.isDir()) {
                ReportFolder.parse(entry.getPath().getName()).ifPresent(folders::add);
            }
        }
        return folders;
    }

    /**
     * Completes a snapshot if all marks are there.
     *
     * @param marks the path of its marks, below the output
     */
    void completeIfWhole(String marks) throws IOException {
        Path folder = new Path(output, marks);
        int found = 0;
        for (FileStatus entry : list(folder)) {
            found += PartNames.isFinished(entry.getPath().getName()) ? 1 : 0;
        }
        if (found >= ReportFolder.writers(marks) * rules.sinks()) {
            ReportFolder snapshot = ReportFolder.ofPath(marks);
            write(within(snapshot, PartNames.SUCCESS_MARKER), "");
            pointTo(snapshot);
            Kept kept = kept(snapshot.checkpoint()).orElseThrow();
            removeBefore(kept);
            removeParts(folder, SnapshotStore::isPart);
        }
    }

    private void removeBefore(Kept kept) throws IOException {
        for (ReportFolder folder : folders(output)) {
            boolean givenUp =
                    folder.snapshot()
                            && folder.checkpoint() < kept.newest().checkpoint()
                            && !isWhole(folder);
            if (givenUp || folder.checkpoint() < kept.oldest().checkpoint()) {
                remove(new Path(output, folder.path()), SnapshotStore::isPart);
            }
        }
    }

    /**
     * Removes what a run wrote that had gone further before it failed or was left: rows that this
     * one will write once more, under the same numbers of checkpoints. To be called before the
     * first checkpoint, which comes when all tasks have been restored.
     *
     * @param checkpoint what this run goes on from, 0 if it begins
     */
    void removeAfter(long checkpoint) throws IOException {
        for (ReportFolder folder : folders(output)) {
            if (folder.checkpoint() > checkpoint) {
                remove(new Path(output, folder.path()), SnapshotStore::isPart);
            }
        }
        // Another subtask may complete a snapshot meanwhile, whose committing was interrupted.
        Optional<Kept> kept;
        do {
            kept = kept(checkpoint);
            if (kept.isPresent()) {
                pointTo(kept.get().newest());
            } else {
                fileSystem.delete(new Path(output, CURRENT), false);
            }
        } while (!kept.equals(kept(checkpoint)));
    }

    /** Replaces a local file at once; so does an object store, without a rename. */
    private void pointTo(ReportFolder snapshot) throws IOException {
        Path current = new Path(output, CURRENT);
        String line = snapshot.path() + '\n';
        if (!AbsolutePath.isLocal(output)) {
            write(current, line);
            return;
        }
        java.nio.file.Path target = java.nio.file.Path.of(current.getPath());
        java.nio.file.Path written = target.resolveSibling("." + CURRENT + "-" + UUID.randomUUID());
        try {
            Files.writeString(written, line);
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private void write(Path file, String text) throws IOException {
        try (FSDataOutputStream out = fileSystem.create(file, WriteMode.OVERWRITE)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The folders in an output that are ours. */
    public static List<String> folderNames(Path output) throws IOException {
        return folders(output).stream().map(ReportFolder::path).toList();
    }

    /** All files in the folders of an output, but for the markers of whole snapshots. */
    public static List<Path> files(Path output) throws IOException {
        List<Path> files = new ArrayList<>();
        for (ReportFolder folder : folders(output)) {
            addFiles(new Path(output, folder.path()), files);
        }
        return files;
    }

    private static void addFiles(Path folder, List<Path> files) throws IOException {
        for (FileStatus entry : list(folder)) {
            String name = entry.getPath().getName();
            if (!entry.isDir() && !name.equals(PartNames.SUCCESS_MARKER)) {
                files.add(entry.getPath());
            } else if (ReportFolder.isNameOfMarks(name)) {
                addFiles(entry.getPath(), files);
            }
        }
    }

    /**
     * Removes all that a run wrote into the folders of its output, and those that are empty then.
     */
    public static void discard(Path output, PartNames own) throws IOException {
        List<ReportFolder> folders = folders(output);
        for (ReportFolder folder : folders) {
            remove(new Path(output, folder.path()), own::include);
        }
        if (!folders.isEmpty()) {
            output.getFileSystem().delete(new Path(output, CURRENT), false);
        }
    }

    /** The marker first: what is removed in part must not look whole. */
    private static void remove(Path folder, Predicate<String> parts) throws IOException {
        folder.getFileSystem().delete(new Path(folder, PartNames.SUCCESS_MARKER), false);
        for (FileStatus entry : list(folder)) {
            if (entry.isDir() && ReportFolder.isNameOfMarks(entry.getPath().getName())) {
                removeParts(entry.getPath(), parts);
            }
        }
        removeParts(folder, parts);
    }

    private static void removeParts(Path folder, Predicate<String> parts) throws IOException {
        FileSystem fileSystem = folder.getFileSystem();
        int others = 0;
        for (FileStatus entry : list(folder)) {
            if (!entry.isDir() && parts.test(entry.getPath().getName())) {
                fileSystem.delete(entry.getPath(), false);
            } else {
                others++;
            }
        }
        if (others == 0) {
            try {
                fileSystem.delete(folder, false);
            } catch (IOException e) {
                // Somebody put a file there just now, or removed the folder.
            }
        }
    }

    private static boolean isPart(String name) {
        return PartNames.isFinished(name) || PartNames.isUnfinished(name);
    }

    private Path within(ReportFolder folder, String name) {
        return new Path(output, folder.path() + '/' + name);
    }

    /** What is in a folder, nothing if it is not there; no links, as a run makes none. */
    static List<FileStatus> list(Path folder) throws IOException {
        FileSystem fileSystem = folder.getFileSystem();
        if (fileSystem.isDistributedFS()) {
            try {
                FileStatus[] entries = fileSystem.listStatus(folder);
                return entries == null ? List.of() : List.of(entries);
            } catch (FileNotFoundException e) {
                // It was never there, or another subtask removed it just now.
                return List.of();
            }
        }
        // Flink asks for each entry of a local folder, and fails if one is not there any more.
        String[] names = new File(folder.getPath()).list();
        List<FileStatus> entries = new ArrayList<>();
        for (String name : names == null ? new String[0] : names) {
            Path entry = new Path(folder, name);
            try {
                if (!Files.isSymbolicLink(java.nio.file.Path.of(entry.getPath()))) {
                    entries.add(fileSystem.getFileStatus(entry));
                }
            } catch (FileNotFoundException e) {
                // Another subtask removed it.
            }
        }
        return entries;
    }
}
