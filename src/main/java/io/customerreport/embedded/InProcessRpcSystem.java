package io.customerreport.embedded;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.runtime.rpc.AddressResolution;
import org.apache.flink.runtime.rpc.RpcService;
import org.apache.flink.runtime.rpc.RpcSystem;

/**
 * Flink's remote procedure calls among endpoints of one process, which are just method calls in
 * another thread.
 *
 * <p>Flink's own RPC system is one for many machines, built on Pekko. To start and stop it takes a
 * one-line run in one process more than a quarter of its CPU time, without a class-data archive.
 */
public final class InProcessRpcSystem implements RpcSystem {

    @Override
    public RpcServiceBuilder localServiceBuilder(Configuration configuration) {
        return new Builder(configuration.get(RpcOptions.ASK_TIMEOUT_DURATION));
    }

    @Override
    public RpcServiceBuilder remoteServiceBuilder(
            Configuration configuration, String externalAddress, String externalPortRange) {
        throw oneProcessOnly();
    }

    @Override
    public String getRpcUrl(
            String hostname,
            int port,
            String endpointName,
            AddressResolution addressResolution,
            Configuration config) {
        throw oneProcessOnly();
    }

    @Override
    public InetSocketAddress getInetSocketAddressFromRpcUrl(String url) {
        throw oneProcessOnly();
    }

    private static UnsupportedOperationException oneProcessOnly() {
        return new UnsupportedOperationException("endpoints are reached from their process only");
    }

    @Override
    public long getMaximumMessageSizeInBytes(Configuration config) {
        return Long.MAX_VALUE;
    }

    /** Every endpoint has a thread of its own, so there is no executor to configure. */
    record Builder(Duration askTimeout) implements RpcServiceBuilder {

        @Override
        public RpcServiceBuilder withComponentName(String name) {
            return this;
        }

        @Override
        public RpcServiceBuilder withBindAddress(String bindAddress) {
            return this;
        }

        @Override
        public RpcServiceBuilder withBindPort(int bindPort) {
            return this;
        }

        @Override
        public RpcServiceBuilder withExecutorConfiguration(
                FixedThreadPoolExecutorConfiguration executorConfiguration) {
            return this;
        }

        @Override
        public RpcServiceBuilder withExecutorConfiguration(
                ForkJoinExecutorConfiguration executorConfiguration) {
            return this;
        }

        @Override
        public RpcService createAndStart() {
            return new InProcessRpcService(askTimeout);
        }
    }
}
