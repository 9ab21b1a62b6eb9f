package io.customerreport.bench.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs one process after another and measures each; ends the one that runs when this process is
 * told to end.
 */
final class ProcessRunner {

    private static final int SAMPLE_MILLIS = 10;
    private static final int SAMPLES_PER_REFRESH = 25;

    private final Path folder;
    private final Duration limit;
    private final AtomicReference<ProcessTree> running = new AtomicReference<>();

    /**
     * @param folder where the processes run and their output is kept
     * @param limit how long a process may take
     */
    ProcessRunner(Path folder, Duration limit) {
        this.folder = folder;
        this.limit = limit;
        Runtime.getRuntime().addShutdownHook(new Thread(this::endRunning, "end-child"));
    }

    /**
     * @param name of the file, in the folder, that holds what the process prints
     * @throws FailedRunException if the process exceeds the limit or does not end with 0
     */
    Measurement run(String name, List<String> command)
            throws IOException, InterruptedException, FailedRunException {
        Path output = folder.resolve(name + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        double cpuBefore = ChildCpu.seconds();
        long start = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        ProcessTree tree = new ProcessTree(process);
        running.set(tree);
        try {
            long peak = peakUntilEnd(process, tree, start);
            double wall = (System.nanoTime() - start) / 1e9;
            if (process.isAlive()) {
                throw new FailedRunException("no answer within " + limit.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw new FailedRunException(
                        "exit status %d: %s".formatted(process.exitValue(), complaint(output)));
            }
            return new Measurement(wall, ChildCpu.seconds() - cpuBefore, peak);
        } finally {
            endRunning();
        }
    }

    private long peakUntilEnd(Process process, ProcessTree tree, long start)
            throws InterruptedException {
        long peak = 0;
        int samples = 0;
        while (System.nanoTime() - start < limit.toNanos()) {
            if (samples++ % SAMPLES_PER_REFRESH == 0) {
                tree.refresh();
            }
            peak = Math.max(peak, tree.peakBytes());
            if (process.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        return peak;
    }

    private void endRunning() {
        ProcessTree tree = running.getAndSet(null);
        if (tree != null) {
            tree.end();
        }
    }

    /** What went wrong: the JVM's line about the exception, or else the last line of all. */
    private static String complaint(Path output) throws IOException {
        List<String> lines =
                Files.readString(output, StandardCharsets.ISO_8859_1)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .toList();
        return lines.stream()
                .filter(line -> line.startsWith("Exception in thread"))
                .findFirst()
                .orElse(lines.isEmpty() ? "it printed nothing" : lines.get(lines.size() - 1))
                .strip();
    }
}
