package io.customerreport.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where things are in the image. */
record ImageHome(Path folder) {

    /** Set in the file of options that the image's command names. */
    static final String PROPERTY = "customer-report.home";

    static ImageHome current() {
        return new ImageHome(Path.of(System.getProperty(PROPERTY, "/opt/customer-report")));
    }

    Path command() {
        return folder.resolve("bin/customer-report");
    }

    /** Options of the JVM, its class path, and the class that it starts. */
    Path options() {
        return folder.resolve("java.options");
    }

    Path launcherOptions() {
        return folder.resolve("launcher/jvm.options");
    }

    Path example() {
        return folder.resolve("examples/payments.ndjson");
    }

    /** Flink's settings, in a file {@code config.yaml}, and how it logs. */
    Path configuration() {
        return Optional.ofNullable(System.getenv("FLINK_CONF_DIR"))
                .map(Path::of)
                .orElseGet(() -> folder.resolve("conf"));
    }

    String classPath() throws IOException {
        return folder.resolve("customer-report.jar") + ":" + jars("lib");
    }

    /** What only JobManagers need, such as their page. */
    String clusterClassPath() throws IOException {
        return jars("cluster-lib");
    }

    /**
     * Named one by one in a fixed order: archived classes are of use with the class path alone that
     * they were archived with.
     */
    private String jars(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            List<String> jars =
                    files.map(Path::toString).filter(jar -> jar.endsWith(".jar")).sorted().toList();
            return jars.stream().collect(Collectors.joining(":"));
        }
    }
}
