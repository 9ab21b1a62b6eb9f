package io.customerreport.cli.console;

/** Shows people how far the job has come. */
public sealed interface ProgressDisplay extends AutoCloseable
        permits ProgressLines, ProgressOnTerminal {

    /** Called about every second. */
    void show(JobProgress progress);

    /** Leaves the console as if nothing had been in the way of what is printed next. */
    @Override
    void close();

    /** A bar where somebody watches, else lines. */
    static ProgressDisplay on(Console console, Terminal terminal, JobProgress first) {
        return terminal.isInteractive()
                ? new ProgressOnTerminal(console.err(), terminal, first)
                : new ProgressLines(console);
    }
}
