package io.customerreport.bench.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The machine and the Java that figures were taken on. */
final class Machine {

    private static final double KIB_PER_GB = 1e9 / 1024;

    private Machine() {}

    /**
     * @param launcher of customer-report, which chooses a Java of its own
     */
    static List<String> facts(Path launcher) throws IOException {
        double memory =
                Long.parseLong(field(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", ""))
                        / KIB_PER_GB;
        return List.of(
                "%s, %d cores for this process, %.0f GB of memory"
                        .formatted(
                                field(Path.of("/proc/cpuinfo"), "model name"),
                                Runtime.getRuntime().availableProcessors(),
                                memory),
                "%s %s, %s %s"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("java.vm.name"),
                                System.getProperty("java.vm.version")),
                version(launcher),
                "load average of the machine at the start: " + loadAverage());
    }

    private static String version(Path launcher) throws IOException {
        Process process = new ProcessBuilder(launcher.toString(), "--version").start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static String loadAverage() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }

    /** The value after the first "name:" of a file; processors of some makes have no name. */
    private static String field(Path file, String name) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
