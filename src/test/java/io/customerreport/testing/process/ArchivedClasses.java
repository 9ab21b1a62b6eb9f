package io.customerreport.testing.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.util.FileUtils;

/**
 * The classes of an embedded run as one of them has loaded them, once for all JVMs that tests
 * start: two thirds of the time of a short run go into loading them.
 *
 * <p>All works as well without them, where the JVM makes no archive or does not take it.
 */
final class ArchivedClasses {

    private static final Path FOLDER = Path.of("target/test-archives").toAbsolutePath();
    private static final int PATIENCE_SECONDS = 120;

    private ArchivedClasses() {}

    /**
     * What has a JVM take them.
     *
     * @param jars the beginning of its class path, without folders, which no archive may hold
     */
    static List<String> options(String jars) throws IOException {
        Files.createDirectories(FOLDER);
        Path archive = FOLDER.resolve(Integer.toHexString(jars.hashCode()) + ".jsa");
        try (FileChannel lock =
                FileChannel.open(
                        FOLDER.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            // The other fork of the tests waits, and finds it done.
            lock.lock();
            if (!Files.exists(archive)) {
                make(archive, jars);
            }
        }
        return Files.size(archive) == 0
                ? List.of()
                : List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable");
    }

    /** Leaves an empty one, which says not to try again, where none can be made. */
    private static void make(Path archive, String jars) throws IOException {
        Path work = Files.createTempDirectory(FOLDER, "run");
        try {
            Path made = work.resolve("archive");
            Process run =
                    new ProcessBuilder(command(made, jars))
                            .directory(work.toFile())
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            boolean ended = run.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            run.destroyForcibly().waitFor();
            if (!ended || run.exitValue() != 0 || !Files.exists(made)) {
                Files.deleteIfExists(made);
                Files.createFile(made);
            }
            Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            FileUtils.deleteDirectory(work.toFile());
        }
    }

    private static List<String> command(Path archive, String jars) {
        String log = Path.of("examples/payments.ndjson").toAbsolutePath().toString();
        return List.of(
                ChildProcess.JAVA,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Xlog:disable",
                "-Djava.io.tmpdir=" + archive.getParent(),
                "-XX:ArchiveClassesAtExit=" + archive,
                "-cp",
                jars,
                "io.customerreport.cli.EmbeddedMain",
                "--input=" + log,
                "--output=report",
                "--rejects=rejects",
                "--summary=summary.json",
                "--parallelism=2");
    }
}
