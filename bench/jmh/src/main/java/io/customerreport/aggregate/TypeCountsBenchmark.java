package io.customerreport.aggregate;

import io.customerreport.KernelBenchmark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * A customer's event types from the bytes of two parts.
 *
 * <p>Written types come in the order of their hashes, and crowd a table that grows under them: time
 * a type must not grow with their number by more than the caches explain.
 */
public class TypeCountsBenchmark extends KernelBenchmark {

    @Param({"9", "300000"})
    public int types;

    private byte[] part;
    private byte[] other;

    @Setup
    public void setUp() throws IOException {
        part = part(0);
        other = part(types / 2);
    }

    private byte[] part(int first) throws IOException {
        TypeCounts counts = new TypeCounts();
        for (int i = first; i < first + types; i++) {
            byte[] name = ("type-" + i).getBytes(StandardCharsets.UTF_8);
            counts.add(name, 0, name.length, 1 + i % 3);
        }
        DataOutputSerializer out = new DataOutputSerializer(1 << 20);
        counts.write(out);
        return out.getCopyOfBuffer();
    }

    @Benchmark
    public void readTwoParts(Work work) throws IOException {
        TypeCounts counts = new TypeCounts();
        counts.read(new DataInputDeserializer(part));
        counts.read(new DataInputDeserializer(other));
        int[] distinct = {0};
        counts.forEach((name, count) -> distinct[0]++);
        check(types + types / 2, distinct[0]);
        work.addBytes(part.length + other.length);
    }
}
