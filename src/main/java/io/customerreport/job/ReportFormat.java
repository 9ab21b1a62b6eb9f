package io.customerreport.job;

/** How reports are written; see docs/contract.md. */
public enum ReportFormat {
    /** One JSON object a line, in as many files as there are writers. */
    NDJSON,
    /** One JSON object in one file: reports by customer. */
    JSON
}
