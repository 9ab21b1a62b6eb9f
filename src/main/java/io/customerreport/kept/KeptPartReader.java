package io.customerreport.kept;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.customerreport.aggregate.AggregateParts;
import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.CustomerPart;
import io.customerreport.bytes.Varint;
import io.customerreport.combine.KeyGroupShare;
import io.customerreport.source.compression.ZstdLibrary;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * Reads a part of a kept state, see {@link KeptPartFormat}, and holds every byte of it against the
 * checksums.
 */
final class KeptPartReader implements Closeable {

    /** A header holds a name and a number, so a longer one is not a header of ours. */
    private static final int MAX_HEADER_BYTES = 64 << 10;

    private static final int CHUNK_BYTES = 256 << 10;

    /** With its checksum. */
    private static final int LONGEST_TRAILER =
            KeptPartFormat.trailerBytes(KeptPartFormat.VERSION) + Integer.BYTES;

    private final Path file;
    private final KeptPart expected;
    private final InputStream in;
    private final CRC32C crc = new CRC32C();
    private long offset;
    private int version;

    private KeptPartReader(Path file, KeptPart expected, InputStream in) {
        this.file = file;
        this.expected = expected;
        this.in = in;
    }

    /**
     * Hands out all customers of a part. Only when this returns is it sure that they are those that
     * were written.
     *
     * @throws KeptStateException if it is not the part that the manifest names
     */
    static <E extends Exception> void read(
            Path folder, KeptPart expected, ThrowingConsumer<CustomerPart, E> receiver)
            throws IOException, E {
        ZstdLibrary.load();
        Path file = new Path(folder, expected.name());
        try (KeptPartReader reader =
                new KeptPartReader(file, expected, file.getFileSystem().open(file))) {
            reader.read(receiver);
        }
    }

    /** Describes a finished part for the manifest, by what is stored of it. */
    static KeptPart describe(Path file, long bytes) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        byte[] trailer = new byte[LONGEST_TRAILER];
        int version = 0;
        MessageDigest sha256 = KeptPartFormat.sha256();
        long read = 0;
        try (FSDataInputStream in = file.getFileSystem().open(file)) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                sha256.update(chunk, 0, n);
                if (read == 0 && n > KeptPartFormat.MAGIC.length) {
                    version = chunk[KeptPartFormat.MAGIC.length];
                }
                // The last bytes so far.
                int kept = Math.min(n, trailer.length);
                System.arraycopy(trailer, kept, trailer, 0, trailer.length - kept);
                System.arraycopy(chunk, n - kept, trailer, trailer.length - kept, kept);
                read += n;
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        if (read != bytes || read < trailer.length) {
            throw new KeptStateException("'%s' is cut off at byte %d".formatted(file, read));
        }
        int trailerBytes = KeptPartFormat.trailerBytes(version) + Integer.BYTES;
        ByteBuffer last = ByteBuffer.wrap(trailer, trailer.length - trailerBytes, trailerBytes);
        long customers = last.getLong();
        KeyGroupShare share = KeptPartFormat.share(version, last);
        return new KeptPart(
                file.getName(),
                bytes,
                customers,
                Integer.toUnsignedLong(last.getInt()),
                HexFormat.of().formatHex(sha256.digest()),
                share);
    }

    private <E extends Exception> void read(ThrowingConsumer<CustomerPart, E> receiver)
            throws IOException, E {
        TypeSerializer<AggregateParts> aggregates = readHeader();
        byte[] stored = {};
        byte[] raw = {};
        long customers = 0;
        while (true) {
            long place = offset;
            int storedBytes = readInt();
            if (storedBytes == 0) {
                break;
            }
            int rawBytes = readInt();
            int crc = readInt();
            if (storedBytes < 0 || rawBytes < 0 || storedBytes > expected.bytes()) {
                throw damaged(place);
            }
            if (stored.length < storedBytes) {
                stored = new byte[storedBytes];
            }
            readFully(stored, storedBytes);
            if (KeptPartFormat.crc32c(stored, storedBytes) != crc) {
                throw damaged(place);
            }
            if (Zstd.getFrameContentSize(stored, 0, storedBytes) != rawBytes) {
                throw damaged(place);
            }
            if (raw.length < rawBytes) {
                raw = new byte[rawBytes];
            }
            decompress(raw, rawBytes, stored, storedBytes, place);
            customers += handOut(raw, rawBytes, aggregates, receiver, place);
        }
        long trailer = offset;
        byte[] counted = new byte[KeptPartFormat.trailerBytes(version)];
        readFully(counted, counted.length);
        int sum = (int) crc.getValue();
        if (readInt() != sum
                || sum != (int) expected.crc32c()
                || ByteBuffer.wrap(counted).getLong() != customers
                || customers != expected.customers()
                || !isAtEnd()) {
            throw new KeptStateException(
                    "'%s' does not match the manifest beside it: its checksum at byte %d differs"
                            .formatted(file, trailer));
        }
    }

    private TypeSerializer<AggregateParts> readHeader() throws IOException {
        byte[] magic = new byte[KeptPartFormat.MAGIC.length];
        byte[] version = new byte[1];
        readFully(magic, magic.length);
        readFully(version, version.length);
        if (!Arrays.equals(magic, KeptPartFormat.MAGIC)) {
            throw new KeptStateException("'" + file + "' is not a part of a kept state");
        }
        if (version[0] < KeptPartFormat.FIRST_VERSION || version[0] > KeptPartFormat.VERSION) {
            throw new KeptStateException(
                    "'%s' has format version %d, and this program reads versions up to %d"
                            .formatted(file, version[0], KeptPartFormat.VERSION));
        }
        this.version = version[0];
        long place = offset;
        int length = readInt();
        if (length < 0 || length > MAX_HEADER_BYTES) {
            throw damaged(place);
        }
        byte[] snapshot = new byte[length];
        readFully(snapshot, length);
        try {
            return KeptPartFormat.aggregates(snapshot);
        } catch (IOException | RuntimeException e) {
            throw new KeptStateException("'%s': %s".formatted(file, e.getMessage()), e);
        }
    }

    private void decompress(byte[] raw, int rawBytes, byte[] stored, int storedBytes, long place)
            throws IOException {
        try {
            long length = Zstd.decompressByteArray(raw, 0, rawBytes, stored, 0, storedBytes);
            if (length != rawBytes) {
                throw damaged(place);
            }
        } catch (ZstdException e) {
            throw damaged(place);
        }
    }

    private <E extends Exception> long handOut(
            byte[] raw,
            int rawBytes,
            TypeSerializer<AggregateParts> aggregates,
            ThrowingConsumer<CustomerPart, E> receiver,
            long place)
            throws IOException, E {
        DataInputDeserializer block = new DataInputDeserializer(raw, 0, rawBytes);
        long customers = 0;
        while (block.available() > 0) {
            CustomerPart customer;
            try {
                byte[] id = new byte[Varint.readInt(block)];
                block.readFully(id);
                customer = new CustomerPart(CustomerId.wrap(id), aggregates.deserialize(block));
            } catch (IOException | RuntimeException e) {
                throw damaged(place);
            }
            receiver.accept(customer);
            customers++;
        }
        return customers;
    }

    private int readInt() throws IOException {
        byte[] bytes = new byte[Integer.BYTES];
        readFully(bytes, bytes.length);
        return ByteBuffer.wrap(bytes).getInt();
    }

    private void readFully(byte[] bytes, int length) throws IOException {
        int read;
        try {
            read = in.readNBytes(bytes, 0, length);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        offset += read;
        crc.update(bytes, 0, read);
        if (read < length) {
            throw new KeptStateException("'%s' is cut off at byte %d".formatted(file, offset));
        }
    }

    private boolean isAtEnd() throws IOException {
        try {
            return in.read() < 0;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** What the stream says does not name the file. */
    private static IOException unreadable(Path file, IOException cause) {
        return new IOException(
                "'%s' cannot be read: %s".formatted(file, cause.getMessage()), cause);
    }

    private KeptStateException damaged(long place) {
        return new KeptStateException(
                "'%s' is damaged in the block at byte %d".formatted(file, place));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
