package io.customerreport.cli.output;

import io.customerreport.report.PartNames;
import io.customerreport.report.SnapshotStore;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a run finds in a folder that it wants to fill, in the words of a refusal.
 *
 * @param names all that counts there, sorted: not claims, nor what a file system keeps for itself
 * @param marker the name of the file that is there when a run has finished
 */
record FolderContents(List<String> names, String marker) {

    /** What mkfs puts into every new file system of the ext family. */
    static final String LOST_AND_FOUND = "lost+found";

    private static final int NAMED = 3;

    FolderContents {
        names = names.stream().sorted().toList();
    }

    /**
     * Has the files in the folders of a run with snapshots take the place of these folders, as they
     * are the run's, and of the name of the current one, which means nothing without them.
     */
    static void open(List<String> names, Path folder) throws IOException {
        names.remove(SnapshotStore.CURRENT);
        names.removeAll(SnapshotStore.folderNames(folder));
        for (Path file : SnapshotStore.files(folder)) {
            names.add(folder.toUri().relativize(file.toUri()).getPath());
        }
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    boolean areFinished() {
        return names.contains(marker);
    }

    /** Such as {@code 'a', 'b', 'c' and 4 more}. */
    @Override
    public String toString() {
        int named = Math.min(NAMED, names.size());
        int others = names.size() - named;
        List<String> quoted = names.stream().limit(named).map("'%s'"::formatted).toList();
        if (others > 0) {
            return String.join(", ", quoted) + " and " + others + " more";
        }
        return quoted.size() < 2
                ? String.join("", quoted)
                : String.join(", ", quoted.subList(0, named - 1)) + " and " + quoted.get(named - 1);
    }

    /** The parts of one run, if there are any. */
    @Nullable String partsOf(Claimant left) {
        PartNames parts = PartNames.of(left.run());
        List<String> own = names.stream().map(FolderContents::last).filter(parts::include).toList();
        long finished = own.stream().filter(PartNames::isFinished).count();
        List<String> counts =
                List.of(count(finished, "finished"), count(own.size() - finished, "unfinished"));
        return own.isEmpty()
                ? null
                : counts.stream()
                        .filter(count -> !count.isEmpty())
                        .collect(Collectors.joining(" and "));
    }

    /** What is there besides the parts of one run. */
    FolderContents without(Claimant left) {
        PartNames parts = PartNames.of(left.run());
        return new FolderContents(
                names.stream().filter(name -> !parts.include(last(name))).toList(), marker);
    }

    /** The name of a file that may lie in a folder. */
    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static String count(long parts, String kind) {
        return parts == 0 ? "" : "%d %s part%s".formatted(parts, kind, parts == 1 ? "" : "s");
    }
}
