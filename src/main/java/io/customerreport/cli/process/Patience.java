package io.customerreport.cli.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waits for a while in which this process runs: while it is suspended, that stands still. */
public record Patience(Duration limit) {

    private static final long STEP_MILLIS = 50;

    /** Whether the latch was opened before the patience was at its end. */
    public boolean await(CountDownLatch latch) throws InterruptedException {
        return await(latch, () -> false);
    }

    /** As above; also true as soon as the condition holds, which is looked at now and then. */
    public boolean await(CountDownLatch latch, BooleanSupplier condition)
            throws InterruptedException {
        for (long left = steps(); left > 0; left--) {
            // A suspension, however long, ends one step.
            if (latch.await(STEP_MILLIS, TimeUnit.MILLISECONDS) || condition.getAsBoolean()) {
                return true;
            }
        }
        return false;
    }

    /**
     * What the future comes to.
     *
     * @throws TimeoutException if that takes longer
     */
    public <T> T get(Future<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (long left = steps(); left > 1; left--) {
            try {
                return future.get(STEP_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // The next step.
            }
        }
        return future.get(STEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    private long steps() {
        return limit.toMillis() / STEP_MILLIS;
    }
}
