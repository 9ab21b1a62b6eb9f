package io.customerreport.cli;

import io.customerreport.cli.console.Console;
import io.customerreport.cli.console.NoticeLines;
import io.customerreport.cli.process.HeapMonitor;
import io.customerreport.job.JobCounts;
import io.customerreport.job.JobOptions;
import io.customerreport.job.RejectLimit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.JobListener;
import org.jspecify.annotations.Nullable;

/**
 * Follows a job while it runs: shows its progress, and cancels it once more lines are rejected than
 * the user allows, or the heap of this process has no room left to work in.
 *
 * <p>What it knows are the job's accumulators, which come with the heartbeats of Flink's task
 * managers. It looks after a period for the first time, so a short run costs it nothing.
 */
final class JobMonitor implements JobListener, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The counts of a run that goes on for months come every ten seconds. */
    private static final int PERIODS_OF_CONTINUOUS_RUNS = 5;

    private final JobOptions options;
    private final Console console;
    private final long totalBytes;
    private final Duration period;
    private final Duration patience;
    private final @Nullable HeapMonitor heap;
    private final NoticeLines notices;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** The checks of what the job counts; without one, nobody asks for the counts. */
    private List<Check> checks = List.of();

    private @Nullable Thread thread;

    private volatile @Nullable IOException refusal;

    /** When there was one, by {@link System#nanoTime}. */
    private long refused;

    /** Given up when the heap is full: enough to say so and to end. */
    private byte @Nullable [] reserve = new byte[1 << 20];

    /** The thread that waits for the job. */
    private volatile Thread waiting;

    /**
     * @param totalBytes the size of the input, see {@link ProgressCheck}
     * @param period how often to look at a run that ends
     * @param heap watches the heap that the job runs in, unless it runs elsewhere
     */
    JobMonitor(
            JobOptions options,
            Console console,
            long totalBytes,
            Duration period,
            @Nullable HeapMonitor heap) {
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
            @Nullable HeapMonitor heap,
            Duration patience) {
        this.options = options;
        this.console = console;
        this.totalBytes = totalBytes;
        this.period =
                options.kind().isContinuous()
                        ? period.multipliedBy(PERIODS_OF_CONTINUOUS_RUNS)
                        : period;
        this.heap = heap;
        this.patience = patience;
        this.notices = new NoticeLines(options.execution().quiet(), console);
    }

    /**
     * Runs the job to its end in the calling thread.
     *
     * @throws IOException the reason, if the monitor has cancelled the job
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
        if (job == null) {
            return;
        }
        checks = checks();
        if (heap == null && checks.isEmpty()) {
            return;
        }
        thread = new Thread(() -> follow(job), "customer-report-monitor");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void onJobExecuted(JobExecutionResult result, Throwable failure) {}

    /** Ends the monitor, and clears the display; at will more than once, and from any thread. */
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
            // Nobody does; if so, there is nothing left to monitor.
        } finally {
            checks.forEach(Check::close);
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
     * Refuses the run. If this thread has no memory left, neither have Flink's threads, and one of
     * them may have lost state that the job needs in order to continue or to end.
     */
    private void outOfMemory(JobClient job, OutOfMemoryError failure) throws InterruptedException {
        reserve = null;
        try {
            if (heap != null && refusal == null) {
                refuse(job, new IOException(failure));
            }
        } catch (OutOfMemoryError e) {
            // Tried again after the next period. A run that is refused already is ended without
            // Flink.
        }
        Thread.sleep(period.toMillis());
    }

    private List<Check> checks() {
        boolean continuous = options.kind().isContinuous();
        List<Check> wanted = new ArrayList<>();
        if (continuous) {
            wanted.add(
                    counts -> {
                        notices.tell(counts);
                        return null;
                    });
        }
        RejectLimit limit = options.output().maxRejects();
        if (limit != null && new RejectCheck(limit).canEndEarly()) {
            wanted.add(new RejectCheck(limit));
        }
        if (options.execution().quiet()) {
            return wanted;
        }
        ProgressCheck progress = new ProgressCheck(console, totalBytes);
        if (options.output().table() != null) {
            wanted.add(new OutageCheck(console, progress::close));
        }
        // Of input that does not end there is no part that is done.
        if (!continuous) {
            wanted.add(progress);
        }
        return wanted;
    }

    /** What was told of the input so far. */
    NoticeLines notices() {
        return notices;
    }

    private void look(JobClient job) throws InterruptedException {
        if (refusal == null && heap != null) {
            refuse(job, heap.look());
        }
        if (checks.isEmpty()) {
            return;
        }
        JobCounts counts;
        try {
            counts = ask(job);
        } catch (ExecutionException | TimeoutException | IllegalStateException e) {
            // The job has just ended, or its cluster is busy: whoever waits for the job hears why.
            return;
        }
        for (Check check : checks) {
            IOException why = check.look(counts);
            if (refusal == null) {
                refuse(job, why);
            }
        }
    }

    private void refuse(JobClient job, @Nullable IOException why) {
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
}
