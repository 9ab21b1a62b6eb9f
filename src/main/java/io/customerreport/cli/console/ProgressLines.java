package io.customerreport.cli.console;

import java.time.Duration;

/** Progress for logs: a line every few seconds, none for a run of seconds. */
final class ProgressLines implements ProgressDisplay {

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final Console console;
    private Duration next = FIRST;

    ProgressLines(Console console) {
        this.console = console;
    }

    @Override
    public void show(JobProgress progress) {
        if (progress.elapsed().compareTo(next) >= 0) {
            console.note(progress.sentence());
            next = progress.elapsed().plus(PERIOD);
        }
    }

    @Override
    public void close() {}
}
