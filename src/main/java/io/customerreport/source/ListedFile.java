package io.customerreport.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.FileStatus;

/**
 * A file that is read as it was listed, and what is wrong when that fails: the file is no longer
 * there as it was listed, or it cannot be read.
 *
 * @param name as the user spells it
 * @param listed the range of it that is read
 */
record ListedFile(String name, FileSourceSplit listed) {

    /** Asks the file system only now, so that reading costs nothing more where it succeeds. */
    IOException failure(String message, Exception cause) {
        return failure(message, cause, false);
    }

    /**
     * As above, where all bytes could be read and their content is what is wrong. A file that has
     * grown meanwhile was still being written, and may be whole the next time.
     */
    IOException damage(String message, Exception cause) {
        return failure(message, cause, true);
    }

    private IOException failure(String message, Exception cause, boolean damaged) {
        try {
            FileStatus status = listed.path().getFileSystem().getFileStatus(listed.path());
            if (status != null && status.getLen() >= listed.fileSize()) {
                return damaged && status.getLen() == listed.fileSize()
                        ? new DamagedFileException(message, cause)
                        : new IOException(message, cause);
            }
        } catch (FileNotFoundException e) {
            return new UnfinishedFileException(message, cause);
        } catch (IOException e) {
            cause.addSuppressed(e);
            return new IOException(message, cause);
        }
        return new UnfinishedFileException(message, cause);
    }
}
