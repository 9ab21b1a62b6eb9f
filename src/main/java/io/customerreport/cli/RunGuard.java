package io.customerreport.cli;

import io.customerreport.cli.console.ExitStatus;
import io.customerreport.cli.output.StreamWriter;
import io.customerreport.cli.process.ExitCall;
import io.customerreport.cli.process.Patience;
import io.customerreport.job.UsageException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;

/**
 * Ends an embedded run in order when the process is told to end before the run did: by Ctrl-C, by
 * SIGTERM, or by Flink on a fatal error. The job is cancelled and its output removed.
 *
 * <p>Either the run ends itself, which it announces by {@link #claimEnd}, or the guard ends it;
 * never both. A run that waits for others while it ends itself, or that does not come to its end,
 * is ended by the guard after all, until {@link #claimOutcome}. What the run takes before its job
 * is submitted, such as its folders, it takes by {@link #take}, so that it is given back whenever
 * the process ends.
 */
final class RunGuard implements AutoCloseable, StreamWriter.Interruption {

    private enum State {
        RUNS,
        /** The run acts on its outcome. */
        ENDS,
        /** The run acts on its outcome, but waits for others, such as the reader of a pipe. */
        WAITS,
        /** The result stands, or the run removes it itself. */
        IS_DECIDED,
        /** The guard has the run. */
        IS_ENDED
    }

    /** Longer than a cancelled task takes, shorter than those who kill processes wait. */
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(8));

    /**
     * A folder far away may take long to be claimed; whoever ends the process does not wait that
     * long.
     */
    private static final Duration TAKING = Duration.ofSeconds(4);

    private final ReentrantLock taking = new ReentrantLock();
    private final Patience patience;
    private volatile Undo undo;

    /** Whether a job is about to be submitted, and has to be waited for. */
    private volatile boolean submitting;

    private final Thread hook = new Thread(this::processEnds, "customer-report-guard");
    private final AtomicReference<State> state = new AtomicReference<>(State.RUNS);
    private final CountDownLatch submitted = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable JobClient job;

    /** For a guard that is not told when the process ends. */
    RunGuard(Undo undo, Patience patience) {
        this.undo = undo;
        this.patience = patience;
    }

    static RunGuard install(Undo undo) {
        RunGuard guard = new RunGuard(undo, PATIENCE);
        Runtime.getRuntime().addShutdownHook(guard.hook);
        return guard;
    }

    /**
     * Takes something that is to be given back when the process ends; that waits meanwhile.
     *
     * @param undoing what undoes this and all before it
     */
    <T> T take(Taking<T> step, Function<T, Undo> undoing) throws UsageException {
        taking.lock();
        try {
            if (state.get() != State.IS_ENDED) {
                T taken = step.take();
                undo = undoing.apply(taken);
                return taken;
            }
        } finally {
            taking.unlock();
        }
        awaitExit();
        throw new IllegalStateException("the process has ended");
    }

    /** The run submits its job from here on. */
    void submit(Undo undoing) throws UsageException {
        take(() -> submitting = true, started -> undoing);
    }

    void submitted(JobClient client) {
        job = client;
        submitted.countDown();
    }

    /**
     * To be called before the run's outcome is acted on; does not return when the process is ending
     * already.
     */
    void claimEnd() {
        proceed(State.ENDS);
    }

    /** The last moment at which the run may be ended; does not return if it was. */
    void claimOutcome() {
        proceed(State.IS_DECIDED);
    }

    @Override
    public void allow() {
        proceed(State.WAITS);
    }

    @Override
    public void forbid() {
        proceed(State.ENDS);
    }

    private void proceed(State next) {
        if (state.getAndUpdate(now -> now == State.IS_ENDED ? now : next) == State.IS_ENDED) {
            submitted.countDown();
            awaitExit();
        }
    }

    /** The run has ended, and its outcome stands; does not return if the process ended it. */
    @Override
    public void close() {
        claimOutcome();
        ended.countDown();
    }

    void processEnds() {
        try {
            if (state.compareAndSet(State.RUNS, State.IS_ENDED)) {
                endRun();
            } else if (!isEndedAfterAll()) {
                return;
            }
        } catch (InterruptedException e) {
            // Nobody interrupts a shutdown hook; if so, it hurries.
        }
        boolean exitCalled = ExitCall.isGoingOn();
        undo.undo(exitCalled);
        if (exitCalled) {
            // A signal's number becomes the status by itself; the numbers of Flink's handlers of
            // fatal errors mean nothing to the user.
            Runtime.getRuntime().halt(ExitStatus.FAILED);
        }
    }

    private void endRun() throws InterruptedException {
        boolean taken = taking.tryLock(TAKING.toMillis(), TimeUnit.MILLISECONDS);
        if (submitting) {
            cancelJob();
        }
        if (taken) {
            taking.unlock();
        }
    }

    /** Whether the run has to be ended although it does that itself. */
    private boolean isEndedAfterAll() throws InterruptedException {
        boolean over =
                patience.await(ended, () -> state.compareAndSet(State.WAITS, State.IS_ENDED));
        return over
                ? state.get() == State.IS_ENDED
                : state.compareAndSet(State.ENDS, State.IS_ENDED);
    }

    private void cancelJob() throws InterruptedException {
        if (!patience.await(submitted) || job == null) {
            return;
        }
        try {
            patience.get(job.cancel());
            patience.get(job.getJobExecutionResult());
        } catch (ExecutionException | IllegalStateException e) {
            // The job has ended: it is cancelled, or Flink's own hooks came first.
        } catch (TimeoutException e) {
            // The process ends all the same; what its threads hold open is removed under them.
        }
    }

    /** A step of a run's start. */
    interface Taking<T> {

        T take() throws UsageException;
    }

    /** Removes what the run wrote, and tells the user. */
    interface Undo {

        /**
         * @param fatal whether code of this process ended it, and not a signal
         */
        void undo(boolean fatal);
    }

    private static void awaitExit() {
        while (true) {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                // The process ends in a moment.
            }
        }
    }
}
