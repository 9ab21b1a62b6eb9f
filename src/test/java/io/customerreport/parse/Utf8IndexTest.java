package io.customerreport.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8IndexTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 9, 100, 10_000})
    void everyTextIsFoundAndNoOther(int size) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            texts.add("key-" + i);
        }

        Utf8Index index = new Utf8Index(texts);

        for (int i = 0; i < size; i++) {
            assertThat(find(index, "key-" + i)).isEqualTo(i);
        }
        for (String other : new String[] {"", "key-", "key-" + size, "Key-0", "key-0 "}) {
            assertThat(find(index, other)).isEqualTo(Utf8Index.NONE);
        }
    }

    @Test
    void textsThatCollideAreToldApart() {
        // Equal under any hash that adds 31 times what came before.
        Utf8Index index = new Utf8Index(List.of("Aa", "BB"));

        assertThat(find(index, "Aa")).isZero();
        assertThat(find(index, "BB")).isOne();
        assertThat(find(new Utf8Index(List.of("Aa")), "BB")).isEqualTo(Utf8Index.NONE);
    }

    @Test
    void emptyTextIsAText() {
        Utf8Index index = new Utf8Index(List.of("", "€"));

        assertThat(find(index, "")).isZero();
        assertThat(find(index, "€")).isOne();
        assertThat(find(new Utf8Index(List.of("€")), "")).isEqualTo(Utf8Index.NONE);
    }

    @Test
    void textWithALoneSurrogateIsFoundByNothing() {
        Utf8Index index = new Utf8Index(List.of("\ud800", "a\ude00", "\ud83d\ude00"));

        assertThat(find(index, "?")).isEqualTo(Utf8Index.NONE);
        assertThat(find(index, "a?")).isEqualTo(Utf8Index.NONE);
        assertThat(find(index, "\ufffd")).isEqualTo(Utf8Index.NONE);
        assertThat(find(index, "😀")).isEqualTo(2);
    }

    private static int find(Utf8Index index, String text) {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        return index.find(bytes, 1, bytes.length - 1);
    }
}
