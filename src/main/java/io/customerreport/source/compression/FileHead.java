package io.customerreport.source.compression;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The first bytes of a file, and what they say of it before it is read.
 *
 * @param bytes as many as {@link #BYTES}, or the whole file
 * @param name the file's, of which only the ending counts
 */
public record FileHead(byte[] bytes, String name) {

    /** Enough for what a gzip file holds to show its own first bytes. */
    static final int BYTES = 4_096;

    /** Opens the file for this alone. */
    public static FileHead of(Path file) throws IOException {
        try (FSDataInputStream in = file.getFileSystem().open(file)) {
            return read(in, file.getName());
        }
    }

    /** Reads them from the beginning of a file. */
    public static FileHead read(InputStream in, String name) throws IOException {
        return new FileHead(in.readNBytes(BYTES), name);
    }

    /** The first bytes of what a compressed file holds, as many as its first bytes give. */
    public FileHead inside() {
        return inside(new ByteArrayInputStream(bytes), kind().compression());
    }

    /** The first bytes of the content of {@code stored}, as many as can be decompressed. */
    public static FileHead inside(InputStream stored, Compression compression) {
        byte[] content = new byte[ContentKind.BYTES];
        int length = 0;
        try (InputStream in = compression.open(stored)) {
            // One by one, as decompressors lose what they had ready where the bytes end.
            for (int b; length < content.length && (b = in.read()) >= 0; length++) {
                content[length] = (byte) b;
            }
        } catch (IOException | RuntimeException e) {
            // Whoever reads the file will say what is wrong with it.
        }
        return new FileHead(Arrays.copyOf(content, length), "");
    }

    public ContentKind kind() {
        return ContentKind.of(bytes, bytes.length, name);
    }

    /** Why the file is not read, null if it is. */
    public @Nullable Refusal refusal() {
        ContentKind kind = kind();
        if (kind == ContentKind.NOT_AS_NAMED) {
            return Refusal.notAsNamed(Compression.of(name), bytes);
        }
        if (kind.compression() == null) {
            return Refusal.content(kind);
        }
        return switch (kind) {
            case XZ -> XzMemory.refusal(bytes);
            case ZSTD -> ZstdWindow.refusal(bytes);
            case LZ4 -> needsLz4Dictionary() ? Refusal.dictionary() : null;
            case LZMA -> LzmaHeader.refusal(bytes);
            default -> null;
        };
    }

    /** The lowest flag of a frame that begins the file, see lz4's frame format. */
    private boolean needsLz4Dictionary() {
        return bytes.length > 4 && bytes[0] == 0x04 && (bytes[4] & 1) != 0;
    }

    /**
     * Why a file is not read that holds these bytes when it has been decompressed; null if it is.
     */
    public @Nullable Refusal refusalInside(Compression around) {
        ContentKind kind = kind();
        return kind.isPlain() ? null : Refusal.inside(kind, around);
    }
}
