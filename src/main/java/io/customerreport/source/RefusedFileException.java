package io.customerreport.source;

import java.io.IOException;

/** A file is not read although it is not damaged. */
abstract class RefusedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    RefusedFileException(String message, Refusal refusal, Throwable cause) {
        super(message, cause);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
