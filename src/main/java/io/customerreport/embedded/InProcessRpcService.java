package io.customerreport.embedded;

import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.apache.flink.runtime.rpc.FencedRpcEndpoint;
import org.apache.flink.runtime.rpc.FencedRpcGateway;
import org.apache.flink.runtime.rpc.RpcEndpoint;
import org.apache.flink.runtime.rpc.RpcGateway;
import org.apache.flink.runtime.rpc.RpcServer;
import org.apache.flink.runtime.rpc.RpcService;
import org.apache.flink.runtime.rpc.RpcUtils;
import org.apache.flink.runtime.rpc.exceptions.RpcConnectionException;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;
import org.apache.flink.util.concurrent.FutureUtils;
import org.apache.flink.util.concurrent.ScheduledExecutor;
import org.apache.flink.util.concurrent.ScheduledExecutorServiceAdapter;
import org.jspecify.annotations.Nullable;

/** The endpoints of one process, by their ids, which are their addresses. */
@SuppressWarnings("try") // Flink declares that close() may be interrupted
final class InProcessRpcService implements RpcService {

    private final Duration askTimeout;
    private final Map<String, EndpointThread> endpoints = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> terminated = new CompletableFuture<>();
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(new ExecutorThreadFactory("rpc-scheduler"));
    private boolean stopped;

    InProcessRpcService(Duration askTimeout) {
        this.askTimeout = askTimeout;
    }

    /** Empty, as for every service that cannot be reached from elsewhere. */
    @Override
    public String getAddress() {
        return "";
    }

    @Override
    public int getPort() {
        return -1;
    }

    @Override
    public <C extends RpcGateway> C getSelfGateway(Class<C> selfGatewayType, RpcServer rpcServer) {
        return selfGatewayType.cast(rpcServer);
    }

    @Override
    public <C extends RpcGateway> CompletableFuture<C> connect(String address, Class<C> clazz) {
        return gateway(address, clazz, null);
    }

    @Override
    public <F extends Serializable, C extends FencedRpcGateway<F>> CompletableFuture<C> connect(
            String address, F fencingToken, Class<C> clazz) {
        return gateway(address, clazz, () -> fencingToken);
    }

    private <C> CompletableFuture<C> gateway(
            String address,
            Class<C> gateway,
            @Nullable Supplier<? extends Serializable> fencingToken) {
        EndpointThread endpoint = endpoints.get(address);
        if (endpoint == null
                || !gateway.isInstance(endpoint.endpoint())
                || endpoint.isFenced() != (fencingToken != null)) {
            return CompletableFuture.failedFuture(
                    new RpcConnectionException(
                            "there is no endpoint '%s' that is a %s and %s fencing token"
                                    .formatted(
                                            address,
                                            gateway.getName(),
                                            fencingToken == null ? "has no" : "has a")));
        }
        return CompletableFuture.completedFuture(
                gateway.cast(
                        proxy(
                                new GatewayHandler(endpoint, fencingToken, askTimeout, scheduler),
                                gateway)));
    }

    @Override
    public <C extends RpcEndpoint & RpcGateway> RpcServer startServer(
            C rpcEndpoint, Map<String, String> loggingContext) {
        EndpointThread endpoint = add(rpcEndpoint, loggingContext);
        @Nullable Supplier<? extends Serializable> fencingToken =
                rpcEndpoint instanceof FencedRpcEndpoint<?> fenced ? fenced::getFencingToken : null;
        Set<Class<? extends RpcGateway>> gateways =
                RpcUtils.extractImplementedRpcGateways(rpcEndpoint.getClass());
        gateways.add(RpcServer.class);
        return (RpcServer)
                proxy(
                        new GatewayHandler(endpoint, fencingToken, askTimeout, scheduler),
                        gateways.toArray(Class<?>[]::new));
    }

    private synchronized EndpointThread add(
            RpcEndpoint endpoint, Map<String, String> loggingContext) {
        if (stopped) {
            throw new IllegalStateException("the RPC service is stopped");
        }
        String id = endpoint.getEndpointId();
        if (endpoints.containsKey(id)) {
            throw new IllegalStateException("endpoint '%s' exists".formatted(id));
        }
        EndpointThread added = new EndpointThread(endpoint, loggingContext);
        endpoints.put(id, added);
        return added;
    }

    private static Object proxy(InvocationHandler handler, Class<?>... interfaces) {
        return Proxy.newProxyInstance(
                InProcessRpcService.class.getClassLoader(), interfaces, handler);
    }

    @Override
    public void stopServer(RpcServer selfGateway) {
        EndpointThread endpoint = endpoints.remove(selfGateway.getAddress());
        if (endpoint != null) {
            endpoint.terminate();
        }
    }

    @Override
    public CompletableFuture<Void> closeAsync() {
        synchronized (this) {
            if (stopped) {
                return terminated;
            }
            stopped = true;
        }
        endpoints.values().forEach(EndpointThread::terminate);
        FutureUtils.waitForAll(endpoints.values().stream().map(EndpointThread::terminated).toList())
                .whenComplete(
                        (ignored, failure) -> {
                            scheduler.shutdownNow();
                            FutureUtils.doForward(null, failure, terminated);
                        });
        endpoints.clear();
        return terminated;
    }

    @Override
    public ScheduledExecutor getScheduledExecutor() {
        return new ScheduledExecutorServiceAdapter(scheduler);
    }
}
