package io.customerreport.source.read.input;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file vanished or shrank after it was listed; reading it again will not help. */
public final class UnfinishedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    UnfinishedFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
