package io.customerreport.table;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A table cannot be written now; the message names it, and says why. */
public class TableException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String why;

    TableException(TableUrl url, String why, @Nullable Throwable cause) {
        super("Cannot write table %s: %s".formatted(url, why), cause);
        this.why = why;
    }

    /** The reason alone. */
    public final String why() {
        return why;
    }
}
