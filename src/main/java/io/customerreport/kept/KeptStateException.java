package io.customerreport.kept;

import java.io.IOException;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * A kept state is not what a run left: damaged, cut off, of another program or a newer version; the
 * message names the file, and the place in it. Flink fails the job at once, as the same bytes give
 * the same answer.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class KeptStateException extends IOException {

    private static final long serialVersionUID = 1L;

    KeptStateException(String message) {
        super(message);
    }

    KeptStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
