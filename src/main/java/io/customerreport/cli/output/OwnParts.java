package io.customerreport.cli.output;

import io.customerreport.job.Given;
import io.customerreport.report.PartNames;
import io.customerreport.report.SnapshotStore;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.fs.Path;

/**
 * The files that a run wrote into an output folder and into the folders of its snapshots there,
 * finished or not, which are known by their names.
 *
 * @param in what lies directly in the folder
 */
record OwnParts(Folder in, Path folder, PartNames names) {

    /** A writer that is being stopped adds a file or two, not a hundred. */
    private static final int ATTEMPTS = 100;

    /** Reaches the files of a folder, as its file system does. */
    interface Folder {

        /** Those of such names: no folders, nor what is in them. Empty if there is no folder. */
        List<String> files(PartNames names) throws IOException;

        /** Removes a file, if it is still there. */
        void remove(String file) throws IOException;
    }

    boolean exist() throws IOException {
        return !in.files(names).isEmpty()
                || SnapshotStore.files(folder).stream()
                        .anyMatch(file -> names.include(file.getName()));
    }

    /** Removes them, and the folders of snapshots that are empty then. */
    void remove() throws IOException {
        List<String> parts = in.files(names);
        for (int attempt = 1; !parts.isEmpty() && attempt <= ATTEMPTS; attempt++) {
            for (String part : parts) {
                in.remove(part);
            }
            parts = in.files(names);
        }
        SnapshotStore.discard(folder, names);
    }

    /** Says of a run that has written rows that there are none. */
    static IOException gone(Given folder) {
        return new IOException(
                "What the run wrote to '%s' is gone: somebody removed it"
                        .formatted(folder.value()));
    }
}
