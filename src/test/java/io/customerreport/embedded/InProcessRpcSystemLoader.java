package io.customerreport.embedded;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;

/** Has the clusters of all tests in this process use the RPC system of embedded runs. */
public final class InProcessRpcSystemLoader implements RpcSystemLoader {

    /** Ahead of Flink's own, whose priority is 0. */
    @Override
    public int getLoadPriority() {
        return -1;
    }

    @Override
    public RpcSystem loadRpcSystem(Configuration config) {
        return new InProcessRpcSystem();
    }
}
