package io.customerreport.source.read;

import static io.customerreport.testing.input.Lines.BOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.source.block.LineBlock;
import io.customerreport.source.files.InputNames;
import io.customerreport.source.split.FileRange;
import io.customerreport.source.split.LinePosition;
import io.customerreport.source.split.Position;
import io.customerreport.testing.input.Lines;
import io.customerreport.testing.input.Lines.Line;
import io.customerreport.testing.input.Lines.Reading;
import io.customerreport.testing.input.Ranges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LineBlockFormatTest {

    private static final int NEVER = Integer.MAX_VALUE;

    private static final int ORDINAL = 12;

    @TempDir Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("payments.ndjson");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\n\n\n",
                "{\"ts\":1}",
                "{\"ts\":1}\n",
                "{\"ts\":1}\n{\"ts\":2}\n{\"ts\":3}\n",
                "{\"ts\":1}\n{\"ts\":2}\n{\"ts\":3}",
                "{\"ts\":1}\r\n{\"ts\":2}\r\n\r\n",
                "a\n\n\nbb\n\nccc\n\n",
                "\n\nx\n \n",
                "one line that spans a good many splits and ends here\nb\n",
                "b\none line that spans a good many splits and does not end",
                BOM,
                BOM + "\n",
                BOM + "a",
                BOM + "{\"ts\":1}\n{\"ts\":2}\n",
                BOM + BOM + "\n" + BOM + "\n",
                "\u00ef\u00bb",
                "a" + BOM + "\n",
                "\u0000\u00ff\n\u00ff"
            })
    void everyLineIsHandedOutOnceHoweverTheFileIsCutReadAndRestored(String content)
            throws IOException {
        write(content);

        for (int splitBytes = 1; splitBytes <= content.length() + 1; splitBytes++) {
            for (int blockBytes : new int[] {1, 2, 3, 5, 8, 13, 64}) {
                for (int maxLineBytes : new int[] {1, 2, 7, 8, 1000}) {
                    assertLines(content, splitBytes, blockBytes, maxLineBytes, NEVER);
                    assertLines(content, splitBytes, blockBytes, maxLineBytes, 1);
                }
            }
        }
    }

    @Test
    void randomContentIsHandedOutOnceHoweverTheFileIsCutReadAndRestored() throws IOException {
        Random random = new Random(7);
        for (int run = 0; run < 3_000; run++) {
            StringBuilder content = new StringBuilder(random.nextInt(5) == 0 ? BOM : "");
            int length = random.nextInt(200);
            int lineEndEvery = 1 + random.nextInt(40);
            for (int i = 0; i < length; i++) {
                content.append(random.nextInt(lineEndEvery) == 0 ? '\n' : (char) ('a' + i % 26));
            }
            write(content.toString());

            assertLines(
                    content.toString(),
                    1 + random.nextInt(100),
                    1 + random.nextInt(50),
                    1 + random.nextInt(60),
                    1 + random.nextInt(4));
        }
    }

    @Test
    void restoringFromEveryPositionGivesTheRemainder() throws IOException {
        String content = BOM + "a\n\nbb\n" + "c".repeat(40) + "\ndddd\nlast";
        write(content);
        LineBlockFormat format = format(30, 4);

        for (FileRange range : ranges(content.length(), 11)) {
            Reading whole = Lines.read(format, range, NEVER);
            for (Position position : whole.positions) {
                Reading remainder = Lines.readFrom(format, range, position);

                assertThat(remainder.lines)
                        .isEqualTo(
                                whole.lines.stream()
                                        .filter(line -> offset(line) >= position.offset())
                                        .toList());
            }
        }
    }

    @Test
    void blockSaysWhereTheNextOneOfTheFileStands() throws IOException {
        String content = BOM + "a\nbb\n" + "c".repeat(50) + "\ndddd\neeeee\nlast";
        write(content);
        LineBlockFormat format = format(20, 6);

        long nextPosition = LinePosition.of(ORDINAL, BOM.length());
        for (FileRange range : ranges(content.length(), 11)) {
            Reading reading = Lines.read(format, range, NEVER);
            if (reading.blocks > 0) {
                assertThat(reading.lines.get(0).position()).isEqualTo(nextPosition);
                assertThat(reading.joints).isEqualTo(reading.blocks - 1);
                nextPosition = reading.nextPosition;
            }
        }

        assertThat(nextPosition).isEqualTo(LinePosition.of(ORDINAL, content.length()));
    }

    @Test
    void lineSpanningTwoSplitsBelongsToTheOneHoldingItsFirstByte() throws IOException {
        write("aaaa\nbbbb\n");
        List<FileRange> ranges = ranges(10, 7);

        Reading first = Lines.read(format(100, 100), ranges.get(0), NEVER);
        Reading second = Lines.read(format(100, 100), ranges.get(1), NEVER);

        assertThat(first.lines).extracting(Line::text).containsExactly("aaaa", "bbbb");
        assertThat(second.lines).isEmpty();
    }

    @Test
    void lineThatStartsAtTheSplitsFirstByteBelongsToIt() throws IOException {
        write("aaaa\nbbbb\n");
        List<FileRange> ranges = ranges(10, 5);

        Reading first = Lines.read(format(100, 100), ranges.get(0), NEVER);
        Reading second = Lines.read(format(100, 100), ranges.get(1), NEVER);

        assertThat(first.lines).extracting(Line::text).containsExactly("aaaa");
        assertThat(second.lines).extracting(Line::text).containsExactly("bbbb");
    }

    @ParameterizedTest
    @ValueSource(ints = {65_534, 65_535, 65_536, 65_537, 70_000, 200_000, 1_000_000})
    void oversizedLineKeepsItsFirst64KiBAndReadingGoesOn(int length) throws IOException {
        String line = "0123456789".repeat(100_000).substring(0, length);
        for (String content : List.of("a\n" + line + "\nb\n", BOM + line + "\nb", "a\n" + line)) {
            write(content);
            for (int maxLineBytes : new int[] {1, 1_000, length - 1, length}) {
                for (int blockBytes : new int[] {16, 5_000, 65_536, 1 << 20}) {
                    assertLines(content, content.length(), blockBytes, maxLineBytes, 1);
                    assertLines(content, 50_000, blockBytes, maxLineBytes, NEVER);
                }
            }
        }
    }

    @Test
    void memoryOfAnOversizedLineIsBoundedByTheLimit() throws IOException {
        write("x".repeat(5_000_000) + "\nb\n");

        Reading reading =
                Lines.read(format(100_000, 1_000), ranges(5_000_003, 5_000_003).get(0), NEVER);

        assertThat(reading.largestBlock).isLessThan(200_000);
        assertThat(reading.lines).hasSize(2);
        assertThat(reading.sourceBytes).isEqualTo(5_000_003);
    }

    @Test
    void blocksAreAsLargeAsAskedForAndOnlyLongLinesMakeThemGrow() throws IOException {
        String content = "x".repeat(99) + "\n";
        write(content.repeat(1_000) + "y".repeat(50_000) + "\n" + content.repeat(1_000));

        Reading reading =
                Lines.read(format(1 << 20, 10_000), ranges(250_001, 250_001).get(0), NEVER);

        assertThat(reading.lines).hasSize(2_001);
        assertThat(reading.blocks).isBetween(15, 30);
        assertThat(reading.largestBlock).isBetween(50_000, 100_100);
    }

    @Test
    void bytesOfABlockStayUntilItIsReleased() throws IOException {
        write("aaaa\nbbbb\ncccc\ndddd\n");
        try (var reader = format(100, 5).open(ranges(20, 20).get(0), null)) {

            LineBlock block = reader.next().block;
            reader.next();
            reader.next();

            assertThat(new String(block.bytes, block.start, 5, "US-ASCII")).isEqualTo("aaaa\n");
        }
    }

    @Test
    void releasedBlocksAreReused() throws IOException {
        write("aaaa\nbbbb\ncccc\ndddd\n");
        try (var reader = format(100, 5).open(ranges(20, 20).get(0), null)) {
            PooledBlock first = reader.next();
            LineBlock block = first.block;
            first.release();
            first.release();

            LineBlock second = reader.next().block;
            LineBlock third = reader.next().block;

            assertThat(second).isSameAs(block);
            assertThat(third).isNotSameAs(block);
        }
    }

    @Test
    void grownFileIsReadAsFarAsTheLineThatWasItsLast() throws IOException {
        write("aaaa\nbb");
        FileRange range = ranges(7, 7).get(0);
        write("aaaa\nbbbb\ncccc\n");

        Reading reading = Lines.read(format(100, 3), range, NEVER);

        assertThat(reading.lines).extracting(Line::text).containsExactly("aaaa", "bbbb");
    }

    @Test
    void linesAppendedAfterListingAreNotRead() throws IOException {
        write("aaaa\n");
        FileRange range = ranges(5, 5).get(0);
        write("aaaa\nbbbb\n");

        Reading reading = Lines.read(format(100, 100), range, NEVER);

        assertThat(reading.lines).extracting(Line::text).containsExactly("aaaa");
    }

    @Test
    void shrunkFileIsAnErrorWithNameAndOffset() throws IOException {
        write("aaaa\nbbbb\ncccc\n");
        List<FileRange> ranges = ranges(15, 6);
        write("aaaa\nbb");

        for (FileRange range : ranges) {
            assertThatThrownBy(() -> Lines.read(format(100, 100), range, NEVER))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("payments.ndjson")
                    .hasMessageMatching(".* at byte (7|11): .*had 15 bytes when it was listed");
        }
    }

    @Test
    void vanishedFileIsAnErrorWithNameAndOffset() throws IOException {
        write("aaaa\nbbbb\n");
        List<FileRange> ranges = ranges(10, 7);
        Files.delete(file);

        assertThatThrownBy(() -> Lines.read(format(100, 100), ranges.get(1), NEVER))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("payments.ndjson to read it from byte 7");
    }

    @Test
    void limitsThatNoArrayHoldsAreRefused() {
        assertThatThrownBy(() -> format(0, 100)).hasMessageContaining("max line bytes");
        assertThatThrownBy(() -> format(100, -1)).hasMessageContaining("block bytes");
        assertThatThrownBy(() -> format(Integer.MAX_VALUE, 1)).hasMessageContaining("1073741824");
    }

    private void assertLines(
            String content,
            int splitBytes,
            int blockBytes,
            int maxLineBytes,
            int blocksBetweenFailures)
            throws IOException {
        LineBlockFormat format = format(maxLineBytes, blockBytes);
        List<Line> lines = new ArrayList<>();
        long sourceBytes = 0;
        for (FileRange range : ranges(content.length(), splitBytes)) {
            Reading reading = Lines.read(format, range, blocksBetweenFailures);
            lines.addAll(reading.lines);
            sourceBytes += reading.sourceBytes;
        }

        assertThat(lines)
                .as(
                        "split %d, block %d, max %d, failing after %d blocks",
                        splitBytes, blockBytes, maxLineBytes, blocksBetweenFailures)
                .isEqualTo(Lines.expected(content, ORDINAL, maxLineBytes));
        assertThat(sourceBytes).isEqualTo(content.length());
    }

    private static LineBlockFormat format(int maxLineBytes, int blockBytes) {
        return new LineBlockFormat(InputNames.absolute(), maxLineBytes, blockBytes);
    }

    private static long offset(Line line) {
        return line.position() & (1L << 40) - 1;
    }

    private void write(String content) throws IOException {
        Files.write(file, Lines.bytes(content));
    }

    private List<FileRange> ranges(int size, int splitBytes) {
        List<FileRange> ranges = new ArrayList<>();
        for (int at = 0; at < size; at += splitBytes) {
            ranges.add(
                    new FileRange(
                            ORDINAL,
                            ranges.size(),
                            Ranges.node(file, size),
                            at,
                            Math.min(splitBytes, size - at)));
        }
        return ranges;
    }
}
