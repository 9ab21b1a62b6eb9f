package io.customerreport.job;

import java.util.Locale;

/** How reports are written; see docs/contract.md. */
public enum ReportFormat {
    /** One JSON object a line, in as many files as there are writers. */
    NDJSON,
    /** One JSON object in one file: reports by customer. */
    JSON,
    /** RFC 4180: one row a customer, and in other files one row a customer and day. */
    CSV;

    /** As the user spells it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
