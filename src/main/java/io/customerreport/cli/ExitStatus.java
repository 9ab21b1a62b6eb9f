package io.customerreport.cli;

/** What the process tells whoever started it. */
final class ExitStatus {

    static final int FINISHED = 0;
    static final int FAILED = 1;
    static final int USED_WRONGLY = 2;

    private ExitStatus() {}
}
