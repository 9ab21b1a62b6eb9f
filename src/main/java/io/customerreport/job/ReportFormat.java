package io.customerreport.job;

import java.util.Locale;

/** How reports are written; see docs/contract.md. */
public enum ReportFormat {
    /** One JSON object a line, in as many files as there are writers. */
    NDJSON,
    /** One JSON object in one file: reports by customer. */
    JSON;

    /** As the user spells it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
