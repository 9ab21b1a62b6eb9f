package io.customerreport;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The settings of all benchmarks: the JVM that the launcher starts, one thread.
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
            "-XX:+UseSerialGC",
            "-Xms3g",
            "-Xmx3g",
            "-Xmn1g"
        })
@State(Scope.Benchmark)
public abstract class KernelBenchmark {

    /** What went through a kernel: JMH divides it by the time, so that {@code MB} is in MB/s. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Work {

        /** Millions of bytes. */
        public double MB;

        public void addBytes(long bytes) {
            MB += bytes / 1e6;
        }
    }

    protected static void check(long expected, long actual) {
        if (expected != actual) {
            throw new IllegalStateException("expected " + expected + ", but was " + actual);
        }
    }
}
