package io.customerreport.cli;

import io.customerreport.cli.console.Console;
import io.customerreport.cli.console.JobProgress;
import io.customerreport.cli.console.ProgressDisplay;
import io.customerreport.cli.console.Terminal;
import io.customerreport.job.JobCounts;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Shows how far a job has come, once it has run for a while; never ends it. */
final class ProgressCheck implements Check {

    /** Before that, a run is too short to be watched. */
    private static final Duration SHORT_RUN = Duration.ofSeconds(2);

    private final Console console;
    private final long totalBytes;
    private final long start = System.nanoTime();

    /** Made once there is something to show. */
    private @Nullable ProgressDisplay display;

    /**
     * Counts time from now on.
     *
     * @param totalBytes see {@link JobProgress}
     */
    ProgressCheck(Console console, long totalBytes) {
        this.console = console;
        this.totalBytes = totalBytes;
    }

    @Override
    public @Nullable IOException look(JobCounts counts) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        if (elapsed.compareTo(SHORT_RUN) >= 0) {
            JobProgress progress = JobProgress.of(counts, totalBytes, elapsed);
            if (display == null) {
                display = ProgressDisplay.on(console, Terminal.ofStandardError(), progress);
            }
            display.show(progress);
        }
        return null;
    }

    /** Clears what is shown; the next look shows it again. */
    @Override
    public void close() {
        if (display != null) {
            display.close();
            display = null;
        }
    }
}
