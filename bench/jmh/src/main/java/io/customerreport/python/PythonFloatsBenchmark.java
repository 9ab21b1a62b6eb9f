package io.customerreport.python;

import io.customerreport.KernelBenchmark;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Doubles to text and to six decimals: the time for one. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PythonFloatsBenchmark extends KernelBenchmark {

    private static final int NUMBERS = 8_192;

    /** Amounts of a day in dollars, converted amounts of a day, and any double at all. */
    @Param({"cents", "converted", "any"})
    public String numbers;

    private final double[] values = new double[NUMBERS];
    private final byte[] written = new byte[PythonFloats.MAX_REPR_BYTES];
    private long expectedBytes;
    private double expectedSum;

    @Setup
    public void setUp() {
        Random random = new Random(1);
        expectedBytes = 0;
        expectedSum = 0;
        for (int i = 0; i < NUMBERS; i++) {
            values[i] = value(random);
            expectedBytes += PythonFloats.repr(values[i]).length();
            expectedSum += PythonFloats.round6(values[i]);
            checkThatItParsesBack(values[i]);
        }
    }

    private double value(Random random) {
        double cents = random.nextInt(1 << random.nextInt(1, 22)) / 100.0;
        return switch (numbers) {
            case "cents" -> cents;
            case "converted" -> cents * 1.09;
            case "any" -> finite(random);
            default -> throw new IllegalArgumentException(numbers);
        };
    }

    private static double finite(Random random) {
        double any = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(any) ? any : finite(random);
    }

    private void checkThatItParsesBack(double value) {
        int end = PythonFloats.write(value, written, 0);
        String text = new String(written, 0, end, StandardCharsets.US_ASCII);
        check(
                Double.doubleToRawLongBits(value),
                Double.doubleToRawLongBits(PythonFloats.parse(text)));
    }

    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public void write() {
        long bytes = 0;
        for (double value : values) {
            bytes += PythonFloats.write(value, written, 0);
        }
        check(expectedBytes, bytes);
    }

    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public void round6() {
        double sum = 0;
        for (double value : values) {
            sum += PythonFloats.round6(value);
        }
        check(Double.doubleToRawLongBits(expectedSum), Double.doubleToRawLongBits(sum));
    }
}
