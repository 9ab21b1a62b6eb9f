package io.customerreport.source.read;

import io.customerreport.source.compression.Refusal;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.function.BiFunction;
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
        return failure(message, cause, IOException::new);
    }

    /**
     * As above, where all bytes could be read and their content is what is wrong. A file that has
     * grown meanwhile was still being written, and may be whole the next time.
     */
    IOException damage(String message, Exception cause) {
        return failure(message, cause, DamagedFileException::new);
    }

    /**
     * As above, where the content is not wrong, but is not read.
     *
     * @param cause null if it was seen beforehand
     */
    IOException refused(Refusal refusal, Exception cause) {
        return failure(
                "--input " + refusal.sentence(name),
                cause,
                (message, why) ->
                        refusal.limit()
                                ? new DecompressionLimitException(message, refusal, why)
                                : new UnreadableFileException(message, refusal, why));
    }

    /**
     * @param unchanged makes the exception of a file that is as it was listed
     */
    private IOException failure(
            String message, Exception cause, BiFunction<String, Exception, IOException> unchanged) {
        try {
            FileStatus status = listed.path().getFileSystem().getFileStatus(listed.path());
            if (status != null && status.getLen() >= listed.fileSize()) {
                return status.getLen() == listed.fileSize()
                        ? unchanged.apply(message, cause)
                        : new IOException(message, cause);
            }
        } catch (FileNotFoundException e) {
            return new UnfinishedFileException(message, cause);
        } catch (IOException e) {
            IOException failure = new IOException(message, cause);
            failure.addSuppressed(e);
            return failure;
        }
        return new UnfinishedFileException(message, cause);
    }
}
