package io.customerreport.cli;

import io.customerreport.cli.console.Console;
import io.customerreport.cli.console.JobProgress;
import io.customerreport.cli.console.NoticeLines;
import io.customerreport.cli.console.ProgressDisplay;
import io.customerreport.cli.console.Terminal;
import io.customerreport.cli.process.HeapMonitor;
import io.customerreport.job.JobCounts;
import io.customerreport.job.JobOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.JobListener;

/**
 * Follows a job while it runs: shows its progress, and cancels it once more lines are rejected than
 * the user allows, or the heap of this process has no room left to work in.
 *
 * <p>What it knows are the job's accumulators, which come with the heartbeats of Flink's task
 * managers. It looks after a second for the first time, so a short run costs it nothing.
 */
final class JobMonitor implements JobListener, AutoCloseable {

    /** Before that, a run is too short to be watched. */
    private static final Duration SHORT_RUN = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final JobOptions options;
    private final Console console;
    private final long totalBytes;
    private final Duration period;
    private final Duration patience;
    private final HeapMonitor heap;
    private final NoticeLines notices;
    private final CountDownLatch ended = new CountDownLatch(1);
    private long start;
    private Thread thread;
    private boolean shown;

    /** Only the watch's thread uses it, and whoever waited for that to end. */
    private ProgressDisplay display;

    private volatile IOException refusal;

    /** When there was one, by {@link System#nanoTime}. */
    private long refused;

    /** Given up when the heap is full: enough to say so and to end. */
    private byte[] reserve = new byte[1 << 20];

    /** The thread that waits for the job. */
    private volatile Thread waiting;

    /**
     * @param totalBytes see {@link JobProgress}
     * @param period how often to look
     * @param heap watches the heap that the job runs in, null where it runs elsewhere
     */
    JobMonitor(
            JobOptions options,
            Console console,
            long totalBytes,
            Duration period,
            HeapMonitor heap) {
        this(options, console, totalBytes, period, heap, PATIENCE);
    }

    /**
     * As above.
     *
     * @param patience for how long to wait for an answer, and for the end of a cancelled job
     */
    JobMonitor(
            JobOptions options,
            Console console,
            long totalBytes,
            Duration period,
            HeapMonitor heap,
            Duration patience) {
        this.options = options;
        this.console = console;
        this.totalBytes = totalBytes;
        this.period = period;
        this.heap = heap;
        this.patience = patience;
        this.notices = new NoticeLines(options.execution().quiet(), console);
    }

    /**
     * Runs the job to its end in the calling thread.
     *
     * @throws IOException the reason, if the watch has cancelled the job
     */
    JobExecutionResult execute(Callable<JobExecutionResult> job) throws Exception {
        waiting = Thread.currentThread();
        try {
            return job.call();
        } catch (Exception e) {
            if (refusal != null) {
                refusal.addSuppressed(e);
                throw refusal;
            }
            throw e;
        } finally {
            close();
        }
    }

    @Override
    public synchronized void onJobSubmitted(JobClient job, Throwable failure) {
        // Of input that does not end there is no part that is done.
        shown = !options.execution().quiet() && !options.kind().isContinuous();
        if (job == null || heap == null && !isAsking()) {
            return;
        }
        start = System.nanoTime();
        thread = new Thread(() -> follow(job), "customer-report-watch");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void onJobExecuted(JobExecutionResult result, Throwable failure) {}

    /** Stops watching, and clears the display; at will more than once, and from any thread. */
    @Override
    public synchronized void close() {
        ended.countDown();
        if (thread != null && thread != Thread.currentThread()) {
            try {
                thread.join(patience.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void follow(JobClient job) {
        try {
            while (!hasEnded(job)) {
                if (refusal != null && System.nanoTime() - refused > patience.toNanos()) {
                    // Who cancels a job in a full heap may wait for its end forever.
                    waiting.interrupt();
                    break;
                }
            }
        } catch (InterruptedException e) {
            // Nobody does; if so, there is nothing left to watch for.
        } finally {
            if (display != null) {
                display.close();
            }
        }
    }

    private boolean hasEnded(JobClient job) throws InterruptedException {
        try {
            if (ended.await(period.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
            look(job);
        } catch (OutOfMemoryError e) {
            outOfMemory(job, e);
        }
        return false;
    }

    /**
     * Refuses the run: where not even this thread finds room, nor do those of Flink, and one of
     * them may have lost what the job needs to go on, or to end.
     */
    private void outOfMemory(JobClient job, OutOfMemoryError failure) throws InterruptedException {
        reserve = null;
        try {
            if (heap != null && refusal == null) {
                refuse(job, new IOException(failure));
            }
        } catch (OutOfMemoryError e) {
            // Once more, then; and if it is refused already, it will be ended without Flink.
        }
        Thread.sleep(period.toMillis());
    }

    /** Whether what the job counts is of interest while it runs. */
    private boolean isAsking() {
        return shown
                || options.kind().isContinuous()
                || RejectCheck.canEndEarly(options.output().maxRejects());
    }

    /** What was told of the input so far. */
    NoticeLines notices() {
        return notices;
    }

    private void look(JobClient job) throws InterruptedException {
        if (refusal == null && heap != null) {
            refuse(job, heap.look());
        }
        if (!isAsking()) {
            return;
        }
        JobCounts counts;
        try {
            counts = ask(job);
        } catch (ExecutionException | TimeoutException | IllegalStateException e) {
            // The job has just ended, or its cluster is busy: whoever waits for the job hears why.
            return;
        }
        if (options.kind().isContinuous()) {
            notices.tell(counts);
        }
        if (refusal == null) {
            refuse(job, RejectCheck.whileRunning(options.output().maxRejects(), counts));
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        if (shown && elapsed.compareTo(SHORT_RUN) >= 0) {
            show(JobProgress.of(counts, totalBytes, elapsed));
        }
    }

    /**
     * @param why null for no reason
     */
    private void refuse(JobClient job, IOException why) {
        if (why != null) {
            refused = System.nanoTime();
            refusal = why;
            job.cancel();
        }
    }

    /** Gives up as soon as the job has ended, whose cluster may not answer any more. */
    private JobCounts ask(JobClient job)
            throws InterruptedException, ExecutionException, TimeoutException {
        var answer = job.getAccumulators();
        long deadline = System.nanoTime() + patience.toNanos();
        while (!answer.isDone() && System.nanoTime() < deadline) {
            if (ended.await(20, TimeUnit.MILLISECONDS)) {
                throw new TimeoutException();
            }
        }
        return new JobCounts(answer.get(0, TimeUnit.MILLISECONDS));
    }

    private void show(JobProgress progress) {
        if (display == null) {
            display = ProgressDisplay.on(console, Terminal.ofStandardError(), progress);
        }
        display.show(progress);
    }
}
