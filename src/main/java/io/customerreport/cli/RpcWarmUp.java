package io.customerreport.cli;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcService;
import org.apache.flink.runtime.rpc.RpcSystem;

/**
 * Starts an RPC service beside the reading of options and inputs, and stops it again.
 *
 * <p>What the first service of a process costs is mostly the loading of Pekko's classes and
 * reference configuration, about a sixth of a second, which the cluster's services then find done.
 * Without a second core it gains nothing. The service is local, so it listens on nothing.
 */
final class RpcWarmUp {

    private RpcWarmUp() {}

    /** To be called when logging is set up. The process does not wait for it. */
    static void start() {
        Thread thread = new Thread(RpcWarmUp::run, "customer-report-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run() {
        try {
            Configuration configuration = new Configuration();
            RpcService service =
                    RpcSystem.load(configuration)
                            .localServiceBuilder(configuration)
                            .createAndStart();
            service.closeAsync();
        } catch (Exception | LinkageError e) {
            // The cluster will say it better.
        }
    }
}
