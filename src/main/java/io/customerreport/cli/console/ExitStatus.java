package io.customerreport.cli.console;

/** What the process tells whoever started it. */
public final class ExitStatus {

    public static final int FINISHED = 0;
    public static final int FAILED = 1;
    public static final int USED_WRONGLY = 2;

    private ExitStatus() {}
}
