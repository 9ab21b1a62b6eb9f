package io.customerreport.embedded;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** What can be set of the cluster inside this process, beside Flink's own settings. */
public final class EmbeddedOptions {

    /** Which cluster of one process runs the job. */
    public enum MiniClusterKind {
        EMBEDDED,
        FLINK
    }

    public static final ConfigOption<MiniClusterKind> MINI_CLUSTER =
            ConfigOptions.key("customer-report.mini-cluster")
                    .enumType(MiniClusterKind.class)
                    .defaultValue(MiniClusterKind.EMBEDDED)
                    .withDescription(
                            "EMBEDDED starts sooner and serves no REST API. FLINK is Flink's own MiniCluster, with"
                                    + " Flink's own RPC, and serves its REST API on a free port of the loopback.");

    private EmbeddedOptions() {}
}
