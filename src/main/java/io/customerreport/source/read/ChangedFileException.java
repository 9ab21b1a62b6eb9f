package io.customerreport.source.read;

import java.io.IOException;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.jspecify.annotations.Nullable;

/**
 * A file was replaced, rewritten or removed after it was listed, so that what was read of it might
 * be of two files; Flink fails the job at once, as the listed file is not there to be read again.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class ChangedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    ChangedFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
