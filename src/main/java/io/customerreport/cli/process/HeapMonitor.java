package io.customerreport.cli.process;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells when the heap is so full that nearly all of the time goes into collecting garbage.
 *
 * <p>A run in that state may go on for long before an allocation fails: only the parallel collector
 * gives up by itself, and late. What counts are pauses by the clock, so a busy machine makes no
 * difference; but time during which the process is suspended, as it may be within a pause, is not
 * the collector's.
 *
 * <p>Not safe for use by several threads.
 */
public final class HeapMonitor {

    /** Long enough for a run that is nearly finished to finish. */
    static final Duration WINDOW = Duration.ofSeconds(30);

    /** Above this share of collecting, a run takes ten times as long as it could. */
    static final int PERCENT = 90;

    /**
     * A collector keeps a processor busy, so a pause in which the process used less than this was a
     * suspension.
     */
    private static final int PERCENT_OF_A_CORE = 5;

    /** Short enough that one such pause is not most of a window. */
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(10);

    private final LongSupplier millis;
    private final LongSupplier collecting;
    private final LongSupplier working;

    /** The processor time of the process at the last look. */
    private long worked;

    /**
     * Times of looks and what was spent by then, both in milliseconds, of a window and one more.
     */
    private final Deque<long[]> looks = new ArrayDeque<>();

    /**
     * @param millis a clock
     * @param collecting milliseconds spent in the collector so far
     * @param working milliseconds that all threads have been on a processor so far
     */
    public HeapMonitor(LongSupplier millis, LongSupplier collecting, LongSupplier working) {
        this.millis = millis;
        this.collecting = collecting;
        this.working = working;
    }

    public static HeapMonitor ofThisProcess() {
        var process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new HeapMonitor(
                () -> System.nanoTime() / 1_000_000,
                HeapMonitor::pausedMillis,
                () -> process.getProcessCpuTime() / 1_000_000);
    }

    /** Called now and then; returns why the run has to end, if it has to. */
    public @Nullable IOException look() {
        long now = millis.getAsLong();
        long spent = collecting.getAsLong();
        if (wasSuspended(now)) {
            looks.clear();
        }
        looks.addLast(new long[] {now, spent});
        while (looks.size() > 2 && now - second()[0] >= WINDOW.toMillis()) {
            looks.removeFirst();
        }
        long past = now - looks.getFirst()[0];
        boolean full = (spent - looks.getFirst()[1]) * 100 > past * PERCENT;
        if (past < WINDOW.toMillis() || !full) {
            return null;
        }
        return new IOException(
                new OutOfMemoryError(
                        "more than %s%% of the last %s s went into collecting garbage"
                                .formatted(PERCENT, past / 1_000)));
    }

    private boolean wasSuspended(long now) {
        long before = worked;
        worked = working.getAsLong();
        if (looks.isEmpty()) {
            return false;
        }
        long past = now - looks.getLast()[0];
        return past > SHORT_PAUSE.toMillis() && (worked - before) * 100 < past * PERCENT_OF_A_CORE;
    }

    private long[] second() {
        var rest = looks.iterator();
        rest.next();
        return rest.next();
    }

    private static long pausedMillis() {
        long millis = 0;
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            // Of collectors that work beside the program, only the pauses.
            if (!bean.getName().contains("Cycles") && !bean.getName().contains("Concurrent")) {
                millis += Math.max(0, bean.getCollectionTime());
            }
        }
        return millis;
    }
}
