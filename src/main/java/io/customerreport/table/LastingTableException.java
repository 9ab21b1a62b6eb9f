package io.customerreport.table;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.jspecify.annotations.Nullable;

/**
 * A table cannot be written, or a row has no place in it; Flink fails the job at once, as the next
 * attempt would meet the same.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
final class LastingTableException extends TableException {

    private static final long serialVersionUID = 1L;

    LastingTableException(TableUrl url, String why, @Nullable Throwable failure) {
        super(url, why, failure);
    }
}
