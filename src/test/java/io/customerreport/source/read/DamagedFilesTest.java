package io.customerreport.source.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.source.block.Damage;
import io.customerreport.source.compression.Compression;
import io.customerreport.source.files.FileNode;
import io.customerreport.source.files.InputListing;
import io.customerreport.source.files.InputNames;
import io.customerreport.source.read.input.ListedFile;
import io.customerreport.source.read.input.SalvagedInput;
import io.customerreport.source.read.input.SoundInput;
import io.customerreport.source.read.input.SplitInput;
import io.customerreport.source.split.FileRange;
import io.customerreport.source.split.InputCutter;
import io.customerreport.source.split.Position;
import io.customerreport.source.split.SplitSizes;
import io.customerreport.testing.input.Compressed;
import io.customerreport.testing.input.Lines;
import io.customerreport.testing.input.Lines.Line;
import io.customerreport.testing.input.Lines.Reading;
import io.customerreport.testing.input.Ranges;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.executiongraph.failover.ExecutionFailureHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What is read of compressed files that are cut off, damaged or followed by garbage. */
class DamagedFilesTest {

    private static final int NEVER = Integer.MAX_VALUE;
    private static final int MAX_LINE_BYTES = 10_000;
    private static final String LINES = numbers(40_000);

    @TempDir java.nio.file.Path folder;

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PLAIN")
    void garbageBehindTheLastMemberCostsNoLine(Compressed format) throws IOException {
        byte[] file = join(format.of(Lines.bytes(LINES)), Lines.bytes("garbage"));

        Reading reading = read(format, file, 1_000, NEVER);

        assertThat(reading.lines).isEqualTo(Lines.expected(LINES, 0, MAX_LINE_BYTES));
        assertThat(reading.sourceBytes).isEqualTo(LINES.length());
        assertThat(reading.damages)
                .singleElement()
                .satisfies(
                        damage -> {
                            assertThat(damage.offset()).isEqualTo(LINES.length());
                            assertThat(damage.file()).endsWith("payments.ndjson" + format.ending);
                        });
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "BZIP2", "XZ", "ZSTD", "LZ4"})
    void memberThatIsCutOffCostsNoLineOfTheOneBefore(Compressed format) throws IOException {
        byte[] first = format.of(Lines.bytes("a\nb\n"));
        byte[] second = format.of(Lines.bytes("c\nd\n"));

        for (int length = 1; length < second.length; length++) {
            Reading reading =
                    read(format, join(first, Arrays.copyOf(second, length)), 1_000, NEVER);

            assertThat(texts(reading)).startsWith("a", "b").isSubsetOf("a", "b", "c", "d");
            assertThat(reading.damages).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PLAIN")
    void fileThatIsCutOffAnywhereCountsWithWholeLinesOnly(Compressed format) throws IOException {
        String content = "first\nsecond\nthird, without a line end";
        byte[] file = format.of(Lines.bytes(content));
        List<Line> whole = Lines.expected("first\nsecond\n", 0, MAX_LINE_BYTES);

        for (int length = 1; length < file.length; length++) {
            Reading reading = read(format, Arrays.copyOf(file, length), 7, NEVER);

            assertThat(reading.lines).isEqualTo(whole.subList(0, reading.lines.size()));
            assertThat(reading.damages).hasSize(1);
            long offset = reading.damages.get(0).offset();
            assertThat(reading.lines).hasSize(offset >= 13 ? 2 : offset >= 6 ? 1 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"GZIP, 60", "BZIP2, 0", "XZ, 30", "ZSTD, 25", "LZ4, 60", "LZMA, 60", "DEFLATE, 60"})
    void whatIsReadDependsOnTheFileAlone(Compressed format, int leastPercent) throws IOException {
        byte[] whole = format.of(Lines.bytes(LINES));
        byte[] file = Arrays.copyOf(whole, whole.length * 2 / 3);
        Reading expected = read(format, file, 1 << 20, NEVER);

        for (int blockBytes : new int[] {50, 4_096, 100_003}) {
            for (int failing : new int[] {NEVER, 1, 3}) {
                if (failing == NEVER || blockBytes > 100_000) {
                    Reading reading = read(format, file, blockBytes, failing);

                    assertThat(reading.lines).isEqualTo(expected.lines);
                    assertThat(reading.damages).isEqualTo(expected.damages);
                    assertThat(reading.sourceBytes).isEqualTo(expected.sourceBytes);
                }
            }
        }
        assertThat(expected.sourceBytes)
                .isBetween(
                        LINES.length() * (long) leastPercent / 100, LINES.length() * 2L / 3 + 20);
        assertThat(expected.lines)
                .isEqualTo(
                        Lines.expected(LINES, 0, MAX_LINE_BYTES).subList(0, expected.lines.size()));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PLAIN")
    void failingNamesThePlaceThatSkippingNames(Compressed format) throws IOException {
        byte[] whole = format.of(Lines.bytes(LINES));
        List<byte[]> damaged = new ArrayList<>();
        for (int tenth = 1; tenth < 10; tenth += 2) {
            int at = (int) (whole.length * (long) tenth / 10);
            damaged.add(Arrays.copyOf(whole, at));
            byte[] garbled = whole.clone();
            garbled[at] ^= 0x55;
            damaged.add(garbled);
        }
        damaged.add(Arrays.copyOf(whole, whole.length - 1));
        damaged.add(join(whole, Lines.bytes("garbage")));

        int found = 0;
        for (byte[] file : damaged) {
            List<Damage> damages = read(format, file, 30_000, NEVER).damages;
            long decompressed = damages.isEmpty() ? 0 : decompressedOneByOne(format, file);
            for (int blockBytes : new int[] {4_000, 1 << 20}) {
                FileRange range = write(format, file);
                if (damages.isEmpty()) {
                    // Without a checksum some bytes of zstd may be any.
                    assertThat(Lines.read(format(blockBytes, false), range, NEVER).lines)
                            .isNotEmpty();
                    continue;
                }
                found++;
                assertThatThrownBy(() -> Lines.read(format(blockBytes, false), range, NEVER))
                        .isInstanceOf(IOException.class)
                        .hasMessage("Cannot decompress " + damages.get(0));
                assertThat(damages.get(0).offset() - decompressed)
                        // A gzip member's last byte comes with the check after it.
                        .isBetween(0L, format == Compressed.GZIP ? 1L : 0L);
            }
        }
        assertThat(found).isGreaterThan(damaged.size());
    }

    /** How many bytes of the content come before the decompressor fails. */
    private static long decompressedOneByOne(Compressed format, byte[] file) {
        long count = 0;
        try (InputStream in =
                Compression.valueOf(format.name()).open(new ByteArrayInputStream(file))) {
            while (in.read() >= 0) {
                count++;
            }
            throw new AssertionError("the file is sound");
        } catch (IOException | RuntimeException e) {
            return count;
        }
    }

    @Test
    void resumedFileThatIsDamagedAtTheResumedByteIsAnErrorToo() throws IOException {
        byte[] file = join(Compressed.GZIP.of(Lines.bytes("a\nb\n")), new byte[] {1});
        FileRange range = write(Compressed.GZIP, file);
        Position end = new Position(4, false);

        assertThatThrownBy(() -> Lines.readFrom(format(1_000, false), range, end))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("beyond byte 4 of its content: ");
    }

    @Test
    void damageThatWasToldIsNotToldAgainAfterAFailure() throws IOException {
        byte[] file = join(Compressed.GZIP.of(Lines.bytes("a\nb\n")), new byte[] {1});

        for (int failing : new int[] {1, 2, 3}) {
            Reading reading = read(Compressed.GZIP, file, 1_000, failing);

            assertThat(texts(reading)).containsExactly("a", "b");
            assertThat(reading.damages).hasSize(1);
        }
    }

    @Test
    void lineBeyondTheLimitThatIsCutOffIsNoLine() throws IOException {
        byte[] whole = Compressed.GZIP.of(Lines.bytes("a\n" + numbers(40_000).replace('\n', ' ')));

        Reading reading = read(Compressed.GZIP, Arrays.copyOf(whole, whole.length / 2), 100, NEVER);

        assertThat(texts(reading)).containsExactly("a");
        assertThat(reading.sourceBytes).isEqualTo(2);
        assertThat(reading.damages).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "BZIP2", "XZ", "ZSTD", "LZ4", "LZMA", "DEFLATE"})
    void fileThatEndsWhereMoreIsWantedIsCutOff(Compression format) throws IOException {
        byte[] whole = Compressed.valueOf(format.name()).of(Lines.bytes(LINES));

        for (int length : new int[] {1, 7, whole.length / 2, whole.length - 1}) {
            assertThat(salvaged(Arrays.copyOf(whole, length), format).isCutOff())
                    .as("%d of %d bytes", length, whole.length)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "BZIP2", "XZ", "ZSTD", "LZ4", "LZMA", "DEFLATE"})
    void fileWithGarbageAfterItIsNotCutOff(Compression format) throws IOException {
        byte[] whole = Compressed.valueOf(format.name()).of(Lines.bytes(LINES));

        SalvagedInput garbage = salvaged(join(whole, Lines.bytes("garbage, no header")), format);

        assertThat(garbage.damage()).isNotNull();
        assertThat(garbage.isCutOff()).isFalse();
        assertThat(salvaged(whole, format).isCutOff()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "XZ", "LZ4", "DEFLATE"})
    void fileWithAWrongByteIsNotCutOff(Compression format) throws IOException {
        byte[] file = Compressed.valueOf(format.name()).of(Lines.bytes(LINES));
        file[file.length - (format == Compression.XZ ? 14 : 2)] ^= 0x55;

        SalvagedInput wrong = salvaged(file, format);

        assertThat(wrong.damage()).isNotNull();
        assertThat(wrong.isCutOff()).isFalse();
    }

    private SalvagedInput salvaged(byte[] file, Compression format) throws IOException {
        FileRange range = Ranges.whole(Files.write(folder.resolve("payments"), file));
        SalvagedInput in =
                new SalvagedInput(
                        () -> new ByteArrayInputStream(file),
                        format,
                        new ListedFile("payments", range),
                        file.length,
                        SplitInput.NOT_RESUMED);
        in.read(new byte[LINES.length() + 1], 0, LINES.length() + 1);
        return in;
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PLAIN")
    void soundFileIsReadAsEver(Compressed format) throws IOException {
        for (String content : List.of("", "a", "a\n", Lines.BOM + "a\r\nb", LINES)) {
            Reading reading = read(format, format.of(Lines.bytes(content)), 10_000, 5);

            assertThat(reading.lines).isEqualTo(Lines.expected(content, 0, MAX_LINE_BYTES));
            assertThat(reading.damages).isEmpty();
        }
    }

    /** Else a fault of the disk or the network would pass for a short file. */
    @ParameterizedTest
    @EnumSource(names = {"GZIP", "BZIP2", "XZ", "ZSTD", "LZ4", "LZMA", "DEFLATE"})
    void fileThatCannotBeReadIsAnErrorAndNoDamage(Compression format) throws IOException {
        byte[] file = Compressed.valueOf(format.name()).of(Lines.bytes(LINES));
        FileRange range = Ranges.whole(Files.write(folder.resolve("payments"), file));

        assertThatThrownBy(
                        () -> {
                            SalvagedInput in =
                                    new SalvagedInput(
                                            () -> new FailingStream(file, file.length / 2),
                                            format,
                                            new ListedFile("payments", range),
                                            file.length,
                                            SplitInput.NOT_RESUMED);
                            in.read(new byte[LINES.length()], 0, LINES.length());
                        })
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot read payments: the disk is gone");
        assertThatThrownBy(
                        () ->
                                readToTheEnd(
                                        () -> new FailingStream(file, file.length / 2),
                                        range,
                                        format))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("Cannot read payments: the disk is gone");
    }

    /** Flink would try it again for minutes. */
    @ParameterizedTest
    @EnumSource(names = {"GZIP", "BZIP2", "XZ", "ZSTD", "LZ4", "LZMA", "DEFLATE"})
    void damageFailsTheJobForGoodUnlessTheFileHasGrown(Compression format) throws IOException {
        byte[] whole = Compressed.valueOf(format.name()).of(Lines.bytes(LINES));
        byte[] file = Arrays.copyOf(whole, whole.length / 2);
        java.nio.file.Path written = Files.write(folder.resolve("payments"), file);
        FileRange range = Ranges.whole(written);

        assertThatThrownBy(() -> readToTheEnd(() -> new ByteArrayInputStream(file), range, format))
                .matches(ExecutionFailureHandler::isUnrecoverableError)
                .hasMessageStartingWith("Cannot decompress payments");

        Files.write(written, whole);
        assertThatThrownBy(() -> readToTheEnd(() -> new ByteArrayInputStream(file), range, format))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageStartingWith("Cannot decompress payments");
    }

    private static void readToTheEnd(Supplier<InputStream> in, FileRange range, Compression format)
            throws IOException {
        ListedFile listed = new ListedFile("payments", range);
        SalvagedInput salvaged =
                new SalvagedInput(in::get, format, listed, Long.MAX_VALUE, SplitInput.NOT_RESUMED);
        new SoundInput(salvaged, listed, false).read(new byte[LINES.length()], 0, LINES.length());
    }

    private Reading read(Compressed format, byte[] bytes, int blockBytes, int blocksBetweenFailures)
            throws IOException {
        return Lines.read(format(blockBytes, true), write(format, bytes), blocksBetweenFailures);
    }

    private static LineBlockFormat format(int blockBytes, boolean damagedFilesAllowed) {
        return new LineBlockFormat(
                InputNames.absolute(), MAX_LINE_BYTES, blockBytes, damagedFilesAllowed);
    }

    private FileRange write(Compressed format, byte[] bytes) throws IOException {
        java.nio.file.Path file = folder.resolve("payments.ndjson" + format.ending);
        Files.write(file, bytes);
        List<FileNode> files =
                InputListing.of(new Path[] {new Path(file.toUri())}, InputNames.absolute()).files();
        return Ranges.of(InputCutter.cut(files, 0, SplitSizes.all(Long.MAX_VALUE), 1).get(0))
                .get(0);
    }

    private static List<String> texts(Reading reading) {
        return reading.lines.stream().map(Line::text).toList();
    }

    /** Numbers that do not compress well, one a line. */
    private static String numbers(int count) {
        Random random = new Random(5);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(random.nextInt(1_000_000_000)).append('\n');
        }
        return lines.toString();
    }

    private static byte[] join(byte[] a, byte[] b) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(a);
        both.writeBytes(b);
        return both.toByteArray();
    }

    /** A file whose disk fails at some byte. */
    private static final class FailingStream extends FilterInputStream {

        private int left;

        FailingStream(byte[] content, int failingAt) {
            super(new ByteArrayInputStream(content));
            left = failingAt;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int start, int length) throws IOException {
            if (left == 0) {
                throw new IOException("the disk is gone");
            }
            int n = in.read(buffer, start, Math.min(length, left));
            left -= Math.max(n, 0);
            return n;
        }

        @Override
        public int available() {
            return left;
        }
    }
}
