package io.customerreport.source.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import io.customerreport.source.files.InputNames;
import io.customerreport.source.read.input.DecompressionLimitException;
import io.customerreport.source.read.input.UnreadableFileException;
import io.customerreport.source.split.FileRange;
import io.customerreport.testing.input.Compressed;
import io.customerreport.testing.input.Lines;
import io.customerreport.testing.input.Lines.Reading;
import io.customerreport.testing.input.Ranges;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.apache.flink.runtime.executiongraph.failover.ExecutionFailureHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/** What is read of files whose names say something else than their content, or nothing. */
public class FileContentTest {

    private static final int NEVER = Integer.MAX_VALUE;
    private static final int MAX_LINE_BYTES = 10_000;
    private static final String LINES = "{\"ts\":1}\n{\"ts\":2}\n{\"ts\":3}\n";

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void contentIsReadAsItsFirstBytesSayWhateverTheName(Compressed format) throws IOException {
        byte[] file = format.of(Lines.bytes(LINES));

        for (String name :
                new String[] {
                    "a",
                    "a.ndjson",
                    "a.ndjson.gz.1",
                    "a.zstd",
                    "a.log-20250101",
                    "a.gz",
                    "a.bz2",
                    "a.xz",
                    "a.zst",
                    "a.lz4",
                    "a.lzma",
                    "a.deflate",
                    "a.br",
                    "a.zip"
                }) {
            for (boolean damagedFilesAllowed : new boolean[] {false, true}) {
                for (int failing : new int[] {NEVER, 1, 2}) {
                    Reading reading =
                            Lines.read(
                                    format(damagedFilesAllowed),
                                    Ranges.whole(write(name, file)),
                                    failing);

                    assertThat(reading.lines)
                            .as(name)
                            .isEqualTo(Lines.expected(LINES, 0, MAX_LINE_BYTES));
                    assertThat(reading.storedBytes).as(name).isEqualTo(file.length);
                    assertThat(reading.damages).as(name).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\n",
                "\u00e9t\u00e9\n",
                "\u00ef\u00bb\u00bf{}\n",
                " \n",
                "BZh9\n",
                "x^2 + y^2\n"
            })
    void textUnderTheNameOfACompressedFileIsText(String text) throws IOException {
        byte[] file = Lines.bytes(text.startsWith("\u00ef") ? text : utf8(text));

        for (Compressed format : Compressed.values()) {
            Reading reading =
                    Lines.read(
                            format(false), Ranges.whole(write("a" + format.ending, file)), NEVER);

            assertThat(reading.sourceBytes).as(format.ending).isEqualTo(file.length);
            assertThat(reading.lines).hasSize(1);
        }
    }

    /** Two ASCII characters may be the header of zlib, such as "x^", "8r" and "hC". */
    @ParameterizedTest
    @ValueSource(strings = {"x^2", "8r", "hC", "x ", "H\u0089"})
    void textThatBeginsLikeZlibIsText(String beginning) throws IOException {
        byte[] text = Lines.bytes(beginning + " + 1\n" + LINES);
        // Neither control characters nor another encoding make it anything else.
        byte[] coloured = Lines.bytes(beginning + " \u001b[1mbold\u001b[0m caf\u00e9\n" + LINES);

        for (byte[] file : new byte[][] {text, coloured}) {
            for (String name : new String[] {"a.ndjson", "a"}) {
                Reading reading = Lines.read(format(false), Ranges.whole(write(name, file)), NEVER);

                assertThat(reading.sourceBytes).as(name).isEqualTo(file.length);
            }
        }
    }

    @Test
    void framesOfLz4AreReadWithWhatTheProgramMayPutIntoThem() throws IOException {
        String content = LINES.repeat(10_000);
        FramedLZ4CompressorOutputStream.Parameters dependent =
                new FramedLZ4CompressorOutputStream.Parameters(
                        FramedLZ4CompressorOutputStream.BlockSize.K64, true, true, true);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        try (OutputStream out = new FramedLZ4CompressorOutputStream(frame, dependent)) {
            out.write(Lines.bytes(content));
        }
        byte[] skippable = {0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3};
        byte[] file =
                join(skippable, skippable, frame.toByteArray(), skippable, frame.toByteArray());

        for (String name : new String[] {"a", "a.lz4", "a.ndjson"}) {
            Reading reading = Lines.read(format(false), Ranges.whole(write(name, file)), NEVER);

            assertThat(reading.lines)
                    .as(name)
                    .isEqualTo(Lines.expected(content + content, 0, MAX_LINE_BYTES));
        }
    }

    @Test
    void lzmaFileMaySayHowLongItsContentIs() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new LZMAOutputStream(bytes, new LZMA2Options(), LINES.length())) {
            out.write(Lines.bytes(LINES));
        }

        Reading reading =
                Lines.read(
                        format(false), Ranges.whole(write("a.ndjson", bytes.toByteArray())), NEVER);

        assertThat(reading.lines).isEqualTo(Lines.expected(LINES, 0, MAX_LINE_BYTES));
    }

    @Test
    void lzmaFileThatAsksForTooMuchMemoryIsBeyondALimit() throws IOException {
        byte[] header = HexFormat.of().parseHex("5d00000010ffffffffffffffff00");

        assertThatThrownBy(() -> Lines.read(format(true), Ranges.whole(write("a", header)), NEVER))
                .isInstanceOf(DecompressionLimitException.class)
                .hasMessageContaining("needs 257 MiB of memory to be decompressed, more than the");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void archiveIsNeverReadAsText(boolean damagedFilesAllowed) throws IOException {
        for (String name : new String[] {"a.zip", "a.ndjson", "a", "a.gz", "a.deflate"}) {
            assertRefused(write(name, zip()), damagedFilesAllowed, "is a zip archive: unpack it");
            assertRefused(write(name, tar()), damagedFilesAllowed, "is a tar archive: unpack it");
            assertRefused(
                    write(name, oldTar()), damagedFilesAllowed, "is a tar archive: unpack it");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PLAIN")
    void archiveWithinACompressedFileIsNeverReadAsText(Compressed format) throws IOException {
        for (boolean damagedFilesAllowed : new boolean[] {false, true}) {
            String name = "a.tar" + format.ending;
            assertRefused(
                    write(name, format.of(tar())),
                    damagedFilesAllowed,
                    "is a tar archive, compressed with ");
            assertRefused(
                    write(name, format.of(zip())), damagedFilesAllowed, "is a zip archive within ");
            assertRefused(
                    write(name, format.of(Compressed.GZIP.of(Lines.bytes(LINES)))),
                    damagedFilesAllowed,
                    "is gzip within ");
        }
    }

    @Test
    void tarArchiveInARangeOfALongFileIsNeverReadAsText() throws IOException {
        Path file = write("payments.ndjson", tar());
        long bytes = Files.size(file);
        for (long offset : new long[] {0, 512, bytes - 10}) {
            FileRange part = Ranges.part(file, offset, 5);

            assertThatThrownBy(() -> Lines.read(format(false), part, NEVER))
                    .isInstanceOf(UnreadableFileException.class)
                    .hasMessageContaining("payments.ndjson' is a tar archive: ");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "BZIP2", "XZ", "ZSTD", "LZ4", "LZMA", "DEFLATE"})
    void rangeOfACompressedFileIsNeverReadAsText(Compressed format) throws IOException {
        Path file = write("payments.ndjson", format.of(Lines.bytes(LINES)));
        long bytes = Files.size(file);
        for (long offset : new long[] {0, 10}) {
            FileRange part = Ranges.part(file, offset, 5);

            assertThatThrownBy(() -> Lines.read(format(true), part, NEVER))
                    .isInstanceOf(UnreadableFileException.class)
                    .hasMessageEndingWith(": rename it to end in " + format.ending);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "02214c1864a70000, is compressed with the legacy format of lz4",
        "ff060000734e61507059, is compressed with snappy",
        "4c5a49500100, is compressed with lzip",
        "894c5a4f000d0a1a0a, is compressed with lzop",
        "1f9d9000, is compressed with compress",
        "25b52ffd00, is compressed with zstd in a format from before version 0.8",
        "377abcaf271c0004, is a 7z archive",
        "526172211a0700, is a rar archive",
        "c7710000, is a cpio archive",
        "504b0506000000000000, is a zip archive",
        "504152311504, is a Parquet file",
        "4f626a0104, is an Avro file",
        "4f52430a0b03, is an ORC file",
        "4152524f573100000000, is an Arrow file",
        "5345510612, is a Hadoop sequence file",
        "53514c69746520666f726d6174203300, is an SQLite database",
        "7f454c460201, is a program"
    })
    void whatIsKnownAndNotReadIsCalledByItsName(String bytes, String what) throws IOException {
        byte[] file = HexFormat.of().parseHex(bytes);

        for (String name : new String[] {"a", "a.ndjson", "a.gz"}) {
            assertRefused(write(name, file), true, "' " + what);
        }
    }

    @Test
    void brotliHasItsNameAlone() throws IOException {
        byte[] file = {0x1b, 0x1a, 0, (byte) 0xf8, (byte) 0x8d};

        assertRefused(write("a.ndjson.br", file), false, "is compressed with brotli");
        assertThat(Lines.read(format(false), Ranges.whole(write("a.ndjson", file)), NEVER).lines)
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "gz, gzip",
        "bz2, bzip2",
        "xz, xz",
        "zst, zstd",
        "lz4, lz4",
        "lzma, lzma",
        "deflate, zlib"
    })
    void whatIsNotAsNamedIsNoDamage(String ending, String title) throws IOException {
        byte[] random = new byte[1_000];
        new Random(7).nextBytes(random);
        random[0] = 0;
        random[1] = 1;

        for (boolean damagedFilesAllowed : new boolean[] {false, true}) {
            assertRefused(
                    write("a." + ending, random),
                    damagedFilesAllowed,
                    "a."
                            + ending
                            + "' is not a "
                            + title
                            + " file, as it begins with the bytes 00 01 ");
        }
        assertRefused(write("a." + ending, new byte[5_000]), true, "with the bytes 00 00 00 00");
    }

    @Test
    void textIsTakenForNothingElse() throws IOException {
        for (String text :
                new String[] {
                    "PAR1,2\n", "ORC\n", "x^y\n", "{\"name\":\"" + "a".repeat(247) + "ustar\"}\n"
                }) {
            Reading reading =
                    Lines.read(format(false), Ranges.whole(write("a", Lines.bytes(text))), NEVER);

            assertThat(reading.lines).isEqualTo(Lines.expected(text, 0, MAX_LINE_BYTES));
        }
    }

    @Test
    void bytesOfNoKnownKindUnderAPlainNameAreLines() throws IOException {
        byte[] random = new byte[10_000];
        new Random(8).nextBytes(random);

        Reading reading = Lines.read(format(false), Ranges.whole(write("a.ndjson", random)), NEVER);

        assertThat(reading.sourceBytes).isEqualTo(random.length);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void windowThatIsTooLargeIsALimitAndNoDamage(boolean damagedFilesAllowed) throws IOException {
        Path file = write("a.zst", longWindow());

        assertThatThrownBy(() -> Lines.read(format(damagedFilesAllowed), Ranges.whole(file), NEVER))
                .isInstanceOf(DecompressionLimitException.class)
                .matches(ExecutionFailureHandler::isUnrecoverableError)
                .hasMessageStartingWith("--input '" + file + "' needs a window of 2 GiB to be")
                .hasMessageContaining(
                        "more than the 128 MiB that a run allows: decompress it first (zstd -dc"
                                + " --long=31 ");
    }

    @Test
    void windowOfALaterFrameIsALimitToo() throws IOException {
        byte[] first = Compressed.ZSTD.of(Lines.bytes(LINES));

        assertThatThrownBy(
                        () ->
                                Lines.read(
                                        format(true),
                                        Ranges.whole(write("a.zst", join(first, longWindow()))),
                                        NEVER))
                .isInstanceOf(DecompressionLimitException.class)
                .hasMessageContaining("needs a larger window to be decompressed, more than the");
    }

    @Test
    void dictionaryThatIsMissingIsNoDamage() throws IOException {
        Deflater deflater = new Deflater();
        deflater.setDictionary(Lines.bytes("customer_id"));
        ByteArrayOutputStream zlib = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(zlib, deflater)) {
            out.write(Lines.bytes(LINES));
        }
        ByteArrayOutputStream zstd = new ByteArrayOutputStream();
        try (ZstdOutputStream out = new ZstdOutputStream(zstd)) {
            out.write(Lines.bytes(LINES));
        }
        // The header's flag for a dictionary's number of one byte, and that number.
        byte[] frame = zstd.toByteArray();
        byte[] withDictionary =
                join(
                        Arrays.copyOf(frame, 6),
                        new byte[] {77},
                        Arrays.copyOfRange(frame, 6, frame.length));
        withDictionary[4] |= 1;
        byte[] lz4 = HexFormat.of().parseHex("04224d1861407700000000");

        for (Path file :
                new Path[] {
                    write("a.deflate", zlib.toByteArray()),
                    write("a.zst", withDictionary),
                    write("a.lz4", lz4)
                }) {
            assertThatThrownBy(() -> Lines.read(format(true), Ranges.whole(file), NEVER))
                    .isInstanceOf(DecompressionLimitException.class)
                    .hasMessageContaining("needs the dictionary that it was compressed with");
        }
    }

    private void assertRefused(Path file, boolean damagedFilesAllowed, String sentence) {
        assertThatThrownBy(() -> Lines.read(format(damagedFilesAllowed), Ranges.whole(file), NEVER))
                .as(file.toString())
                .isInstanceOf(UnreadableFileException.class)
                .matches(ExecutionFailureHandler::isUnrecoverableError)
                .hasMessageStartingWith("--input '" + file + "' is ")
                .hasMessageContaining(sentence);
    }

    /** An empty block beneath a window of 2 GiB, which the frame never fills. */
    public static byte[] longWindow() {
        byte[] frame = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) 0xa8, 2 << 3 | 1, 0, 0};
        return join(frame, Lines.bytes("a\n"));
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.DEFLATED);
            zip.putNextEntry(new ZipEntry("payments.ndjson"));
            zip.write(Lines.bytes(LINES));
        }
        return bytes.toByteArray();
    }

    public static byte[] tar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry("payments.ndjson");
            entry.setSize(LINES.length());
            tar.putArchiveEntry(entry);
            tar.write(Lines.bytes(LINES));
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    /** As programs wrote them before there was a magic number. */
    private static byte[] oldTar() throws IOException {
        byte[] tar = tar();
        Arrays.fill(tar, 257, 512, (byte) 0);
        Arrays.fill(tar, 148, 156, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += tar[i] & 0xff;
        }
        byte[] octal = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(octal, 0, tar, 148, 8);
        return tar;
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static LineBlockFormat format(boolean damagedFilesAllowed) {
        return new LineBlockFormat(InputNames.absolute(), MAX_LINE_BYTES, 100, damagedFilesAllowed);
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
