package io.customerreport.table;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A table cannot be written now; the message names it, and says why. */
public class TableException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String why;

    /**
     * @param failure goes with it into logs; the reason says all of it that is to be shown
     */
    TableException(TableUrl url, String why, @Nullable Throwable failure) {
        super("Cannot write table %s: %s".formatted(url, why));
        this.why = why;
        if (failure != null) {
            addSuppressed(failure);
        }
    }

    /** The reason alone. */
    public final String why() {
        return why;
    }
}
