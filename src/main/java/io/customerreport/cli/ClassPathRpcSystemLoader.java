package io.customerreport.cli;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;
import org.apache.flink.runtime.rpc.pekko.PekkoRpcSystem;

/**
 * Takes Flink's RPC system from the class path of the embedded run.
 *
 * <p>Flink's own loader writes a jar of 24 MB to a temporary folder at every start, and loads it
 * with a class loader that no class-data archive covers.
 */
public final class ClassPathRpcSystemLoader implements RpcSystemLoader {

    /** Ahead of Flink's own, whose priority is 0. */
    private static final int PRIORITY = -1;

    @Override
    public int getLoadPriority() {
        return PRIORITY;
    }

    @Override
    public RpcSystem loadRpcSystem(Configuration config) {
        try {
            return new PekkoRpcSystem();
        } catch (NoClassDefFoundError e) {
            // Then Flink goes on to its own loader; an error would end it.
            throw new IllegalStateException("flink-rpc-akka is not on the class path", e);
        }
    }
}
