package io.customerreport.cli.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ends a run that is refused threads while it starts.
 *
 * <p>A part of Flink that cannot start a thread may never answer, and whoever asked it would wait
 * forever. So a thread that was there before tries now and then whether one more can be started.
 */
public final class StartMonitor {

    /** After this time a run has all the threads that it needs. */
    private static final Duration START = Duration.ofSeconds(30);

    private static final Duration PERIOD = Duration.ofMillis(250);

    /** Refusals in a row, for five seconds; a few may be due to a process that is gone. */
    private static final int REFUSALS = 20;

    private final Thread run = Thread.currentThread();
    private final BooleanSupplier hasRoom;
    private final Duration period;
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean refused;
    private volatile boolean wasWithoutRoom;

    private StartMonitor(BooleanSupplier hasRoom, Duration period) {
        this.hasRoom = hasRoom;
        this.period = period;
    }

    /**
     * Runs something in the calling thread, which is interrupted if there is no room for threads.
     *
     * @throws IOException if it was, or has failed after there was no room
     */
    public static <T> T during(Callable<T> run) throws Exception {
        return during(run, () -> ThreadRoom.isEnough(1), PERIOD);
    }

    static <T> T during(Callable<T> run, BooleanSupplier hasRoom, Duration period)
            throws Exception {
        StartMonitor monitor = new StartMonitor(hasRoom, period);
        Thread thread = new Thread(monitor::follow, "customer-report-start-monitor");
        thread.setDaemon(true);
        thread.start();
        try {
            return run.call();
        } catch (Exception e) {
            if (monitor.end()) {
                IOException refusal = new IOException(ThreadRoom.NONE_LEFT);
                refusal.addSuppressed(e);
                throw refusal;
            }
            if (monitor.wasWithoutRoom) {
                // Flink may speak of what came of it alone.
                throw new IOException(ThreadRoom.NONE_LEFT, e);
            }
            throw e;
        } finally {
            if (monitor.end()) {
                // What it was meant for is over.
                Thread.interrupted();
            }
        }
    }

    private synchronized boolean end() {
        ended.countDown();
        return refused;
    }

    private void follow() {
        long looks = START.dividedBy(PERIOD);
        int refusals = 0;
        try {
            while (looks-- > 0 && !ended.await(period.toMillis(), TimeUnit.MILLISECONDS)) {
                refusals = hasRoom.getAsBoolean() ? 0 : refusals + 1;
                wasWithoutRoom |= refusals > 0;
                if (refusals == REFUSALS) {
                    refuse();
                    return;
                }
            }
        } catch (InterruptedException e) {
            // Nobody interrupts it; if so, it ends.
        }
    }

    private synchronized void refuse() {
        if (ended.getCount() > 0) {
            refused = true;
            run.interrupt();
        }
    }
}
