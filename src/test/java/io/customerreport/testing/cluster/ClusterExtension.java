package io.customerreport.testing.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One cluster for all tests of a class; shows its logs when one of them fails. */
public final class ClusterExtension
        implements BeforeAllCallback, AfterAllCallback, AfterTestExecutionCallback {

    private static final int LINES_SHOWN = 40;

    private final Map<String, String> settings;
    private final String[] options;
    private LocalCluster cluster;

    public ClusterExtension(Map<String, String> settings, String... options) {
        this.settings = settings;
        this.options = options;
    }

    public LocalCluster cluster() {
        return cluster;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Path folder = Path.of("target", "clusters", context.getRequiredTestClass().getSimpleName());
        cluster = LocalCluster.start(folder, settings, options);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) throws IOException {
        if (context.getExecutionException().isPresent()) {
            showLogs();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (cluster != null) {
            cluster.stop();
        }
    }

    private void showLogs() throws IOException {
        try (Stream<Path> logs = Files.list(cluster.folder().resolve("log"))) {
            for (Path log : logs.sorted().toList()) {
                List<String> lines = Files.readAllLines(log);
                System.err.println("== the end of " + log);
                lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size())
                        .forEach(System.err::println);
            }
        }
    }
}
