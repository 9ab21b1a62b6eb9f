package io.customerreport.cli;

import io.customerreport.report.ReportSinks;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * An output folder on one of Flink's file systems, which may be an object store without folders.
 */
final class RemoteOutputFolder implements OutputFolder {

    private final Path folder;
    private final FileSystem fileSystem;
    private final boolean existed;

    private RemoteOutputFolder(Path folder, FileSystem fileSystem, boolean existed) {
        this.folder = folder;
        this.fileSystem = fileSystem;
        this.existed = existed;
    }

    static OutputFolder check(String option, String value, Path path, boolean recovery)
            throws UsageException {
        try {
            FileSystem fileSystem = path.getFileSystem();
            boolean exists = fileSystem.exists(path);
            if (exists && !fileSystem.getFileStatus(path).isDir()) {
                throw new UsageException(option + " '" + value + "' is a file, not a folder");
            }
            if (exists && !recovery && entries(fileSystem, path).length > 0) {
                throw new UsageException(option + " '" + value + "' is not empty");
            }
            if (exists && recovery && fileSystem.exists(new Path(path, SUCCESS_MARKER))) {
                throw new UsageException(option + " '" + value + "' " + FINISHED);
            }
            return new RemoteOutputFolder(path.makeQualified(fileSystem), fileSystem, exists);
        } catch (IOException e) {
            throw new UsageException(
                    option + " '" + value + "' cannot be reached: " + FailureMessage.of(e));
        }
    }

    @Override
    public Object identity() {
        return folder;
    }

    @Override
    public void markComplete() throws IOException {
        ReportSinks.removeUnfinished(folder);
        fileSystem.create(new Path(folder, SUCCESS_MARKER), WriteMode.NO_OVERWRITE).close();
    }

    @Override
    public void discard() throws IOException {
        for (FileStatus entry : entries(fileSystem, folder)) {
            fileSystem.delete(entry.getPath(), true);
        }
        if (!existed) {
            fileSystem.delete(folder, true);
        }
    }

    private static FileStatus[] entries(FileSystem fileSystem, Path folder) throws IOException {
        try {
            FileStatus[] entries = fileSystem.listStatus(folder);
            return entries == null ? new FileStatus[0] : entries;
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }
}
