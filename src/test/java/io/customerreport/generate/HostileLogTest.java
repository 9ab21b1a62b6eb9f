package io.customerreport.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileLogTest {

    private static final String LOG = new String(write(1, 20_000), StandardCharsets.UTF_8);

    @Test
    void bytesAreTheSameOnEveryMachine() throws Exception {
        byte[] log = write(1, 20_000);

        assertThat(JacksonEvent.sha256(log))
                .isEqualTo("abd3d443c409e4f8e9cf6362fb02a6f41014b92cd5dcf29aecfce21359c97557");
    }

    @Test
    void anotherSeedGivesAnotherLog() {
        assertThat(write(2, 100)).isNotEqualTo(write(1, 100));
    }

    @Test
    void writtenLinesAreTheNextLinesEachWithItsEnd() {
        byte[] log = write(7, 5_000);

        HostileLog again = new HostileLog(7);
        List<byte[]> lines = JacksonEvent.split(log);
        assertThat(lines).hasSize(5_000);
        for (byte[] line : lines) {
            assertThat(again.nextLine()).isEqualTo(line);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN", "-Infinity", "+Infinity", "INF", "1E400", "5e-324", "-0.0", "1_735_689_600",
                "\\ud800", "\uff5e", "\ud83d\ude00", "\ufffd", "\u0085", "\u3000", "\ufeff",
                        "\u0000",
                "１７３５６８９６００", "\"cancel1\"", "\"poison1\"", "[[[[[[[[[[[[", "{\"a\":{\"a\":{\"a\":"
            })
    void eachKindOfTrapIsSet(String trap) {
        // Bytes that are no UTF-8 are U+FFFD here.
        assertThat(LOG.contains(trap)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {4300, 4301, 6000})
    void integersAroundPythonsLimitOfDigitsOccur(int digits) {
        Pattern integer = Pattern.compile("[^0-9]([0-9])\\1{" + (digits - 1) + "}[^0-9]");

        assertThat(integer.matcher(LOG).find()).isTrue();
    }

    private static byte[] write(long seed, long lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new HostileLog(seed).writeTo(out, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
