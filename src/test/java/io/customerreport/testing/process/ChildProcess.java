package io.customerreport.testing.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command started by a test, with what it printed and its exit status. */
public record ChildProcess(Process process, Path stdout, Path stderr) {

    static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final int PATIENCE_SECONDS = 300;

    /** The jar of our classes, which stands in place of a folder once it is packaged. */
    private static final Pattern JOB = Pattern.compile("/customer-report-[^/]*\\.jar");

    private static final Pattern PROGRESS =
            Pattern.compile(
                    "^customer-report: [0-9,]+ (of [0-9,]+ )?MB\\b.*\\R", Pattern.MULTILINE);

    public static ChildProcess start(Path folder, List<String> command) throws IOException {
        return start(folder, Map.of(), command);
    }

    /**
     * As above.
     *
     * @param environment variables on top of those of this process
     */
    public static ChildProcess start(
            Path folder, Map<String, String> environment, List<String> command) throws IOException {
        Path logs = Files.createTempDirectory("child-process-");
        Path stdout = logs.resolve("stdout");
        Path stderr = logs.resolve("stderr");
        // Last registered, first deleted.
        List.of(logs, stdout, stderr).forEach(path -> path.toFile().deleteOnExit());
        ProcessBuilder process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(stdout.toFile())
                        .redirectError(stderr.toFile());
        process.environment().putAll(environment);
        return new ChildProcess(process.start(), stdout, stderr);
    }

    /** Starts a main class of the tests with the class path of the tests. */
    public static ChildProcess startJava(
            Path folder, List<String> jvmOptions, Class<?> main, String... args)
            throws IOException {
        return startJava(folder, Map.of(), jvmOptions, main, args);
    }

    /**
     * As above.
     *
     * @param environment variables on top of those of this process
     */
    public static ChildProcess startJava(
            Path folder,
            Map<String, String> environment,
            List<String> jvmOptions,
            Class<?> main,
            String... args)
            throws IOException {
        return start(folder, environment, javaCommand(jvmOptions, main, args));
    }

    /** What starts a main class of the tests with the class path of the tests. */
    public static List<String> javaCommand(List<String> jvmOptions, Class<?> main, String... args)
            throws IOException {
        String tests = System.getProperty("surefire.test.class.path");
        String all = tests == null ? System.getProperty("java.class.path") : tests;
        // Folders last: archived are the classes of the jars before them.
        Map<Boolean, String> isJar =
                Stream.of(all.split(File.pathSeparator))
                        .collect(
                                Collectors.partitioningBy(
                                        entry -> entry.endsWith(".jar"),
                                        Collectors.joining(File.pathSeparator)));
        List<String> command = new ArrayList<>();
        command.add(JAVA);
        // Of a short run, the time goes into compiling.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        if (JOB.matcher(isJar.get(true)).find()) {
            command.addAll(ArchivedClasses.options(isJar.get(true)));
        }
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(isJar.get(true) + File.pathSeparator + isJar.get(false));
        command.add(main.getName());
        command.addAll(List.of(args));
        return command;
    }

    public int exitStatus() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            kill();
            throw new IllegalStateException("the process did not end");
        }
        return process.exitValue();
    }

    /**
     * Tells it that its terminal is closed; the test is skipped where processes are told to ignore
     * that, as under nohup.
     */
    public void hangUp() throws IOException, InterruptedException {
        assumeThat(isIgnored(1)).as("SIGHUP is ignored").isFalse();
        String id = Long.toString(process.pid());
        assertThat(new ProcessBuilder("kill", "-HUP", id).start().waitFor()).isZero();
    }

    /** Whether the tests were told to ignore it, which processes inherit. */
    private static boolean isIgnored(int signal) throws IOException {
        String mask =
                Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> line.split("\\s+")[1])
                        .findFirst()
                        .orElseThrow();
        return (Long.parseUnsignedLong(mask, 16) >> signal - 1 & 1) == 1;
    }

    /** As {@code kill -9} does; returns when the process is gone, and writes no more. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public String out() throws IOException {
        return Files.readString(stdout);
    }

    /** What it said, but for the lines of progress, which only a busy machine brings. */
    public String err() throws IOException {
        return PROGRESS.matcher(Files.readString(stderr)).replaceAll("");
    }
}
