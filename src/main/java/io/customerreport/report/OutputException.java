package io.customerreport.report;

import java.io.IOException;

/** An output cannot be written; the message names it. */
public final class OutputException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * @param what the output
     */
    public OutputException(String what, String why, IOException cause) {
        super("Cannot write " + what + ": " + why, cause);
    }
}
