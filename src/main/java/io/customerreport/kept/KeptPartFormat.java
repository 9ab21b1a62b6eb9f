package io.customerreport.kept;

import io.customerreport.aggregate.AggregateParts;
import io.customerreport.aggregate.AggregatePartsSerializer;
import io.customerreport.combine.KeyGroupShare;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The format of a part of a kept state, version 2. Integers are big-endian.
 *
 * <ul>
 *   <li>{@link #MAGIC}, the format version as a byte, the length of the following as an int, and
 *       the snapshot of the aggregates' serializer, which names the format version of aggregates as
 *       it does in savepoints;
 *   <li>blocks: as ints the number of stored bytes, of raw bytes, and the CRC-32C of the stored
 *       ones; then these, a zstd frame. Raw, a block is customers: the length of an id as a varint,
 *       its UTF-8, and what the aggregates' serializer writes;
 *   <li>an int 0, the number of customers as a long; as ints the key groups of the run that wrote
 *       them, and the first and last of these with a customer of the part, 0 and -1 if it has none;
 *       and the CRC-32C of all bytes before it.
 * </ul>
 *
 * <p>Version 1 had no key groups.
 */
final class KeptPartFormat {

    static final int VERSION = 2;

    /** The version without key groups. */
    static final int FIRST_VERSION = 1;

    static final byte[] MAGIC = {'C', 'R', 'S', 'T', 'A', 'T', 'E'};

    private static final int KEY_GROUP_BYTES = 3 * Integer.BYTES;

    private KeptPartFormat() {}

    /** The length of what follows the int 0, but for the checksum. */
    static int trailerBytes(int version) {
        return Long.BYTES + (version == FIRST_VERSION ? 0 : KEY_GROUP_BYTES);
    }

    /**
     * The key groups of a trailer.
     *
     * @param trailer behind the number of customers
     */
    static @Nullable KeyGroupShare share(int version, ByteBuffer trailer) {
        if (version == FIRST_VERSION) {
            return null;
        }
        KeyGroupShare share =
                new KeyGroupShare(trailer.getInt(), trailer.getInt(), trailer.getInt());
        return share.last() < share.first() ? null : share;
    }

    static byte[] header() throws IOException {
        DataOutputSerializer snapshot = new DataOutputSerializer(128);
        TypeSerializerSnapshot.writeVersionedSnapshot(
                snapshot, AggregatePartsSerializer.INSTANCE.snapshotConfiguration());
        DataOutputSerializer header = new DataOutputSerializer(128);
        header.write(MAGIC);
        header.writeByte(VERSION);
        header.writeInt(snapshot.length());
        header.write(snapshot.getSharedBuffer(), 0, snapshot.length());
        return header.getCopyOfBuffer();
    }

    /**
     * What reads the aggregates of a part.
     *
     * @param snapshot from the part's header
     * @throws IOException if the aggregates are of a version that this program does not know
     */
    static TypeSerializer<AggregateParts> aggregates(byte[] snapshot) throws IOException {
        return TypeSerializerSnapshot.<AggregateParts>readVersionedSnapshot(
                        new DataInputDeserializer(snapshot), KeptPartFormat.class.getClassLoader())
                .restoreSerializer();
    }

    static int crc32c(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /** In hexadecimal digits. */
    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
