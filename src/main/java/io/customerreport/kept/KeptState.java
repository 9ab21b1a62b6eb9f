package io.customerreport.kept;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * What a chain of runs knows of all customers, in a folder: parts with the customers, the list of
 * the files that were read, and a manifest that was written last and names both.
 */
public final class KeptState {

    /** The file without which a folder holds no finished state. */
    public static final String MANIFEST = "manifest.json";

    private final Path folder;
    private final KeptManifest manifest;
    private final KnownFiles files;

    private KeptState(Path folder, KeptManifest manifest, KnownFiles files) {
        this.folder = folder;
        this.manifest = manifest;
        this.files = files;
    }

    /**
     * Opens a state that a finished run left; parts are read later.
     *
     * @throws KeptStateException if it is not all there
     */
    public static KeptState open(Path folder) throws IOException {
        FileSystem system = folder.getFileSystem();
        Map<String, FileStatus> found = list(system, folder);
        if (!found.containsKey(MANIFEST)) {
            throw new KeptStateException(
                    "holds no finished state: there is no '%s'".formatted(MANIFEST));
        }
        KeptManifest manifest =
                KeptManifest.of(
                        new String(readAll(new Path(folder, MANIFEST)), StandardCharsets.UTF_8),
                        MANIFEST);
        List<KeptPart> all = new ArrayList<>(manifest.parts());
        all.add(manifest.files());
        for (KeptPart part : all) {
            FileStatus there = found.get(part.name());
            if (there == null) {
                throw new KeptStateException("lacks its file '" + part.name() + "'");
            }
            if (there.getLen() != part.bytes()) {
                throw new KeptStateException(
                        "has %d bytes of its file '%s', which should be %d"
                                .formatted(there.getLen(), part.name(), part.bytes()));
            }
        }
        return new KeptState(folder, manifest, readFiles(folder, manifest.files()));
    }

    private static Map<String, FileStatus> list(FileSystem system, Path folder) throws IOException {
        FileStatus[] entries;
        try {
            entries = system.listStatus(folder);
        } catch (FileNotFoundException e) {
            throw new KeptStateException("does not exist", e);
        }
        if (entries == null || entries.length == 0 && !system.exists(folder)) {
            throw new KeptStateException("does not exist");
        }
        Map<String, FileStatus> byName = new HashMap<>();
        for (FileStatus entry : entries) {
            byName.put(entry.getPath().getName(), entry);
        }
        return byName;
    }

    private static KnownFiles readFiles(Path folder, KeptPart list) throws IOException {
        byte[] bytes = readAll(new Path(folder, list.name()));
        if (!KeptPartFormat.sha256(bytes).equals(list.sha256())) {
            throw new KeptStateException(
                    "is damaged: the SHA-256 of '%s' is not the one in the manifest"
                            .formatted(list.name()));
        }
        return KnownFiles.of(bytes);
    }

    private static byte[] readAll(Path file) throws IOException {
        try (InputStream in = file.getFileSystem().open(file)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            in.transferTo(bytes);
            return bytes.toByteArray();
        }
    }

    /** Words that say what was asked by each option that shapes events. */
    public Map<String, String> options() {
        return manifest.options();
    }

    public KnownFiles files() {
        return files;
    }

    public long customers() {
        return manifest.customers();
    }

    /** How many runs have led to this state. */
    public long runs() {
        return manifest.runs();
    }

    /** What they have counted. */
    public KeptCounts total() {
        return manifest.total();
    }

    public String created() {
        return manifest.created();
    }

    /** Reads the customers, in a job. */
    public KeptCustomers customersSource() {
        return new KeptCustomers(folder, manifest.parts());
    }
}
