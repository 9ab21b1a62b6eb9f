package io.customerreport.source.read.input;

import io.customerreport.source.compression.Refusal;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.jspecify.annotations.Nullable;

/**
 * A compressed file needs more to be decompressed than a run gives it: memory, or a dictionary. It
 * may be sound, and Flink fails the job at once, as the file will need the same again.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class DecompressionLimitException extends RefusedFileException {

    private static final long serialVersionUID = 1L;

    public DecompressionLimitException(String message, Refusal refusal, @Nullable Throwable cause) {
        super(message, refusal, cause);
    }
}
