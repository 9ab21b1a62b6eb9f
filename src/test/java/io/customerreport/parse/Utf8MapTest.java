package io.customerreport.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8MapTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 9, 100, 10_000})
    void everyKeyIsFoundAndNoOther(int size) {
        Map<String, Double> entries = new HashMap<>();
        for (int i = 0; i < size; i++) {
            entries.put("key-" + i, (double) i);
        }

        Utf8Map map = new Utf8Map(entries);

        for (int i = 0; i < size; i++) {
            assertThat(get(map, "key-" + i)).isEqualTo(i);
            assertThat(contains(map, "key-" + i)).isTrue();
        }
        for (String other : new String[] {"", "key-", "key-" + size, "Key-0", "key-0 "}) {
            assertThat(get(map, other)).isEqualTo(-1.0);
            assertThat(contains(map, other)).isFalse();
        }
    }

    @Test
    void keysThatCollideAreToldApart() {
        // Equal under any hash that adds 31 times what came before.
        Utf8Map map = new Utf8Map(Map.of("Aa", 1.0, "BB", 2.0));

        assertThat(get(map, "Aa")).isEqualTo(1.0);
        assertThat(get(map, "BB")).isEqualTo(2.0);
        assertThat(contains(new Utf8Map(Map.of("Aa", 1.0)), "BB")).isFalse();
    }

    @Test
    void emptyKeyIsAKey() {
        Utf8Map map = new Utf8Map(Map.of("", 3.0, "€", 4.0));

        assertThat(get(map, "")).isEqualTo(3.0);
        assertThat(get(map, "€")).isEqualTo(4.0);
        assertThat(contains(new Utf8Map(Map.of("€", 4.0)), "")).isFalse();
    }

    @Test
    void keyWithALoneSurrogateIsFoundByNothing() {
        Utf8Map map = new Utf8Map(Map.of("\ud800", 5.0, "a\ude00", 6.0, "\ud83d\ude00", 7.0));

        assertThat(contains(map, "?")).isFalse();
        assertThat(contains(map, "a?")).isFalse();
        assertThat(contains(map, "\ufffd")).isFalse();
        assertThat(get(map, "😀")).isEqualTo(7.0);
    }

    private static double get(Utf8Map map, String key) {
        byte[] text = ("<" + key + ">").getBytes(StandardCharsets.UTF_8);
        return map.get(text, 1, text.length - 1, -1.0);
    }

    private static boolean contains(Utf8Map map, String key) {
        byte[] text = ("<" + key + ">").getBytes(StandardCharsets.UTF_8);
        return map.contains(text, 1, text.length - 1);
    }
}
