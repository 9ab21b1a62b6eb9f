package io.customerreport.source.enumerate;

import io.customerreport.source.block.InputNotice;
import io.customerreport.source.files.FileSample;
import io.customerreport.source.split.CombinedSplit;
import io.customerreport.source.split.CombinedSplitSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes an enumerator's state into checkpoints; the names of files are compressed. */
public final class EnumeratorStateSerializer implements SimpleVersionedSerializer<EnumeratorState> {

    private static final int VERSION = 2;

    /** Remembered files by name alone, up to a time of change. */
    private static final int VERSION_OF_1_0 = 1;

    private static final String NO_KEY = "";

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
        writeSeen(state.seen(), out);
        return bytes.toByteArray();
    }

    @Override
    public EnumeratorState deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION && version != VERSION_OF_1_0) {
            throw new IOException("state of an enumerator of the unknown version " + version);
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        CombinedSplitSerializer.checkVersion(in.readInt());
        List<CombinedSplit> pending = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            pending.add(CombinedSplitSerializer.read(in));
        }
        return new EnumeratorState(
                pending, in.readLong(), version == VERSION ? readSeen(in) : readSeenOf10(in));
    }

    private static void writeSeen(SeenFiles.State seen, DataOutputStream target)
            throws IOException {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            DeflaterOutputStream deflated = new DeflaterOutputStream(target, deflater, 1 << 16);
            DataOutputStream out = new DataOutputStream(deflated);
            out.writeLong(seen.horizon());
            out.writeInt(seen.files().size());
            for (SeenFile file : seen.files().values()) {
                write(file, out);
            }
            out.writeInt(seen.told().size());
            for (InputNotice notice : seen.told()) {
                notice.write(out);
            }
            out.flush();
            deflated.finish();
        } finally {
            deflater.end();
        }
    }

    private static void write(SeenFile file, DataOutputStream out) throws IOException {
        out.writeUTF(file.name());
        out.writeUTF(file.key() == null ? NO_KEY : file.key());
        out.writeLong(file.modified());
        out.writeLong(file.bytes());
        out.writeLong(file.changed());
        out.writeInt(file.access());
        FileSample.write(file.sample(), out);
        out.writeLong(file.goneSince());
    }

    private static SeenFiles.State readSeen(DataInputStream source) throws IOException {
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(source))) {
            long horizon = in.readLong();
            Map<String, SeenFile> files = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                SeenFile file = read(in);
                files.put(file.id(), file);
            }
            Set<InputNotice> told = new LinkedHashSet<>();
            for (int left = in.readInt(); left > 0; left--) {
                told.add(InputNotice.read(in));
            }
            return new SeenFiles.State(files, told, horizon);
        }
    }

    private static SeenFile read(DataInputStream in) throws IOException {
        String name = in.readUTF();
        String key = in.readUTF();
        long modified = in.readLong();
        long bytes = in.readLong();
        return new SeenFile(
                name,
                key.equals(NO_KEY) ? null : key,
                modified,
                bytes,
                in.readLong(),
                in.readInt(),
                FileSample.read(in),
                in.readLong());
    }

    private static SeenFiles.State readSeenOf10(DataInputStream source) throws IOException {
        long horizon = source.readLong();
        Map<String, SeenFile> files = new LinkedHashMap<>();
        int left = source.readInt();
        if (left > 0) {
            try (DataInputStream in = new DataInputStream(new InflaterInputStream(source))) {
                for (; left > 0; left--) {
                    String name = in.readUTF();
                    long modified = in.readLong();
                    SeenFile file =
                            new SeenFile(name, null, modified, in.readLong(), 0, 0, null, 0);
                    files.put(file.id(), file);
                }
            }
        }
        return new SeenFiles.State(files, Set.of(), horizon);
    }
}
