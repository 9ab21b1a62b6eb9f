package io.customerreport.source.read.input;

import io.customerreport.source.compression.Refusal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file is not read although it is not damaged. */
public abstract class RefusedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    RefusedFileException(String message, Refusal refusal, @Nullable Throwable cause) {
        super(message, cause);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
