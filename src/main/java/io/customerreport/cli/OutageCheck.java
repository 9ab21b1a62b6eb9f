package io.customerreport.cli;

import io.customerreport.cli.console.Console;
import io.customerreport.job.JobCounts;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says once for each outage of a table's server that the job waits for it; never ends the job. */
final class OutageCheck implements Check {

    private final Console console;
    private final Runnable clear;
    private boolean said;

    /**
     * @param clear clears the line that is to hold the sentence
     */
    OutageCheck(Console console, Runnable clear) {
        this.console = console;
        this.clear = clear;
    }

    @Override
    public @Nullable IOException look(JobCounts counts) {
        Optional<String> outage = counts.tableOutage();
        if (outage.isPresent() && !said) {
            clear.run();
            console.note(outage.get());
        }
        said = outage.isPresent();
        return null;
    }
}
