package io.customerreport.source.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.customerreport.source.files.FileNode;
import io.customerreport.source.files.InputListing;
import io.customerreport.source.files.InputNames;
import io.customerreport.source.read.LineBlockFormat;
import io.customerreport.source.read.input.DecompressionLimitException;
import io.customerreport.source.split.CombinedSplit;
import io.customerreport.source.split.FileRange;
import io.customerreport.source.split.InputCutter;
import io.customerreport.source.split.Position;
import io.customerreport.source.split.SplitSizes;
import io.customerreport.testing.input.Compressed;
import io.customerreport.testing.input.Lines;
import io.customerreport.testing.input.Lines.Reading;
import io.customerreport.testing.input.Ranges;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CompressionTest {

    private static final int NEVER = Integer.MAX_VALUE;

    private static final String CONTENT =
            Lines.BOM + "{\"ts\":1}\n\n" + "x".repeat(500) + "\n{\"ts\":2}\r\n" + "last";

    @TempDir java.nio.file.Path folder;

    @ParameterizedTest
    @CsvSource({
        "a.gz, GZIP",
        "a.ndjson.GZIP, GZIP",
        "a.bz2, BZIP2",
        "a.Xz, XZ",
        "a.zst, ZSTD",
        "a.zstd, ZSTD",
        "a.tgz, GZIP",
        "a.deflate, DEFLATE",
        "a.zz, DEFLATE",
        "a.lz4, LZ4",
        "a.lzma, LZMA",
        "a.ndjson, NONE",
        "gz, NONE",
        "a.gz.ndjson, NONE"
    })
    void endingOfTheNameSaysTheCompression(String name, Compression compression) {
        assertThat(Compression.of(name)).isEqualTo(compression);
    }

    @ParameterizedTest
    @EnumSource
    void everyLineIsReadAndRestoredAtItsUncompressedOffset(Compression compression)
            throws IOException {
        FileRange range = write(compression, compress(compression, CONTENT));

        for (int blockBytes : new int[] {1, 3, 16, 100, 10_000}) {
            for (int maxLineBytes : new int[] {8, 10_000}) {
                for (int failing : new int[] {NEVER, 1, 2}) {
                    Reading reading = Lines.read(format(maxLineBytes, blockBytes), range, failing);

                    assertThat(reading.lines).isEqualTo(Lines.expected(CONTENT, 0, maxLineBytes));
                    assertThat(reading.sourceBytes).isEqualTo(CONTENT.length());
                    assertThat(reading.storedBytes).isEqualTo(range.file().bytes());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "BZIP2", "XZ", "ZSTD", "LZ4"})
    void allMembersOfAFileAreRead(Compression compression) throws IOException {
        String second = "c\n".repeat(40_000);
        byte[] file =
                join(
                        compress(compression, "a\nb"),
                        compress(compression, ""),
                        compress(compression, "b\n"),
                        compress(compression, second));

        Reading reading = Lines.read(format(100, 1_000), write(compression, file), NEVER);

        assertThat(reading.lines).isEqualTo(Lines.expected("a\nbb\n" + second, 0, 100));
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "BZIP2", "XZ", "ZSTD", "LZ4", "LZMA", "DEFLATE"})
    void fileCutOffAnywhereIsAnErrorWithNameAndOffset(Compression compression) throws IOException {
        byte[] file = compress(compression, CONTENT);

        for (int length = 1; length < file.length; length++) {
            assertFails(
                    compression,
                    Arrays.copyOf(file, length),
                    ".*payments\\.ndjson\\..* beyond byte \\d+ of its content: .*");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "BZIP2", "XZ", "ZSTD", "LZ4"})
    void secondMemberCutOffAnywhereIsAnError(Compression compression) throws IOException {
        byte[] first = compress(compression, "a\n".repeat(20));
        byte[] second = compress(compression, CONTENT);

        for (int length = 1; length < second.length; length++) {
            assertFails(compression, join(first, Arrays.copyOf(second, length)), ".*payments.*");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "BZIP2", "XZ", "ZSTD", "LZ4", "LZMA", "DEFLATE"})
    void garbageBehindTheLastMemberIsAnError(Compression compression) throws IOException {
        byte[] file = compress(compression, CONTENT);

        assertFails(compression, join(file, Lines.bytes("garbage")), ".*payments.*");
        assertFails(compression, join(file, Lines.bytes("g")), ".*payments.*");
    }

    @Test
    void errorNamesTheUncompressedOffsetUpToWhichTheContentIsGood() throws IOException {
        byte[] file = compress(Compression.GZIP, "0123456789\n".repeat(10));

        assertFails(
                Compression.GZIP,
                Arrays.copyOf(file, file.length - 4),
                "Cannot decompress .*payments\\.ndjson\\.gz beyond byte 110 of its content: the file is cut off");
    }

    @ParameterizedTest
    @CsvSource({
        "GZIP, 1", "GZIP, 512", "GZIP, 65535", "GZIP, 200001",
        "BZIP2, 1", "BZIP2, 512", "BZIP2, 65535", "BZIP2, 200001",
        "XZ, 4", "XZ, 512", "XZ, 200000"
    })
    void zerosAfterTheLastMemberArePadding(Compression compression, int zeros) throws IOException {
        byte[] member = compress(compression, "a\nb\n");
        FileRange range = write(compression, join(member, member, new byte[zeros]));

        Reading reading = Lines.read(format(100, 1_000), range, NEVER);

        assertThat(reading.lines).isEqualTo(Lines.expected("a\nb\na\nb\n", 0, 100));
        assertThat(reading.storedBytes).isEqualTo(range.file().bytes());
    }

    @ParameterizedTest
    @CsvSource({"GZIP, 1", "GZIP, 70000", "BZIP2, 1", "BZIP2, 70000"})
    void whatFollowsZerosIsGarbage(Compression compression, int zeros) throws IOException {
        byte[] member = compress(compression, CONTENT);
        String garbage = ".* garbage after the last .* member";

        assertFails(compression, join(member, new byte[zeros], new byte[] {1}), garbage);
        assertFails(compression, join(member, new byte[zeros], member), garbage);
    }

    /** As xz and zstd have it. */
    @ParameterizedTest
    @CsvSource({"XZ, 5", "ZSTD, 1", "ZSTD, 512", "LZ4, 512", "LZMA, 512", "DEFLATE, 512"})
    void zerosAfterOtherFormatsAreGarbage(Compression compression, int zeros) throws IOException {
        byte[] file = join(compress(compression, CONTENT), new byte[zeros]);

        assertFails(compression, file, "Cannot decompress .*");
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, 529})
    void contentThatEndsBeforeTheRestoredOffsetIsAnError(long offset) throws IOException {
        FileRange range = write(Compression.GZIP, compress(Compression.GZIP, CONTENT));
        Position from = new Position(offset, false);

        assertThatThrownBy(() -> Lines.readFrom(format(100, 100), range, from))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was read up to byte " + offset);
    }

    @Test
    void xzFileThatAsksForTooMuchMemoryIsBeyondALimit() throws IOException {
        byte[] file = XzMemoryTest.withDictionary(32);

        FileRange range = write(Compression.XZ, file);
        assertThatThrownBy(() -> Lines.read(format(100, 100), range, NEVER))
                .isInstanceOf(DecompressionLimitException.class)
                .hasMessageContaining(
                        "needs 257 MiB of memory to be decompressed, more than the 128 MiB that a"
                                + " run allows: decompress it first (xz -dc ");
    }

    private void assertFails(Compression compression, byte[] file, String message)
            throws IOException {
        FileRange range = write(compression, file);
        try {
            Reading reading = Lines.read(format(10_000, 100), range, NEVER);
            fail("%d bytes gave %d lines", file.length, reading.lines.size());
        } catch (IOException e) {
            assertThat(e.getMessage()).matches(message);
        }
    }

    private static LineBlockFormat format(int maxLineBytes, int blockBytes) {
        return new LineBlockFormat(InputNames.absolute(), maxLineBytes, blockBytes);
    }

    private FileRange write(Compression compression, byte[] bytes) throws IOException {
        java.nio.file.Path file = folder.resolve("payments.ndjson" + format(compression).ending);
        Files.write(file, bytes);
        Path path = new Path(file.toUri());
        List<FileNode> files = InputListing.of(new Path[] {path}, InputNames.absolute()).files();
        List<CombinedSplit> splits = InputCutter.cut(files, 0, SplitSizes.all(Long.MAX_VALUE), 1);
        assertThat(splits).hasSize(1);
        assertThat(Ranges.of(splits.get(0))).hasSize(1);
        return Ranges.of(splits.get(0)).get(0);
    }

    private static byte[] compress(Compression compression, String content) throws IOException {
        return format(compression).of(Lines.bytes(content));
    }

    private static Compressed format(Compression compression) {
        return compression == Compression.NONE
                ? Compressed.PLAIN
                : Compressed.valueOf(compression.name());
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
