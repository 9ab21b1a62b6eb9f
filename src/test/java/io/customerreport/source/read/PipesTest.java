package io.customerreport.source.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.source.files.FileNode;
import io.customerreport.source.files.InputFiles;
import io.customerreport.source.files.InputListing;
import io.customerreport.source.files.InputNames;
import io.customerreport.source.read.input.PipeException;
import io.customerreport.source.read.input.UnreadableFileException;
import io.customerreport.source.split.CombinedSplit;
import io.customerreport.source.split.FileRange;
import io.customerreport.source.split.InputCutter;
import io.customerreport.source.split.Position;
import io.customerreport.source.split.SplitSizes;
import io.customerreport.testing.input.Compressed;
import io.customerreport.testing.input.Lines;
import io.customerreport.testing.input.Lines.Reading;
import io.customerreport.testing.input.Ranges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.executiongraph.failover.ExecutionFailureHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read of inputs that can be read only once. */
@Timeout(60)
final class PipesTest {

    private static final int NEVER = Integer.MAX_VALUE;
    private static final int MAX_LINE_BYTES = 10_000;
    private static final String LINES = Lines.BOM + "{\"ts\":1}\n".repeat(9_000) + "last";

    @TempDir Path folder;
    private Path pipe;

    @BeforeEach
    void makePipe() throws Exception {
        pipe = folder.resolve("a.ndjson.gz");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void whatComesIsReadAsItsFirstBytesSay(Compressed format) throws Exception {
        FileRange range = range();
        Thread writer = write(format.of(Lines.bytes(LINES)));

        Reading reading = Lines.read(format(false), range, NEVER);

        writer.join();
        assertThat(reading.lines).isEqualTo(Lines.expected(LINES, 0, MAX_LINE_BYTES));
        assertThat(reading.sourceBytes).isEqualTo(LINES.length());
    }

    @Test
    void pipeIsReadByOneReaderAfterTheFilesAndCountsForNoBytes() throws Exception {
        Path file = Files.writeString(folder.resolve("z.ndjson"), "{}\n");

        InputFiles found = InputFiles.resolve(List.of(pipe.toString(), "-", file.toString()));
        List<FileNode> files = InputListing.of(found.paths(), found.names()).files();
        List<CombinedSplit> splits = InputCutter.cut(files, 0, SplitSizes.all(1), 4);

        assertThat(files.stream().map(node -> found.names().spell(node.toPath())))
                .containsExactly(file.toString(), pipe.toString(), "-");
        assertThat(splits.stream().filter(split -> split.compressedBytes() > 0)).hasSize(2);
        assertThat(found.bytes()).isEqualTo(3);
        assertThat(found.pipes()).containsExactly(pipe.toString(), "-");
    }

    @Test
    void pipeCannotBeReadAgainAfterAFailure() throws Exception {
        FileRange range = range();
        Thread writer = write(Lines.bytes("{}\n"));
        Lines.read(format(false), range, NEVER);
        writer.join();

        for (Position from : new Position[] {null, new Position(3, false)}) {
            assertThatThrownBy(() -> format(false).open(range, from))
                    .isInstanceOf(PipeException.class)
                    .matches(ExecutionFailureHandler::isUnrecoverableError)
                    .hasMessageContaining(
                            "' is a pipe, and cannot be read again from its beginning after a"
                                    + " failure: write what comes to a file first");
        }
    }

    @Test
    void damageFailsTheRunAsNothingCanBeReadAgain() throws Exception {
        byte[] whole = Compressed.GZIP.of(Lines.bytes(LINES));
        for (boolean damagedFilesAllowed : new boolean[] {false, true}) {
            FileRange range = range();
            Thread writer = write(Arrays.copyOf(whole, whole.length - 9));

            assertThatThrownBy(() -> Lines.read(format(damagedFilesAllowed), range, NEVER))
                    .isInstanceOf(PipeException.class)
                    .matches(ExecutionFailureHandler::isUnrecoverableError)
                    .hasMessageStartingWith("Cannot decompress ")
                    .hasMessageContaining("a.ndjson.gz beyond byte ")
                    .hasMessageEndingWith("; a pipe cannot be read again up to there");
            writer.join();
        }
    }

    @Test
    void archiveIsRefusedWithoutACommandForIt() throws Exception {
        FileRange range = range();
        Thread writer = write(FileContentTest.tar());

        assertThatThrownBy(() -> Lines.read(format(false), range, NEVER))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageEndingWith("' is a tar archive: unpack it first");
        writer.join();
    }

    private FileRange range() throws IOException {
        InputFiles found = InputFiles.resolve(List.of(pipe.toString()));
        List<FileNode> files = InputListing.of(found.paths(), found.names()).sampled();
        List<CombinedSplit> splits = InputCutter.cut(files, 0, SplitSizes.all(1_000), 3);
        assertThat(splits).hasSize(1);
        return Ranges.of(splits.get(0)).get(0);
    }

    private Thread write(byte[] bytes) {
        Thread writer =
                new Thread(
                        () -> {
                            try {
                                Files.write(pipe, bytes);
                            } catch (IOException e) {
                                // Who reads has seen enough.
                            }
                        });
        writer.setDaemon(true);
        writer.start();
        return writer;
    }

    private static LineBlockFormat format(boolean damagedFilesAllowed) {
        return new LineBlockFormat(
                InputNames.absolute(), MAX_LINE_BYTES, 5_000, damagedFilesAllowed);
    }
}
