package io.customerreport.source.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileSampleTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 1_024, 1_025, 65_535, 65_536, 1_000_000})
    void beginningOfAFileThatHasGrownIsTheSameAndOfOneThatWasRewrittenIsNot(int bytes)
            throws IOException {
        Path file = folder.resolve("a");
        byte[] content = new byte[bytes];
        Arrays.fill(content, (byte) 'x');
        Files.write(file, content);
        FileSample before = FileSample.of(file.toString(), bytes);

        byte[] grown = Arrays.copyOf(content, bytes + 5_000);
        Files.write(file, grown);
        FileSample after = FileSample.of(file.toString(), bytes);
        grown[0] = 'y';
        Files.write(file, grown);
        FileSample otherStart = FileSample.of(file.toString(), bytes);
        grown[0] = 'x';
        grown[bytes - 1] ^= 1;
        Files.write(file, grown);
        FileSample otherEnd = FileSample.of(file.toString(), bytes);

        assertThat(after).isEqualTo(before);
        assertThat(otherStart).isNotEqualTo(before);
        assertThat(otherEnd).isNotEqualTo(before);
        assertThat(before.hash()).isNotEqualTo(FileSample.NO_HASH);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_536, 1_000_000})
    void everyByteOfAContentCounts(int bytes) throws IOException {
        byte[] content = new byte[bytes];
        Path file = Files.write(folder.resolve("a"), content);
        FileSample before = FileSample.ofContent(file.toString(), bytes);
        assertThat(before.isOf(file.toString(), bytes)).isTrue();

        for (int at : new int[] {0, bytes / 3, bytes - 1}) {
            content[at] = 'x';
            Files.write(file, content);
            content[at] = 0;

            assertThat(before.isOf(file.toString(), bytes)).isFalse();
        }
    }

    @Test
    void lineFeedAfterWhatWasReadEndsItsLine() throws IOException {
        String file = Files.writeString(folder.resolve("a"), "1\n2\r\n\r").toString();

        assertThat(FileSample.isLineEnd(file, 0)).isFalse();
        assertThat(FileSample.isLineEnd(file, 1)).isTrue();
        assertThat(FileSample.isLineEnd(file, 3)).isTrue();
        assertThat(FileSample.isLineEnd(file, 5)).isFalse();
        assertThat(FileSample.isLineEnd(file, 6)).isFalse();
    }

    @Test
    void lastByteTellsWhetherLinesAreWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "1\n2\n3");

        assertThat(FileSample.of(file.toString(), 0).wholeLines()).isTrue();
        assertThat(FileSample.of(file.toString(), 1).wholeLines()).isFalse();
        assertThat(FileSample.of(file.toString(), 2).wholeLines()).isTrue();
        assertThat(FileSample.of(file.toString(), 5).wholeLines()).isFalse();
    }

    @Test
    void fileThatIsTooShortIsAnError() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "1\n");

        assertThatThrownBy(() -> FileSample.of(file.toString(), 3)).isInstanceOf(IOException.class);
    }
}
