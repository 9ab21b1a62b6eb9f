package io.customerreport.bench.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The CPU time of this process's children that have ended, from {@code /proc/self/stat}.
 *
 * <p>The kernel adds a child's time, with that of the children it waited for, when it is reaped. So
 * a difference of two readings is exactly the time of what ended between them, in ticks of 10 ms.
 */
final class ChildCpu {

    private static final Path STAT = Path.of("/proc/self/stat");

    /** USER_HZ, which is 100 on every architecture that Linux runs a JDK on. */
    private static final double TICKS_PER_SECOND = 100;

    // Fields 16 and 17 of proc(5), counted from the third, which is the first after the name.
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    private ChildCpu() {}

    static double seconds() {
        try {
            String stat = Files.readString(STAT);
            // The name stands in parentheses and may hold anything, further parentheses as well.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks =
                    Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM]);
            return ticks / TICKS_PER_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
