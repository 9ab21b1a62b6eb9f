package io.customerreport;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The settings of all benchmarks: the JVM that the launcher starts for long runs, one thread.
 *
 * <p>A benchmark knows its answer before it is measured, from another way to it where there is one,
 * and {@link #check checks} it each time.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "@src/main/launcher/jvm.options",
            "@src/main/launcher/c2.options",
            "-XX:+UseSerialGC",
            "-Xms3g",
            "-Xmx3g",
            "-Xmn1g"
        })
@State(Scope.Benchmark)
public abstract class KernelBenchmark {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /**
     * What went through a kernel.
     *
     * <p>JMH divides counters by the time of their iteration, so that {@code MB} is in MB/s. On a
     * machine that does other things as well, {@code MB_cpu} says what it would be on an idle one.
     */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Work {

        /** Millions of bytes. */
        public double MB;

        private long cpuStart;
        private long start;

        @Setup(Level.Iteration)
        public void start() {
            cpuStart = THREADS.getCurrentThreadCpuTime();
            start = System.nanoTime();
        }

        public void addBytes(long bytes) {
            MB += bytes / 1e6;
        }

        /** As {@link #MB}, for seconds in which the thread was running. */
        public double MB_cpu() {
            long cpu = THREADS.getCurrentThreadCpuTime() - cpuStart;
            return MB * (System.nanoTime() - start) / cpu;
        }
    }

    protected static void check(long expected, long actual) {
        if (expected != actual) {
            throw new IllegalStateException("expected " + expected + ", but was " + actual);
        }
    }
}
