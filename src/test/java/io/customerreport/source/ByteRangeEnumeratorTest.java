package io.customerreport.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ByteRangeEnumeratorTest {

    @TempDir java.nio.file.Path folder;

    @Test
    void plainFilesAreCutIntoRangesAndCompressedOnesAreNot() throws IOException {
        write("a.ndjson", 25);
        write("b.ndjson.gz", 25);
        write("c.ndjson", 20);

        assertThat(described(enumerate(10)))
                .containsExactly(
                        "000000-000000 a.ndjson 0+10 of 25",
                        "000000-000001 a.ndjson 10+10 of 25",
                        "000000-000002 a.ndjson 20+5 of 25",
                        "000001-000000 b.ndjson.gz 0+25 of 25",
                        "000002-000000 c.ndjson 0+10 of 20",
                        "000002-000001 c.ndjson 10+10 of 20");
    }

    @Test
    void rangesGetShorterTowardsTheEndOfThePlainFiles() throws IOException {
        write("a.ndjson", 50);
        write("b.ndjson.gz", 1_000);
        write("c.ndjson", 30);

        Collection<FileSourceSplit> splits =
                new ByteRangeEnumerator.Provider(new SplitSizes(4, 16), false)
                        .create()
                        .enumerateSplits(new Path[] {new Path("file://" + folder)}, 2);

        assertThat(described(splits))
                .containsExactly(
                        // A quarter of what is left: of 80, then of 64, of 48, of 36 bytes, ...
                        "000000-000000 a.ndjson 0+16 of 50",
                        "000000-000001 a.ndjson 16+16 of 50",
                        "000000-000002 a.ndjson 32+12 of 50",
                        "000000-000003 a.ndjson 44+6 of 50",
                        "000001-000000 b.ndjson.gz 0+1000 of 1000",
                        "000002-000000 c.ndjson 0+7 of 30",
                        "000002-000001 c.ndjson 7+5 of 30",
                        "000002-000002 c.ndjson 12+4 of 30",
                        "000002-000003 c.ndjson 16+4 of 30",
                        "000002-000004 c.ndjson 20+4 of 30",
                        "000002-000005 c.ndjson 24+4 of 30",
                        "000002-000006 c.ndjson 28+2 of 30");
    }

    @Test
    void longestSplitIsNotShorterThanTheShortest() {
        assertThatThrownBy(() -> new SplitSizes(5, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the longest split of 4 bytes is shorter than 5");
    }

    @Test
    void emptyFilesGiveNoSplitButHaveARank() throws IOException {
        write("a.ndjson", 0);
        write("b.ndjson.gz", 0);
        write("c.ndjson", 3);

        assertThat(described(enumerate(10))).containsExactly("000002-000000 c.ndjson 0+3 of 3");
    }

    @Test
    void filesAreRankedByCodePointOfTheirPaths() throws IOException {
        List<String> names = List.of("B", "a-b", "a.b", "a/b", "a", "a0", "\uff5e", "\ud83d\ude00");
        for (String name : names) {
            write("x" + name + "/f", 1);
        }

        List<String> files = new ArrayList<>();
        enumerate(10).forEach(split -> files.add(name(split)));

        assertThat(files)
                .containsExactlyElementsOf(names.stream().map(n -> "x" + n + "/f").toList());
    }

    @Test
    void fileUnderSeveralPathsIsEnumeratedOnce() throws IOException {
        write("logs/a.ndjson", 5);
        Path file = new Path(folder.resolve("logs/a.ndjson").toUri());
        Path logs = new Path("file://" + folder + "/logs");

        Collection<FileSourceSplit> splits =
                new ByteRangeEnumerator.Provider(10, false)
                        .create()
                        .enumerateSplits(new Path[] {logs, file, logs}, 1);

        assertThat(described(splits)).containsExactly("000000-000000 logs/a.ndjson 0+5 of 5");
    }

    @Test
    void inputWithoutFilesIsRefusedUnlessFilesMayStillCome() throws IOException {
        Files.createDirectories(folder.resolve("logs"));

        assertThatThrownBy(() -> enumerate(10))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("the input holds no file");
        assertThat(
                        new ByteRangeEnumerator.Provider(10, true)
                                .create()
                                .enumerateSplits(new Path[] {new Path(folder.toUri())}, 1))
                .isEmpty();
    }

    @Test
    void pathThatVanishedIsAnError() {
        Path gone = new Path(folder.resolve("gone").toUri());

        assertThatThrownBy(
                        () ->
                                new ByteRangeEnumerator.Provider(10, true)
                                        .create()
                                        .enumerateSplits(new Path[] {gone}, 1))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("/gone");
    }

    @Test
    void fileBeyondThePositionsBitsIsAnError() throws IOException {
        // Sparse: it takes no room, where the file system can do that at all.
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("huge.ndjson").toFile(), "rw")) {
            file.setLength((1L << 40) + 1);
        }

        assertThatThrownBy(() -> enumerate(1L << 40))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("huge.ndjson has more than 1099511627776 bytes");
    }

    @Test
    void splitsOfNoLengthAreRefused() {
        assertThatThrownBy(() -> new ByteRangeEnumerator.Provider(0, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not 0");
    }

    @Test
    void manyFilesAreEnumeratedInReasonableTime() throws IOException {
        for (int i = 0; i < 20_000; i++) {
            write("d" + i / 1_000 + "/f" + i, 1);
        }

        long start = System.nanoTime();
        Collection<FileSourceSplit> splits = enumerate(10);
        long millis = (System.nanoTime() - start) / 1_000_000;

        assertThat(splits).hasSize(20_000);
        // Linear work takes a few hundred milliseconds; comparing each with each takes minutes.
        assertThat(millis).isLessThan(20_000);
    }

    private Collection<FileSourceSplit> enumerate(long splitBytes) throws IOException {
        return new ByteRangeEnumerator.Provider(splitBytes, false)
                .create()
                .enumerateSplits(new Path[] {new Path("file://" + folder)}, 1);
    }

    private List<String> described(Collection<FileSourceSplit> splits) {
        return splits.stream()
                .map(
                        s ->
                                String.format(
                                        "%s %s %d+%d of %d",
                                        s.splitId(), name(s), s.offset(), s.length(), s.fileSize()))
                .toList();
    }

    private String name(FileSourceSplit split) {
        return split.path().getPath().substring(folder.toString().length() + 1);
    }

    private void write(String name, int bytes) throws IOException {
        java.nio.file.Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
    }
}
