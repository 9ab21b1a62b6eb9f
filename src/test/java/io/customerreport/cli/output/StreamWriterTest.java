package io.customerreport.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.cli.files.LinkedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@EnabledOnOs(OS.LINUX)
class StreamWriterTest {

    /** More than a pipe holds. */
    private static final byte[] LONG = "row\n".repeat(1 << 18).getBytes(StandardCharsets.UTF_8);

    @TempDir Path folder;
    private Path pipe;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final StreamWriter writer = StreamWriter.of(said::add);

    @BeforeEach
    void makePipe() throws Exception {
        pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    }

    @Test
    void readerGetsAllAndNothingIsSaid() throws Exception {
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(this::readAll);

        writer.write(LinkedFile.of(pipe), "--html 'pipe'", LONG);

        assertThat(read.get()).isEqualTo(LONG);
    }

    @Test
    void readerWhoGoesIsNoFailure() throws Exception {
        CompletableFuture.runAsync(this::readOne);

        writer.write(LinkedFile.of(pipe), "--html 'pipe'", LONG);

        assertThat(said).contains("--html 'pipe' was not read to its end; the result stays");
    }

    @Test
    void whatCannotBeWrittenElsewhereFails() {
        assertThatThrownBy(() -> writer.write(LinkedFile.of(Path.of("/dev/full")), "--html", LONG))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left on device");
        assertThat(said).isEmpty();
    }

    private byte[] readAll() {
        try {
            return Files.readAllBytes(pipe);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readOne() {
        try (InputStream in = Files.newInputStream(pipe)) {
            assertThat(in.read()).isPositive();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
