package io.customerreport.source.read.input;

import io.customerreport.source.compression.Refusal;
import io.customerreport.source.files.Pipe;
import io.customerreport.source.split.FileRange;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.function.BiFunction;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that is read as it was listed, and what is wrong when that fails: the file is no longer
 * there as it was listed, or it cannot be read.
 *
 * @param name as the user spells it
 * @param range what is read of it
 */
public record ListedFile(String name, FileRange range) {

    public Path path() {
        return range.file().toPath();
    }

    public boolean isPipe() {
        return Pipe.is(path());
    }

    /** Asks the file system only now, so that reading costs nothing more where it succeeds. */
    public IOException failure(String message, @Nullable Exception cause) {
        return failure(message, cause, isPipe() ? PipeException::new : IOException::new);
    }

    /**
     * As above, where all bytes could be read and their content is what is wrong. A file that has
     * grown meanwhile was still being written, and may be whole the next time.
     */
    IOException damage(String message, Exception cause) {
        return failure(message, cause, DamagedFileException::new);
    }

    /** As above, where it was seen beforehand that the content is not read. */
    public IOException refused(Refusal refusal) {
        return refused(refusal, null);
    }

    /** As above, where the content is not wrong, but is not read. */
    IOException refused(Refusal refusal, @Nullable Exception cause) {
        return failure(
                "--input " + (isPipe() ? refusal.withoutCommand() : refusal).sentence(name),
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
            String message,
            @Nullable Exception cause,
            BiFunction<String, @Nullable Exception, IOException> unchanged) {
        if (isPipe()) {
            return unchanged.apply(message, cause);
        }
        try {
            FileStatus status = path().getFileSystem().getFileStatus(path());
            if (status != null && status.getLen() >= range.file().bytes()) {
                return status.getLen() == range.file().bytes()
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
