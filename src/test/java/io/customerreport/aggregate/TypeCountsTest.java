package io.customerreport.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** Counts of very many event types. */
class TypeCountsTest {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Nearly as many as fill a table, which a reader's table would outgrow again and again. */
    private static final int MANY = 290_000;

    @Test
    void readingManyTypesTakesNoLongerThanCountingThem() throws IOException {
        TypeCounts types = numbered(0, MANY);
        byte[] written = written(types);
        List<byte[]> shuffled = new ArrayList<>();
        types.forEach((name, count) -> shuffled.add(name));
        Collections.shuffle(shuffled, new Random(1));
        // Both are compiled by now.
        read(written);

        long start = THREADS.getCurrentThreadCpuTime();
        TypeCounts read = read(written);
        long afterReading = THREADS.getCurrentThreadCpuTime();
        TypeCounts counted = new TypeCounts();
        shuffled.forEach(name -> counted.add(name, 0, name.length, 1));
        long afterCounting = THREADS.getCurrentThreadCpuTime();

        assertThat(afterReading - start).isLessThan(afterCounting - afterReading);
        assertThat(names(read)).isEqualTo(names(types));
    }

    @Test
    void manyTypesAreAddedToFewAndFewToMany() {
        for (int[] sizes : new int[][] {{3, 5_000}, {5_000, 3}, {0, 100}, {100, 0}, {6, 6}}) {
            TypeCounts sum = numbered(0, sizes[0]);

            sum.addAll(numbered(sizes[0] / 2, sizes[1]));

            Map<String, Long> expected = names(numbered(0, sizes[0]));
            names(numbered(sizes[0] / 2, sizes[1]))
                    .forEach((name, count) -> expected.merge(name, count, Long::sum));
            assertThat(names(sum)).isEqualTo(expected);
        }
    }

    private static TypeCounts numbered(int first, int size) {
        TypeCounts types = new TypeCounts();
        for (int i = first; i < first + size; i++) {
            byte[] name = ("type-" + i).getBytes(StandardCharsets.UTF_8);
            types.add(name, 0, name.length, 1 + i % 3);
        }
        return types;
    }

    private static Map<String, Long> names(TypeCounts types) {
        Map<String, Long> names = new HashMap<>();
        types.forEach(
                (name, count) ->
                        assertThat(names.put(new String(name, StandardCharsets.UTF_8), count))
                                .isNull());
        return names;
    }

    private static byte[] written(TypeCounts types) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1 << 20);
        types.write(out);
        return out.getCopyOfBuffer();
    }

    private static TypeCounts read(byte[] written) throws IOException {
        return TypeCounts.read(new DataInputDeserializer(written));
    }
}
