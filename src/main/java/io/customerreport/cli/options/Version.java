package io.customerreport.cli.options;

import io.customerreport.source.LibraryVersion;
import org.apache.flink.runtime.util.EnvironmentInformation;

/** Which command this is, and on what it runs. */
public final class Version {

    private Version() {}

    public static String line() {
        return "customer-report %s (Flink %s, Java %s)"
                .formatted(number(), EnvironmentInformation.getVersion(), Runtime.version());
    }

    /** As the manifest of the jar has it. */
    public static String number() {
        return LibraryVersion.here().number();
    }
}
