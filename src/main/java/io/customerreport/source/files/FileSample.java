package io.customerreport.source.files;

import io.customerreport.source.compression.ContentKind;
import io.customerreport.source.compression.FileHead;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a local file's bytes, or some of them, are known by: so one that has grown is told from one
 * that was rewritten, and a copy of it from another file.
 *
 * <p>Of a file that is not looked at as a whole, only a few bytes of its beginning, end and middle
 * count: two such files of the same sample may differ elsewhere.
 *
 * @param hash of the bytes looked at, or {@link #NO_HASH}
 * @param whole whether these are all of the file's
 * @param wholeLines whether the last of them is a line feed
 * @param compressed whether the first of them say that the file can only be read from its beginning
 */
public record FileSample(long hash, boolean whole, boolean wholeLines, boolean compressed) {

    /** The hash of a file elsewhere, and of a sample that was not taken. */
    public static final long NO_HASH = 0;

    /** Longer than most first events of a log, which no other log begins with. */
    private static final int EDGE = 1 << 10;

    /** The longest file that is looked at as a whole where that matters: some 5 ms of a disk. */
    static final long WHOLE_BYTES = 16 << 20;

    private static final int BUFFER = 1 << 16;

    private static final int MIDDLE = 256;

    /** A shorter file is looked at only at its edges: a disk reads the rest along with them. */
    private static final long LONG_FILE = 64 << 10;

    private static final int PLACES_BETWEEN = 3;

    /** Above the 32 bits of the checksum, so that no hash is {@link #NO_HASH}. */
    private static final long TAKEN = 1L << 32;

    /**
     * Looks at a few places of a file as if it ended after this many bytes.
     *
     * @throws IOException if it cannot be read, or is shorter
     */
    static FileSample of(String path, long bytes) throws IOException {
        return of(path, bytes, false);
    }

    /** Like {@link #of(String, long)}, but looks at all bytes if there are not too many. */
    static FileSample ofContent(String path, long bytes) throws IOException {
        return of(path, bytes, bytes <= WHOLE_BYTES);
    }

    /** Whether a file's first bytes, looked at in the same places, are those of this sample. */
    public boolean isOf(String path, long bytes) throws IOException {
        return hash == of(path, bytes, whole).hash;
    }

    private static FileSample of(String path, long bytes, boolean whole) throws IOException {
        try (FileChannel file =
                FileChannel.open(new File(path).toPath(), StandardOpenOption.READ)) {
            CRC32C crc = new CRC32C();
            ByteBuffer buffer = ByteBuffer.allocate(whole ? (int) Math.min(BUFFER, bytes) : EDGE);
            int head = (int) Math.min(buffer.capacity(), bytes);
            add(file, 0, head, buffer, crc);
            boolean compressed = isCompressed(buffer.array(), head, path);
            int tail = head;
            if (whole) {
                for (long offset = head; offset < bytes; offset += tail) {
                    tail = (int) Math.min(BUFFER, bytes - offset);
                    add(file, offset, tail, buffer, crc);
                }
            } else {
                for (int i = 1; bytes >= LONG_FILE && i <= PLACES_BETWEEN; i++) {
                    add(file, bytes / (PLACES_BETWEEN + 1) * i, MIDDLE, buffer, crc);
                }
                if (bytes > EDGE) {
                    tail = EDGE;
                    add(file, bytes - tail, tail, buffer, crc);
                }
            }
            boolean wholeLines = tail == 0 || buffer.get(tail - 1) == '\n';
            return new FileSample(TAKEN | crc.getValue(), whole, wholeLines, compressed);
        }
    }

    /** Whether a line that was read as far as an offset ends there, by what has come since. */
    public static boolean isLineEnd(String path, long offset) throws IOException {
        try (FileChannel file =
                FileChannel.open(new File(path).toPath(), StandardOpenOption.READ)) {
            ByteBuffer next = ByteBuffer.allocate(2);
            int read = file.read(next, offset);
            return read > 0
                    && (next.get(0) == '\n'
                            || read == 2 && next.get(0) == '\r' && next.get(1) == '\n');
        }
    }

    /** The sample of a file elsewhere, of which only the beginning is known. */
    static FileSample of(FileHead head) {
        byte[] bytes = head.bytes();
        return new FileSample(NO_HASH, false, true, isCompressed(bytes, bytes.length, head.name()));
    }

    private static boolean isCompressed(byte[] head, int length, String path) {
        return !ContentKind.of(head, length, path).isPlain();
    }

    /**
     * @param sample null for none
     */
    public static void write(@Nullable FileSample sample, DataOutput out) throws IOException {
        out.writeBoolean(sample != null);
        if (sample != null) {
            out.writeLong(sample.hash);
            out.writeBoolean(sample.whole);
            out.writeBoolean(sample.wholeLines);
            out.writeBoolean(sample.compressed);
        }
    }

    public static @Nullable FileSample read(DataInput in) throws IOException {
        return in.readBoolean()
                ? new FileSample(
                        in.readLong(), in.readBoolean(), in.readBoolean(), in.readBoolean())
                : null;
    }

    private static void add(
            FileChannel file, long offset, int length, ByteBuffer buffer, CRC32C crc)
            throws IOException {
        buffer.clear().limit(length);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, offset + buffer.position()) < 0) {
                throw new IOException("the file ends before byte " + (offset + length));
            }
        }
        crc.update(buffer.flip());
    }
}
