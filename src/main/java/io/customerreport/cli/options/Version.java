package io.customerreport.cli.options;

import org.apache.flink.runtime.util.EnvironmentInformation;

/** Which command this is, and on what it runs. */
public final class Version {

    private Version() {}

    public static String line() {
        String version = Version.class.getPackage().getImplementationVersion();
        return "customer-report %s (Flink %s, Java %s)"
                .formatted(
                        version == null ? "from classes" : version,
                        EnvironmentInformation.getVersion(),
                        Runtime.version());
    }
}
