package io.customerreport.embedded;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.apache.flink.runtime.rpc.FencedRpcEndpoint;
import org.apache.flink.runtime.rpc.MainThreadValidatorUtil;
import org.apache.flink.runtime.rpc.RpcEndpoint;
import org.apache.flink.runtime.rpc.exceptions.EndpointNotStartedException;
import org.apache.flink.runtime.rpc.exceptions.RecipientUnreachableException;
import org.apache.flink.runtime.rpc.exceptions.RpcException;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.MdcUtils;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;
import org.apache.flink.util.concurrent.FutureUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main thread of an endpoint, in which all that happens to it happens, one after the other: its
 * start, calls in the order in which each caller makes them, and its end.
 */
final class EndpointThread {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointThread.class);

    private enum State {
        STOPPED,
        STARTED,
        /** It serves calls until what it does at its end is done. */
        TERMINATING,
        TERMINATED
    }

    private final RpcEndpoint endpoint;
    private final Map<String, String> loggingContext;
    private final ExecutorService thread;
    private final MainThreadValidatorUtil validator;
    private final CompletableFuture<Void> terminated = new CompletableFuture<>();

    /** Used by the thread alone. */
    private State state = State.STOPPED;

    EndpointThread(RpcEndpoint endpoint, Map<String, String> loggingContext) {
        this.endpoint = endpoint;
        this.loggingContext = loggingContext;
        this.validator = new MainThreadValidatorUtil(endpoint);
        this.thread =
                Executors.newSingleThreadExecutor(
                        new ExecutorThreadFactory("rpc-" + endpoint.getEndpointId()));
        // Not the one of whoever makes the endpoint, which may be the job's.
        ClassLoader classLoader = RpcEndpoint.class.getClassLoader();
        thread.execute(() -> Thread.currentThread().setContextClassLoader(classLoader));
    }

    RpcEndpoint endpoint() {
        return endpoint;
    }

    boolean isFenced() {
        return endpoint instanceof FencedRpcEndpoint;
    }

    /** Completes when the endpoint has ended, exceptionally when it failed to start or to stop. */
    CompletableFuture<Void> terminated() {
        return terminated;
    }

    /**
     * Runs the call in the thread.
     *
     * @param refused gets the reason when the endpoint does not serve calls then
     */
    void run(Runnable call, Consumer<Exception> refused) {
        try {
            thread.execute(() -> runOrRefuse(call, refused));
        } catch (RejectedExecutionException e) {
            refused.accept(unreachable());
        }
    }

    private void runOrRefuse(Runnable call, Consumer<Exception> refused) {
        switch (state) {
            case STARTED, TERMINATING -> runNow(call);
            case STOPPED ->
                    refused.accept(
                            new EndpointNotStartedException(
                                    "endpoint '%s' has not been started"
                                            .formatted(endpoint.getEndpointId())));
            case TERMINATED -> refused.accept(unreachable());
        }
    }

    private RecipientUnreachableException unreachable() {
        return new RecipientUnreachableException(
                "the same process", endpoint.getEndpointId(), "a call");
    }

    private void runNow(Runnable call) {
        validator.enterMainThread();
        try {
            MdcUtils.wrapRunnable(loggingContext, call).run();
        } catch (Throwable e) {
            LOG.error("A call of endpoint {} failed.", endpoint.getEndpointId(), e);
            ExceptionUtils.rethrowIfFatalErrorOrOOM(e);
        } finally {
            validator.exitMainThread();
        }
    }

    void start() {
        change(
                () -> {
                    if (state == State.STOPPED) {
                        state = State.STARTED;
                        runNow(this::startEndpoint);
                    }
                });
    }

    private void startEndpoint() {
        try {
            endpoint.internalCallOnStart();
        } catch (Exception | LinkageError e) {
            end(new RpcException("could not start " + endpoint.getEndpointId(), e));
        }
    }

    void stop() {
        change(
                () -> {
                    if (state == State.STARTED) {
                        state = State.STOPPED;
                    }
                });
    }

    void terminate() {
        change(
                () -> {
                    if (state == State.STOPPED) {
                        end(null);
                    } else if (state == State.STARTED) {
                        state = State.TERMINATING;
                        runNow(this::stopEndpoint);
                    }
                });
    }

    private void stopEndpoint() {
        CompletableFuture<Void> stopped;
        try {
            stopped = endpoint.internalCallOnStop();
        } catch (RuntimeException | LinkageError e) {
            stopped =
                    CompletableFuture.failedFuture(
                            new RpcException("could not stop " + endpoint.getEndpointId(), e));
        }
        stopped.whenComplete((ignored, failure) -> change(() -> end(failure)));
    }

    private void end(@Nullable Throwable failure) {
        state = State.TERMINATED;
        thread.shutdown();
        // Not in this thread, which is to end: what waits for it may stop much else.
        CompletableFuture.runAsync(() -> FutureUtils.doForward(null, failure, terminated));
    }

    private void change(Runnable change) {
        try {
            thread.execute(change);
        } catch (RejectedExecutionException e) {
            LOG.debug("Endpoint {} has ended before.", endpoint.getEndpointId());
        }
    }
}
