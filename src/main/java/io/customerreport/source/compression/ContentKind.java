package io.customerreport.source.compression;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.jspecify.annotations.Nullable;

/**
 * What a file holds, by its first bytes. Its name decides only where the bytes say nothing.
 *
 * <p>Signatures are hexadecimal digits, with {@code ?} for any digit.
 */
public enum ContentKind {
    PLAIN(Compression.NONE),
    GZIP(Compression.GZIP, "1f8b"),
    /** Text may begin like a stream, so a block, or the end of an empty stream, must follow. */
    BZIP2(Compression.BZIP2, "425a68??314159265359", "425a68??177245385090"),
    XZ(Compression.XZ, "fd377a585a00"),
    /** A frame, or what decompressors skip, which parallel compressors begin with. */
    ZSTD(Compression.ZSTD, "28b52ffd", Signatures.SKIPPABLE),
    /** Frames, and what may come before them as before those of zstd. */
    LZ4(Compression.LZ4, "04224d18", Signatures.SKIPPABLE),
    /** Has no signature, but a header that is seldom anything else. */
    LZMA(Compression.LZMA),
    /** Its two bytes are a weak signature: without a name, what follows has to be sound as well. */
    DEFLATE(Compression.DEFLATE),

    ZIP("a zip archive", "unzip -p", "504b0304", "504b0506", "504b0708"),
    TAR("a tar archive", "tar -xOf"),
    SEVEN_ZIP("a 7z archive", "7z x -so", "377abcaf271c"),
    RAR("a rar archive", "unrar p -inul", "526172211a07"),
    CPIO(
            "a cpio archive",
            "cpio -i --to-stdout -F",
            "30373037303?????????????????30303030",
            "3037303730373?3?3?3?3?3?3?3?3?3?3?3?3?3?3?3?3?3?",
            "c771",
            "71c7"),

    OLD_LZ4("compressed with the legacy format of lz4", "lz4 -dc", "02214c18"),
    SNAPPY("compressed with snappy", "snzip -dc", "ff060000734e61507059"),
    LZIP("compressed with lzip", "lzip -dc", "4c5a495001"),
    LZOP("compressed with lzop", "lzop -dc", "894c5a4f000d0a1a0a"),
    COMPRESS("compressed with compress", "gzip -dc", "1f9d"),
    OLD_ZSTD(
            "compressed with zstd in a format from before version 0.8",
            "zstd -dc",
            "1eb52ffd",
            "22b52ffd",
            "23b52ffd",
            "24b52ffd",
            "25b52ffd",
            "26b52ffd",
            "27b52ffd"),
    /** Has no signature. */
    BROTLI("compressed with brotli", "brotli -dc"),

    PARQUET("a Parquet file", null, "50415231", "50415245"),
    AVRO("an Avro file", null, "4f626a01"),
    ORC("an ORC file", null, "4f5243"),
    ARROW("an Arrow file", null, "4152524f57310000"),
    SEQUENCE_FILE("a Hadoop sequence file", null, "5345510?"),
    SQLITE("an SQLite database", null, "53514c69746520666f726d6174203300"),
    PDF("a PDF document", null, "255044462d"),
    PROGRAM("a program", null, "7f454c46"),

    /** Something unknown, under a name that says how it is compressed. */
    NOT_AS_NAMED(null);

    /** What more than one kind begins with. */
    private static final class Signatures {

        /** What decompressors of zstd and lz4 skip, at the beginning, between and after frames. */
        static final String SKIPPABLE = "5?2a4d18";
    }

    /** How many bytes are looked at: the header of a tar archive's first file. */
    static final int BYTES = 512;

    /** How the two forms of {@code bzip2} begin; with the name this is enough. */
    private static final String BZIP2_NAMED = "425a68";

    private final @Nullable Compression compression;
    private final @Nullable String description;
    private final @Nullable String command;
    private final String[] signatures;

    ContentKind(@Nullable Compression compression, String... signatures) {
        this.compression = compression;
        this.description = null;
        this.command = null;
        this.signatures = signatures;
    }

    ContentKind(@Nullable String description, @Nullable String command, String... signatures) {
        this.compression = null;
        this.description = description;
        this.command = command;
        this.signatures = signatures;
    }

    /**
     * Says what a file holds.
     *
     * @param bytes the file from its beginning, of which the first {@link #BYTES} are looked at
     * @param length how many bytes there are, fewer only if the file ends with them
     * @param name the file's, or "" for what has none
     */
    public static ContentKind of(byte[] bytes, int length, String name) {
        byte[] head = Arrays.copyOf(bytes, Math.min(length, BYTES));
        Compression named = Compression.of(name);
        if (named != Compression.NONE && of(named).beginsAsNamed(head)) {
            return of(named);
        }
        if (isText(head)) {
            return PLAIN;
        }
        for (ContentKind kind : values()) {
            if (kind.isSigned(head)) {
                return kind == ZSTD && LZ4.isSigned(afterSkippableFrames(head)) ? LZ4 : kind;
            }
        }
        if (isTar(head)) {
            return TAR;
        }
        if (LzmaHeader.isAt(head)) {
            return LZMA;
        }
        if (isZlib(head) && inflated(head) > 0) {
            return DEFLATE;
        }
        return named == Compression.NONE ? unsigned(name) : NOT_AS_NAMED;
    }

    /** How it is decompressed; null for what is not read. */
    public @Nullable Compression compression() {
        return compression;
    }

    /** Whether lines can be read from the middle of the file. */
    public boolean isPlain() {
        return this == PLAIN;
    }

    /** What follows "is"; null for what is read. */
    @Nullable String description() {
        return description;
    }

    /** The command that writes the content of a file, named after it, to its output, or null. */
    @Nullable String command() {
        return command;
    }

    boolean isArchive() {
        return this == ZIP || this == TAR || this == SEVEN_ZIP || this == RAR || this == CPIO;
    }

    private static ContentKind of(Compression compression) {
        return valueOf(compression == Compression.NONE ? "PLAIN" : compression.name());
    }

    private static ContentKind unsigned(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".br") ? BROTLI : PLAIN;
    }

    /** Also true of a file that is cut off within the signature. */
    private boolean beginsAsNamed(byte[] head) {
        boolean signed = Arrays.stream(signatures).anyMatch(signature -> begins(head, signature));
        return switch (this) {
            case DEFLATE -> isZlib(head) && (!isText(head) || inflated(head) >= 0);
            case BZIP2 -> signed || begins(head, BZIP2_NAMED) && !isText(head);
            case LZMA -> LzmaHeader.isAt(head) || LzmaHeader.isCutOff(head);
            default -> signed;
        };
    }

    private boolean isSigned(byte[] head) {
        for (String signature : signatures) {
            if (2 * head.length >= signature.length() && begins(head, signature)) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(byte[] head, String signature) {
        for (int i = 0; i < Math.min(signature.length(), 2 * head.length); i++) {
            int digit = head[i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xf;
            char wanted = signature.charAt(i);
            if (wanted != '?' && Character.digit(wanted, 16) != digit) {
                return false;
            }
        }
        return true;
    }

    /** Deflate's number and a checksum, see RFC 1950. */
    private static boolean isZlib(byte[] head) {
        if (head.length < 2) {
            return head.length == 0 || (head[0] & 0xf) == 8;
        }
        return (head[0] & 0x8f) == 8 && ((head[0] & 0xff) << 8 | head[1] & 0xff) % 31 == 0;
    }

    /** How many bytes come of a zlib stream as far as it is there; -1 if it is none. */
    private static int inflated(byte[] head) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(head);
            return inflater.inflate(new byte[BYTES]);
        } catch (DataFormatException e) {
            return -1;
        } finally {
            inflater.end();
        }
    }

    /** What follows the skippable frames, as far as it is among the first bytes. */
    private static byte[] afterSkippableFrames(byte[] head) {
        ByteBuffer frames = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        long at = 0;
        while (at + 8 < head.length && (frames.getInt((int) at) & ~0xf) == 0x184d2a50) {
            at += 8 + Integer.toUnsignedLong(frames.getInt((int) at + 4));
        }
        return Arrays.copyOfRange(head, (int) Math.min(at, head.length), head.length);
    }

    /** Archives of old programs have a checksum alone. */
    private static boolean isTar(byte[] head) {
        try {
            return head.length == BYTES && TarUtils.verifyCheckSum(head);
        } catch (IllegalArgumentException e) {
            // The checksum is not a number.
            return false;
        }
    }

    /**
     * Text has no control characters. In what compressors write, hundreds of bytes never lack them,
     * and a few that do are seldom UTF-8.
     */
    private static boolean isText(byte[] head) {
        if (isUtf16(head)) {
            return true;
        }
        for (byte b : head) {
            if (b >= 0 && b < ' ' && "\t\n\f\r".indexOf(b) < 0 || b == 0x7f) {
                return false;
            }
        }
        // The second takes longer, and is seldom asked.
        return beginsAsJson(head) || isUtf8(head);
    }

    private static boolean isUtf16(byte[] head) {
        return head.length >= 4 && (begins(head, "fffe") || begins(head, "feff"));
    }

    /** A character may be cut at the end. */
    private static boolean isUtf8(byte[] head) {
        return !StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length), false)
                .isError();
    }

    private static boolean beginsAsJson(byte[] head) {
        int i = 0;
        while (i < head.length && (head[i] == ' ' || head[i] == '\n')) {
            i++;
        }
        return i < head.length && (head[i] == '{' || head[i] == '[');
    }
}
