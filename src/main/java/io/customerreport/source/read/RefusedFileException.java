package io.customerreport.source.read;

import io.customerreport.source.compression.Refusal;
import java.io.IOException;

/** A file is not read although it is not damaged. */
public abstract class RefusedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    RefusedFileException(String message, Refusal refusal, Throwable cause) {
        super(message, cause);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
