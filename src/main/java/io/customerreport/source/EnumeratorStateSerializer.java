package io.customerreport.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes an enumerator's state into checkpoints; the names of files are compressed. */
final class EnumeratorStateSerializer implements SimpleVersionedSerializer<EnumeratorState> {

    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(EnumeratorState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(CombinedSplitSerializer.VERSION);
        out.writeInt(state.pending().size());
        for (CombinedSplit split : state.pending()) {
            CombinedSplitSerializer.write(split, out);
        }
        out.writeLong(state.nextNumber());
        out.writeLong(state.horizon());
        out.writeInt(state.seen().size());
        if (!state.seen().isEmpty()) {
            writeSeen(state.seen(), out);
        }
        return bytes.toByteArray();
    }

    @Override
    public EnumeratorState deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("state of an enumerator of the unknown version " + version);
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        CombinedSplitSerializer.checkVersion(in.readInt());
        List<CombinedSplit> pending = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            pending.add(CombinedSplitSerializer.read(in));
        }
        long nextNumber = in.readLong();
        long horizon = in.readLong();
        int files = in.readInt();
        return new EnumeratorState(
                pending, nextNumber, horizon, files == 0 ? Map.of() : readSeen(files, in));
    }

    private static void writeSeen(Map<String, FileStamp> seen, DataOutputStream target)
            throws IOException {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            DeflaterOutputStream deflated = new DeflaterOutputStream(target, deflater, 1 << 16);
            DataOutputStream out = new DataOutputStream(deflated);
            for (Map.Entry<String, FileStamp> file : seen.entrySet()) {
                out.writeUTF(file.getKey());
                out.writeLong(file.getValue().modified());
                out.writeLong(file.getValue().bytes());
            }
            deflated.finish();
        } finally {
            deflater.end();
        }
    }

    private static Map<String, FileStamp> readSeen(int files, DataInputStream source)
            throws IOException {
        Map<String, FileStamp> seen = new LinkedHashMap<>();
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(source))) {
            for (int left = files; left > 0; left--) {
                seen.put(in.readUTF(), new FileStamp(in.readLong(), in.readLong()));
            }
        }
        return seen;
    }
}
