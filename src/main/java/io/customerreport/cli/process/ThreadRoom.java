package io.customerreport.cli.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Tells whether the machine lets this process start the threads that a run takes.
 *
 * <p>Where it does not, Flink may end with an error that says nothing of it, or not at all.
 */
public final class ThreadRoom {

    public static final String NONE_LEFT =
            "the machine does not let this process start another thread: raise the limit"
                    + " (ulimit -u, or the pids limit of a container), or lower --parallelism";

    /**
     * What embedded runs in streaming mode took on one to eight processors, beyond the threads that
     * a JVM starts with: with two processors and a parallelism of two, 45.
     */
    private static final int FOR_FLINK = 29;

    private static final int FOR_EACH_SUBTASK = 8;

    /** More would take time to try; {@link StartMonitor} is there for runs that are wider. */
    private static final int WIDEST = 64;

    private ThreadRoom() {}

    public static boolean isEnoughFor(int parallelism) {
        return isEnough(
                FOR_FLINK
                        + FOR_EACH_SUBTASK * Math.min(parallelism, WIDEST)
                        + Math.min(Runtime.getRuntime().availableProcessors(), WIDEST));
    }

    /** Starts that many at a time, which takes some 50 microseconds each, and ends them. */
    static boolean isEnough(int threads) {
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> started = new ArrayList<>(threads);
        try {
            while (started.size() < threads) {
                Thread thread = new Thread(() -> awaitQuietly(end), "thread-room");
                thread.setDaemon(true);
                thread.start();
                started.add(thread);
            }
            return true;
        } catch (OutOfMemoryError e) {
            if (e.getMessage() != null && ForeignTexts.sayNoThreadStarts(e.getMessage())) {
                return false;
            }
            throw e;
        } finally {
            end.countDown();
            started.forEach(ThreadRoom::joinQuietly);
        }
    }

    private static void awaitQuietly(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            // Nobody interrupts it; if so, it ends.
        }
    }

    private static void joinQuietly(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
