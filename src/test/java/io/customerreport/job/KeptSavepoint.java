package io.customerreport.job;

import io.customerreport.TestCluster;
import io.customerreport.parse.EventRules;
import io.customerreport.source.InputNames;
import io.customerreport.source.LineBlockFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Savepoints that released versions wrote, each in a folder below {@code
 * src/test/resources/savepoints}: the report job, stopped half way through the hostile golden log.
 *
 * <p>A version's savepoint is written once, before its release, and stays for as long as a later
 * version promises to go on from it:
 *
 * <pre>mvn -q test -Dtest=KeptSavepoint -Dsavepoint.version=1.0-bounded</pre>
 */
class KeptSavepoint {

    static final String INPUT = "golden:/hostile.ndjson";

    private static final Path FOLDER = Path.of("src/test/resources/savepoints");

    @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.withSlots(2);

    @TempDir Path folder;

    /** The kept savepoints' folders, one a version. */
    static List<Path> all() throws IOException {
        try (Stream<Path> versions = Files.list(FOLDER)) {
            return versions.sorted().toList();
        }
    }

    static PipelineRun run(Path folder) {
        // The state of the file sinks is Flink's own, and holds paths of this machine: no rejects.
        return new PipelineRun(folder)
                .rules(new EventRules(PipelineRun.FX, null, Golden.NOW_TS))
                .withoutRejects();
    }

    @Test
    void write() throws Exception {
        String version = System.getProperty("savepoint.version");
        if (version == null) {
            throw new IllegalStateException("-Dsavepoint.version names the version to keep");
        }
        Path target = Files.createDirectory(Files.createDirectories(FOLDER).resolve(version));

        PipelineRun.Savepoint savepoint =
                run(folder.resolve("stopped"))
                        .splitBytes(100_000)
                        .stopHalfWay(
                                new SlowFormat(
                                        new LineBlockFormat(
                                                InputNames.absolute(), 64 << 20, 10_000)),
                                75,
                                folder,
                                INPUT);

        try (Stream<Path> files = Files.list(Path.of(java.net.URI.create(savepoint.path())))) {
            for (Path file : files.toList()) {
                Files.move(
                        file, target.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }
}
