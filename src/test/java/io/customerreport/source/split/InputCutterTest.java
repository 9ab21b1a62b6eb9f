package io.customerreport.source.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.source.NdjsonSource;
import io.customerreport.source.files.FileNode;
import io.customerreport.source.files.InputListing;
import io.customerreport.source.files.InputNames;
import io.customerreport.testing.input.Ranges;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class InputCutterTest {

    @TempDir java.nio.file.Path folder;

    @Test
    void plainFilesAreCutIntoRangesAndCompressedOnesAreNot() throws IOException {
        write("a.ndjson", 25);
        write("b.ndjson.gz", 25);
        write("c.ndjson", 20);

        assertThat(described(cut(10)))
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

        List<FileRange> ranges = ranges(new SplitSizes(4, 16), 2, new Path("file://" + folder));

        assertThat(described(ranges))
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
    void shortFilesShareSplitsThatGetShorterTowardsTheEnd() throws IOException {
        List<FileNode> files = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            files.add(new FileNode(FileNode.LOCAL, "/" + i, false, 300, 0, null));
        }

        List<CombinedSplit> splits = InputCutter.cut(files, 0, NdjsonSource.SHORT_SPLITS, 2);

        List<Integer> lengths = new ArrayList<>();
        List<FileRange> ranges = new ArrayList<>();
        for (CombinedSplit split : splits) {
            lengths.add(Ranges.of(split).size());
            ranges.addAll(Ranges.of(split));
        }
        assertThat(ranges).extracting(FileRange::file).isEqualTo(files);
        assertThat(lengths).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(lengths.get(0)).isBetween(1_000, 1_024);
        // The last one is what is left over.
        assertThat(lengths.subList(0, lengths.size() - 1)).allMatch(length -> length > 25);
        assertThat(lengths.get(lengths.size() - 1)).isLessThan(64);
    }

    @Test
    void compressedFilesShareSplitsAmongThemselves() {
        List<FileNode> files = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String ending = i % 2 == 0 ? ".gz" : "";
            files.add(new FileNode(FileNode.LOCAL, "/" + i + ending, false, 300, 0, null));
        }

        assertThat(cut(files))
                .extracting(CombinedSplit::compressedBytes)
                .containsExactlyInAnyOrder(0L, 20 * 300L);
    }

    @Test
    void longCompressedFileIsASplitOfItsOwn() {
        List<FileNode> files =
                List.of(
                        new FileNode(FileNode.LOCAL, "/a.gz", false, 300, 0, null),
                        new FileNode(FileNode.LOCAL, "/b.gz", false, 5L << 30, 0, null),
                        new FileNode(FileNode.LOCAL, "/c.gz", false, 300, 0, null));

        assertThat(cut(files))
                .extracting(CombinedSplit::compressedBytes)
                .containsExactly(300L, 5L << 30, 300L);
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

        assertThat(described(cut(10))).containsExactly("000002-000000 c.ndjson 0+3 of 3");
    }

    @Test
    void filesAreRankedByCodePointOfTheirPaths() throws IOException {
        List<String> names = List.of("B", "a-b", "a.b", "a/b", "a", "a0", "\uff5e", "\ud83d\ude00");
        for (String name : names) {
            write("x" + name + "/f", 1);
        }

        List<String> files = new ArrayList<>();
        cut(10).forEach(range -> files.add(name(range)));

        assertThat(files)
                .containsExactlyElementsOf(names.stream().map(n -> "x" + n + "/f").toList());
    }

    @Test
    void fileUnderSeveralPathsIsEnumeratedOnce() throws IOException {
        write("logs/a.ndjson", 5);
        Path file = new Path(folder.resolve("logs/a.ndjson").toUri());
        Path logs = new Path("file://" + folder + "/logs");

        List<FileRange> ranges = ranges(SplitSizes.all(10), 1, logs, file, logs);

        assertThat(described(ranges)).containsExactly("000000-000000 logs/a.ndjson 0+5 of 5");
    }

    @Test
    void pathThatVanishedIsAnError() {
        Path gone = new Path(folder.resolve("gone").toUri());

        assertThatThrownBy(() -> ranges(SplitSizes.all(10), 1, gone))
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

        assertThatThrownBy(() -> cut(1L << 40))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("huge.ndjson has more than 1099511627776 bytes");
    }

    @Test
    void splitsOfNoLengthAreRefused() {
        assertThatThrownBy(() -> SplitSizes.all(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not 0");
    }

    /** Linear work takes a second; comparing each with each takes a quarter of an hour. */
    @Test
    @Timeout(300)
    void manyFilesAreEnumeratedInReasonableTime() throws IOException {
        for (int i = 0; i < 20_000; i++) {
            write("d" + i / 1_000 + "/f" + i, 1);
        }

        List<FileRange> ranges = cut(10);

        assertThat(ranges).hasSize(20_000);
    }

    private static List<CombinedSplit> cut(List<FileNode> files) {
        try {
            return InputCutter.cut(files, 0, NdjsonSource.SHORT_SPLITS, 1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<FileRange> cut(long splitBytes) throws IOException {
        return ranges(SplitSizes.all(splitBytes), 1, new Path("file://" + folder));
    }

    private static List<FileRange> ranges(SplitSizes sizes, int readers, Path... paths)
            throws IOException {
        List<FileRange> ranges = new ArrayList<>();
        for (CombinedSplit split : splits(sizes, readers, paths)) {
            ranges.addAll(Ranges.of(split));
        }
        ranges.sort(Comparator.comparing(FileRange::id));
        return ranges;
    }

    private static List<CombinedSplit> splits(SplitSizes sizes, int readers, Path... paths)
            throws IOException {
        return InputCutter.cut(
                InputListing.of(paths, InputNames.absolute()).files(), 0, sizes, readers);
    }

    private List<String> described(List<FileRange> ranges) {
        return ranges.stream()
                .map(
                        r ->
                                String.format(
                                        "%s %s %d+%d of %d",
                                        r.id(), name(r), r.offset(), r.length(), r.file().bytes()))
                .toList();
    }

    private String name(FileRange range) {
        return range.file().path().substring(folder.toString().length() + 1);
    }

    private void write(String name, int bytes) throws IOException {
        java.nio.file.Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
    }
}
