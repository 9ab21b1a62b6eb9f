package io.customerreport.source.read.input;

import java.io.IOException;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.jspecify.annotations.Nullable;

/**
 * Reading a pipe failed; Flink fails the job at once, as what was read of it does not come again.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class PipeException extends IOException {

    private static final long serialVersionUID = 1L;

    PipeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
