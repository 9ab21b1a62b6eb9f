package io.customerreport.container;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How many bytes of memory the container may have, if that is less than the machine has. */
final class MemoryLimit {

    private static final Path MACHINE = Path.of("/proc/meminfo");

    private MemoryLimit() {}

    /** The JVM knows the control groups of both versions, and their parents. */
    static OptionalLong ofThisContainer() {
        if (ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system) {
            long bytes = system.getTotalMemorySize();
            return bytes < machine() ? OptionalLong.of(bytes) : OptionalLong.empty();
        }
        return OptionalLong.empty();
    }

    private static long machine() {
        try (Stream<String> lines = Files.lines(MACHINE)) {
            return lines.filter(line -> line.startsWith("MemTotal:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
