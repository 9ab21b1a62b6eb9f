package io.customerreport.parse;

import io.customerreport.KernelBenchmark;
import io.customerreport.source.block.LineBlock;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Numbers to doubles: the time for one. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecimalReaderBenchmark extends KernelBenchmark {

    private static final int NUMBERS = 8_192;

    /**
     * Integers, amounts with two decimals, sums of programs that do not round, and numbers with an
     * exponent, which are left to the JDK.
     */
    @Param({"integers", "cents", "unrounded", "scientific"})
    public String numbers;

    private final DecimalReader reader = new DecimalReader();
    private byte[] text;
    private long expected;

    @Setup
    public void setUp() {
        Random random = new Random(1);
        StringBuilder all = new StringBuilder();
        expected = 0;
        for (int i = 0; i < NUMBERS; i++) {
            String number = spelled(random.nextInt(1 << random.nextInt(1, 22)), random);
            all.append(number).append(',');
            expected += Double.doubleToRawLongBits(Double.parseDouble(number));
        }
        byte[] ascii = all.toString().getBytes(StandardCharsets.US_ASCII);
        text = Arrays.copyOf(ascii, ascii.length + LineBlock.PADDING);
    }

    private String spelled(int hundredths, Random random) {
        return switch (numbers) {
            case "integers" -> Integer.toString(hundredths);
            case "cents" -> Double.toString(hundredths % 1_000_000 / 100.0);
            case "unrounded" -> hundredths / 100 + ".9900000000000" + (10 + random.nextInt(90));
            case "scientific" -> hundredths + "e" + random.nextInt(-20, 20);
            default -> throw new IllegalArgumentException(numbers);
        };
    }

    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public void read() {
        long sum = 0;
        int at = 0;
        for (int i = 0; i < NUMBERS; i++) {
            at = reader.read(text, at) + 1;
            sum += Double.doubleToRawLongBits(reader.value());
        }
        check(expected, sum);
    }
}
