package io.customerreport.source.read.input;

import io.customerreport.source.compression.Refusal;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.jspecify.annotations.Nullable;

/**
 * A file holds what the job does not read, whatever its name; Flink fails the job at once, as
 * reading the same bytes again gives the same answer.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class UnreadableFileException extends RefusedFileException {

    private static final long serialVersionUID = 1L;

    public UnreadableFileException(String message, Refusal refusal, @Nullable Throwable cause) {
        super(message, refusal, cause);
    }
}
