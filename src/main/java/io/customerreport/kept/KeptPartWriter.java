package io.customerreport.kept;

import com.github.luben.zstd.Zstd;
import io.customerreport.aggregate.AggregateParts;
import io.customerreport.aggregate.AggregatePartsSerializer;
import io.customerreport.aggregate.ExactAggregate;
import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.bytes.Varint;
import io.customerreport.combine.KeyGroupShare;
import io.customerreport.report.OutputException;
import io.customerreport.source.compression.ZstdLibrary;
import java.io.IOException;
import java.util.zip.CRC32C;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/** Writes one part of a kept state, see {@link KeptPartFormat}. */
final class KeptPartWriter implements BulkWriter<KeyedAggregate> {

    /** Raw: enough to compress well, and little beside what a reader holds anyway. */
    private static final int BLOCK_BYTES = 1 << 20;

    /** Takes half of the time of zstd's default, 3, for a fifth more bytes. */
    private static final int LEVEL = 1;

    private final FSDataOutputStream out;
    private final String folder;
    private final int keyGroups;
    private final CRC32C crc = new CRC32C();
    private final DataOutputSerializer block = new DataOutputSerializer(BLOCK_BYTES + (64 << 10));
    private final DataOutputSerializer head = new DataOutputSerializer(64);
    private byte[] stored = {};
    private boolean begun;
    private long customers;
    private @Nullable KeyGroupShare share;

    /**
     * @param folder where the file lies, for errors: a stream does not know it
     * @param keyGroups how many there are
     */
    KeptPartWriter(FSDataOutputStream out, String folder, int keyGroups) {
        ZstdLibrary.load();
        this.out = out;
        this.folder = folder;
        this.keyGroups = keyGroups;
    }

    @Override
    public void addElement(KeyedAggregate record) throws IOException {
        if (!(record.aggregate() instanceof ExactAggregate aggregate)) {
            throw new IllegalStateException("sums that depend on an order cannot be kept");
        }
        byte[] id = record.customer().utf8();
        Varint.write(block, id.length);
        block.write(id);
        AggregatePartsSerializer.INSTANCE.serialize(AggregateParts.of(aggregate), block);
        customers++;
        share = KeyGroupShare.with(share, record.customer(), keyGroups);
        if (block.length() >= BLOCK_BYTES) {
            writeBlock();
        }
    }

    private void writeBlock() throws IOException {
        int raw = block.length();
        int most = Math.toIntExact(Zstd.compressBound(raw));
        if (stored.length < most) {
            stored = new byte[most];
        }
        int length =
                (int)
                        Zstd.compressByteArray(
                                stored, 0, most, block.getSharedBuffer(), 0, raw, LEVEL);
        head.clear();
        head.writeInt(length);
        head.writeInt(raw);
        head.writeInt(KeptPartFormat.crc32c(stored, length));
        write(head.getSharedBuffer(), head.length());
        write(stored, length);
        block.clear();
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void finish() throws IOException {
        if (block.length() > 0) {
            writeBlock();
        }
        head.clear();
        head.writeInt(0);
        write(head.getSharedBuffer(), head.length());
        head.clear();
        head.writeLong(customers);
        head.writeInt(keyGroups);
        head.writeInt(share == null ? 0 : share.first());
        head.writeInt(share == null ? -1 : share.last());
        write(head.getSharedBuffer(), head.length());
        head.clear();
        head.writeInt((int) crc.getValue());
        put(head.getSharedBuffer(), head.length());
        flush();
    }

    /** Writes what the checksum covers. */
    private void write(byte[] bytes, int length) throws IOException {
        if (!begun) {
            begun = true;
            byte[] header = KeptPartFormat.header();
            crc.update(header);
            put(header, header.length);
        }
        crc.update(bytes, 0, length);
        put(bytes, length);
    }

    private void put(byte[] bytes, int length) throws IOException {
        try {
            out.write(bytes, 0, length);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private IOException failure(IOException cause) {
        return new OutputException("to " + folder, cause.getMessage(), cause);
    }
}
