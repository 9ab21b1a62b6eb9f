package io.customerreport.testing;

import java.time.Duration;

/** Waits for what others bring about, far longer than that may take. */
public final class Awaited {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** What is waited for. */
    public interface Condition {
        boolean holds() throws Exception;
    }

    private Awaited() {}

    /**
     * Returns as soon as the condition holds.
     *
     * @param what the condition in words, for the failure
     * @throws AssertionError if it never does
     */
    public static void condition(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain: " + what);
            }
            Thread.sleep(50);
        }
    }
}
