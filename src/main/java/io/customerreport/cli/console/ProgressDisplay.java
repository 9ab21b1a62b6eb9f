package io.customerreport.cli.console;

/** Shows people how far the job has come. */
public sealed interface ProgressDisplay extends AutoCloseable
        permits ProgressLines, ProgressOnTerminal {

    /** Called about every second. */
    void show(JobProgress progress);

    /** Clears what it shows, so that what is printed next begins on a line of its own. */
    @Override
    void close();

    /** A bar where somebody watches, else lines. */
    static ProgressDisplay on(Console console, Terminal terminal, JobProgress first) {
        return terminal.isInteractive()
                ? new ProgressOnTerminal(console.err(), terminal, first)
                : new ProgressLines(console);
    }
}
