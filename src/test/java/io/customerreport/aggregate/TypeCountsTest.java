package io.customerreport.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** Counts of very many event types. */
class TypeCountsTest {

    @Test
    void manyTypesAreAddedToFewAndFewToMany() throws IOException {
        for (int[] sizes : new int[][] {{3, 5_000}, {5_000, 3}, {0, 100}, {100, 0}, {6, 6}}) {
            TypeCounts sum = numbered(0, sizes[0]);

            byte[] others = written(numbered(sizes[0] / 2, sizes[1]));
            sum.read(new DataInputDeserializer(others));

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
}
