package io.customerreport.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Generates logs with {@code examples/generate-log}, and keeps them for the next time. */
final class PaymentLogs {

    /**
     * The clock that all programs are given: the first second of 2026, the year after the logs'.
     */
    static final long NOW = 1_767_225_600L;

    private static final String SHARE_OF_REJECTS = "0.001";

    private final Workspace workspace;
    private final ProcessRunner runner;
    private final LogShape shape;

    PaymentLogs(Workspace workspace, ProcessRunner runner, LogShape shape) {
        this.workspace = workspace;
        this.runner = runner;
        this.shape = shape;
    }

    PaymentLog withRejects(long events)
            throws IOException, InterruptedException, FailedRunException {
        return generate(events, SHARE_OF_REJECTS);
    }

    PaymentLog withoutRejects(long events)
            throws IOException, InterruptedException, FailedRunException {
        return generate(events, "0");
    }

    private PaymentLog generate(long events, String malformed)
            throws IOException, InterruptedException, FailedRunException {
        String name =
                "payments-%d-of-%d-in-%d-days-skew-%s-%s.ndjson"
                        .formatted(
                                events, shape.customers(), shape.days(), shape.skew(), malformed);
        Path file = workspace.folder().resolve(name);
        if (!Files.exists(file)) {
            Path unfinished = file.resolveSibling(name + ".unfinished");
            runner.run("generate-log", command(events, malformed, unfinished));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PaymentLog(file, events, Files.size(file));
    }

    private List<String> command(long events, String malformed, Path output) {
        return List.of(
                workspace.root().resolve("examples/generate-log").toString(),
                "--events=" + events,
                "--customers=" + shape.customers(),
                "--days=" + shape.days(),
                "--skew=" + shape.skew(),
                "--seed=1",
                "--malformed=" + malformed,
                "--output=" + output);
    }
}
