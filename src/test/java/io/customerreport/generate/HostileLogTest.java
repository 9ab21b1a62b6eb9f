package io.customerreport.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostileLogTest {

    @Test
    void bytesAreTheSameOnEveryMachine() throws Exception {
        byte[] log = write(1, 20_000);

        assertThat(JacksonEvent.sha256(log))
                .isEqualTo("abd3d443c409e4f8e9cf6362fb02a6f41014b92cd5dcf29aecfce21359c97557");
    }

    @Test
    void anotherSeedGivesAnotherLog() throws IOException {
        assertThat(write(2, 100)).isNotEqualTo(write(1, 100));
    }

    @Test
    void writtenLinesAreTheNextLinesEachWithItsEnd() throws IOException {
        byte[] log = write(7, 5_000);

        HostileLog again = new HostileLog(7);
        List<byte[]> lines = JacksonEvent.split(log);
        assertThat(lines).hasSize(5_000);
        for (byte[] line : lines) {
            assertThat(again.nextLine()).isEqualTo(line);
        }
    }

    @Test
    void eachKindOfTrapIsSet() throws IOException {
        String log = new String(write(1, 10_000), StandardCharsets.UTF_8);

        assertThat(log)
                .contains(
                        "NaN", "-Infinity", "+Infinity", "INF", "1E400", "5e-324", "9".repeat(4301))
                .contains(
                        "\\ud800", "\uff5e", "\ud83d\ude00", "\ufffd", "\u0085", "\u3000", "\ufeff")
                .contains("１７３５６８９６００", "1_735_689_600", "[".repeat(890), "[".repeat(1_500))
                .contains("x".repeat(65_537));
    }

    private static byte[] write(long seed, long lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new HostileLog(seed).writeTo(out, lines);
        return out.toByteArray();
    }
}
