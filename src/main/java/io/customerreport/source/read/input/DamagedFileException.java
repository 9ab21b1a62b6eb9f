package io.customerreport.source.read.input;

import java.io.IOException;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * A compressed file holds what cannot be decompressed; Flink fails the job at once, as reading the
 * same bytes again gives the same answer.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class DamagedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    public DamagedFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
