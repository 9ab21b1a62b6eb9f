package io.customerreport.cli.output;

import java.io.IOException;
import java.util.List;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/** Takes all of several steps, also those after one that failed. */
final class EveryStep {

    private EveryStep() {}

    /**
     * Takes the steps in their order.
     *
     * @throws IOException the first failure, with the others suppressed
     */
    static void of(List<ThrowingRunnable<IOException>> steps) throws IOException {
        IOException failure = null;
        for (ThrowingRunnable<IOException> step : steps) {
            try {
                step.run();
            } catch (IOException e) {
                failure = first(failure, e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static IOException first(@Nullable IOException before, IOException next) {
        if (before == null) {
            return next;
        }
        before.addSuppressed(next);
        return before;
    }
}
