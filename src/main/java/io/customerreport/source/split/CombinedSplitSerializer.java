package io.customerreport.source.split;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes splits on their way to a reader, and into checkpoints. */
public final class CombinedSplitSerializer implements SimpleVersionedSerializer<CombinedSplit> {

    public static final int VERSION = 2;

    /** Held ranges of files without their keys, which {@link CombinedSplit} tells by themselves. */
    private static final int VERSION_OF_1_0 = 1;

    /** What follows the offset of a position: the number of records there that come no more. */
    private static final long DAMAGE_TOLD = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(CombinedSplit split) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64 + split.deflated().length);
        write(split, out);
        return out.getCopyOfBuffer();
    }

    @Override
    public CombinedSplit deserialize(int version, byte[] serialized) throws IOException {
        checkVersion(version);
        return read(new DataInputDeserializer(serialized));
    }

    public static void checkVersion(int version) throws IOException {
        if (version != VERSION && version != VERSION_OF_1_0) {
            throw new IOException("splits of the unknown version " + version);
        }
    }

    public static void write(CombinedSplit split, DataOutput out) throws IOException {
        out.writeUTF(split.splitId());
        out.writeLong(split.rank());
        out.writeLong(split.compressedBytes());
        out.writeInt(split.deflated().length);
        out.write(split.deflated());
        out.writeInt(split.read());
        out.writeBoolean(split.position() != null);
        if (split.position() != null) {
            out.writeLong(split.position().offset());
            out.writeLong(split.position().damageTold() ? DAMAGE_TOLD : 0);
        }
    }

    public static CombinedSplit read(DataInput in) throws IOException {
        String id = in.readUTF();
        long rank = in.readLong();
        long compressedBytes = in.readLong();
        byte[] deflated = new byte[in.readInt()];
        in.readFully(deflated);
        int partsRead = in.readInt();
        Position position = in.readBoolean() ? readPosition(in) : null;
        return new CombinedSplit(id, rank, compressedBytes, deflated, partsRead, position);
    }

    private static Position readPosition(DataInput in) throws IOException {
        long offset = in.readLong();
        long told = in.readLong();
        if (offset < 0 || told < 0 || told > DAMAGE_TOLD) {
            throw new IOException("an unknown position: " + offset + ", " + told);
        }
        return new Position(offset, told == DAMAGE_TOLD);
    }
}
