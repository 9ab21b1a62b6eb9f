package io.customerreport.source.enumerate;

import io.customerreport.source.block.InputNotice;
import io.customerreport.source.files.FileNode;
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
    private static final int FIRST_VERSION = 1;

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
        if (version != VERSION && version != FIRST_VERSION) {
            throw new IOException("state of an enumerator of the unknown version " + version);
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        CombinedSplitSerializer.checkVersion(in.readInt());
        List<CombinedSplit> pending = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            pending.add(CombinedSplitSerializer.read(in));
        }
        return new EnumeratorState(
                pending,
                in.readLong(),
                version == VERSION ? readSeen(in) : readSeenOfFirstVersion(in));
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

    private static void write(SeenFile seen, DataOutputStream out) throws IOException {
        FileNode file = seen.file();
        out.writeUTF(file.system());
        out.writeUTF(file.path());
        out.writeLong(file.bytes());
        out.writeLong(file.modified());
        file.writeIdentity(out);
        out.writeLong(seen.goneSince());
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
        // Very many are of the same system.
        FileNode file = file(in.readUTF().intern(), in.readUTF(), in.readLong(), in.readLong());
        return new SeenFile(file.readIdentity(in), in.readLong());
    }

    private static FileNode file(String system, String path, long bytes, long modified) {
        return new FileNode(system, path, false, bytes, modified, null);
    }

    private static SeenFiles.State readSeenOfFirstVersion(DataInputStream source)
            throws IOException {
        long horizon = source.readLong();
        Map<String, SeenFile> files = new LinkedHashMap<>();
        int left = source.readInt();
        if (left > 0) {
            try (DataInputStream in = new DataInputStream(new InflaterInputStream(source))) {
                for (; left > 0; left--) {
                    String name = in.readUTF();
                    long modified = in.readLong();
                    int path = startOfPath(name);
                    SeenFile file =
                            SeenFile.of(
                                    file(
                                            name.substring(0, path).intern(),
                                            name.substring(path),
                                            in.readLong(),
                                            modified));
                    files.put(file.id(), file);
                }
            }
        }
        return new SeenFiles.State(files, Set.of(), horizon);
    }

    /** After scheme and authority, as in {@code s3://bucket/a}. */
    private static int startOfPath(String name) {
        int scheme = name.indexOf(':') + 1;
        return name.startsWith("//", scheme) ? name.indexOf('/', scheme + 2) : scheme;
    }
}
