package io.customerreport.embedded;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.flink.runtime.rpc.FencedRpcEndpoint;
import org.apache.flink.runtime.rpc.FencedRpcGateway;
import org.apache.flink.runtime.rpc.MainThreadExecutable;
import org.apache.flink.runtime.rpc.RpcGateway;
import org.apache.flink.runtime.rpc.RpcGatewayUtils;
import org.apache.flink.runtime.rpc.RpcServer;
import org.apache.flink.runtime.rpc.StartStoppable;
import org.apache.flink.runtime.rpc.exceptions.FencingTokenException;
import org.apache.flink.runtime.rpc.exceptions.RpcException;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.concurrent.FutureUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the methods of a gateway calls in the endpoint's main thread. Arguments and results are
 * passed by reference, as Flink does within a process.
 */
final class GatewayHandler implements InvocationHandler, RpcServer {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayHandler.class);

    /** What is answered here, and not by the endpoint. */
    private static final Set<Class<?>> OWN_METHODS =
            Set.of(
                    Object.class,
                    RpcGateway.class,
                    StartStoppable.class,
                    MainThreadExecutable.class,
                    RpcServer.class);

    /**
     * From here on a call waits for as long as it takes, since Flink's scheduler keeps a time-out
     * until it would have been due, and a run makes many calls.
     */
    private static final Duration SHORTEST_WITHOUT_END = Duration.ofDays(1);

    private final EndpointThread endpoint;
    private final @Nullable Supplier<? extends Serializable> fencingToken;
    private final Duration timeout;
    private final ScheduledExecutorService scheduler;

    /**
     * A handler of one caller.
     *
     * @param fencingToken what the endpoint's own token must equal at every call; null for an
     *     endpoint without one
     * @param timeout of calls that have none of their own
     */
    GatewayHandler(
            EndpointThread endpoint,
            @Nullable Supplier<? extends Serializable> fencingToken,
            Duration timeout,
            ScheduledExecutorService scheduler) {
        this.endpoint = endpoint;
        this.fencingToken = fencingToken;
        this.timeout = timeout;
        this.scheduler = scheduler;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args)
            throws Throwable {
        if (OWN_METHODS.contains(method.getDeclaringClass())) {
            return invokeOn(this, method, args);
        }
        if (method.getDeclaringClass() == FencedRpcGateway.class) {
            return fencingToken.get();
        }
        if (method.getReturnType() == void.class) {
            tell(method, args);
            return null;
        }
        Duration limit =
                RpcGatewayUtils.extractRpcTimeout(method.getParameterAnnotations(), args, timeout);
        if (method.getReturnType() == CompletableFuture.class) {
            return ask(
                    () -> (CompletableFuture<?>) invokeOn(endpoint.endpoint(), method, args),
                    limit,
                    method.getName());
        }
        return await(
                ask(
                        () -> completedFuture(invokeOn(endpoint.endpoint(), method, args)),
                        limit,
                        method.getName()));
    }

    private static @Nullable Object invokeOn(Object target, Method method, Object @Nullable [] args)
            throws Exception {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            ExceptionUtils.rethrowException(e.getTargetException());
            throw e;
        }
    }

    private void tell(Method method, Object @Nullable [] args) {
        send(
                () -> {
                    try {
                        invokeOn(endpoint.endpoint(), method, args);
                    } catch (Exception e) {
                        LOG.error("{} of {} failed.", method.getName(), getAddress(), e);
                    }
                },
                refused -> LOG.debug("{} was refused.", method.getName(), refused));
    }

    private CompletableFuture<Object> ask(
            Callable<CompletableFuture<?>> call, Duration limit, String name) {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        send(
                () -> {
                    try {
                        call.call().whenComplete((value, failure) -> reply(value, failure, answer));
                    } catch (Throwable e) {
                        answer.completeExceptionally(e);
                    }
                },
                answer::completeExceptionally);
        if (limit.compareTo(SHORTEST_WITHOUT_END) >= 0) {
            return answer;
        }
        return FutureUtils.orTimeout(
                answer,
                limit.toMillis(),
                TimeUnit.MILLISECONDS,
                "%s of %s was not answered within %s".formatted(name, getAddress(), limit));
    }

    private static void reply(
            @Nullable Object value, @Nullable Throwable failure, CompletableFuture<Object> answer) {
        FutureUtils.doForward(
                value,
                failure == null ? null : ExceptionUtils.stripCompletionException(failure),
                answer);
    }

    private static @Nullable Object await(CompletableFuture<Object> answer)
            throws InterruptedException, RpcException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new RpcException(
                    "Failure while obtaining synchronous RPC result.",
                    ExceptionUtils.stripExecutionException(e));
        }
    }

    private void send(Runnable call, Consumer<Exception> refused) {
        if (fencingToken == null) {
            endpoint.run(call, refused);
            return;
        }
        Serializable token = fencingToken.get();
        endpoint.run(
                () -> {
                    Serializable expected =
                            ((FencedRpcEndpoint<?>) endpoint.endpoint()).getFencingToken();
                    if (expected != null && expected.equals(token)) {
                        call.run();
                    } else {
                        refused.accept(
                                new FencingTokenException(
                                        "%s has the token %s, and the call %s"
                                                .formatted(getAddress(), expected, token)));
                    }
                },
                refused);
    }

    @Override
    public String getAddress() {
        return endpoint.endpoint().getEndpointId();
    }

    @Override
    public String getHostname() {
        return "localhost";
    }

    @Override
    public CompletableFuture<Void> getTerminationFuture() {
        return endpoint.terminated();
    }

    @Override
    public void start() {
        endpoint.start();
    }

    @Override
    public void stop() {
        endpoint.stop();
    }

    @Override
    public void runAsync(Runnable runnable) {
        send(runnable, refused -> LOG.debug("A runnable was refused.", refused));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> CompletableFuture<V> callAsync(Callable<V> callable, Duration callTimeout) {
        return (CompletableFuture<V>)
                ask(() -> completedFuture(callable.call()), callTimeout, "a callable");
    }

    @Override
    public void scheduleRunAsync(Runnable runnable, long delay) {
        scheduler.schedule(() -> runAsync(runnable), delay, TimeUnit.MILLISECONDS);
    }
}
