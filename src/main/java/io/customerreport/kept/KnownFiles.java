package io.customerreport.kept;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import io.customerreport.json.JsonValues;
import io.customerreport.source.compression.ZstdLibrary;
import io.customerreport.source.files.FileNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The files that a chain of runs has read, by name.
 *
 * <p>Kept as JSON, an object a line, compressed with zstd: the names of a folder's files differ
 * little.
 */
public final class KnownFiles {

    public static final KnownFiles NONE = new KnownFiles(Map.of());

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, KnownFile> byName;
    private final Map<String, KnownFile> byKey = new HashMap<>();

    private KnownFiles(Map<String, KnownFile> byName) {
        this.byName = byName;
        for (KnownFile file : byName.values()) {
            if (file.key() != null && file.name().startsWith(FileNode.LOCAL)) {
                byKey.put(file.key(), file);
            }
        }
    }

    public int count() {
        return byName.size();
    }

    /** These and the others. */
    public KnownFiles plus(Collection<FileNode> files) {
        Map<String, KnownFile> all = new LinkedHashMap<>(byName);
        files.forEach(file -> all.put(file.name(), KnownFile.of(file)));
        return new KnownFiles(all);
    }

    /**
     * Whether a file was read: under its name or, if it is a local one, which has an identity of
     * its own, under another name.
     */
    public boolean include(FileNode file) {
        KnownFile known = byName.get(file.name());
        if (known == null && file.isLocal() && file.key() != null) {
            known = byKey.get(file.key());
        }
        return known != null && known.isUnchanged(file);
    }

    /** Whether a file has the name of one that was read, and has changed since. */
    public boolean isChanged(FileNode file) {
        KnownFile known = byName.get(file.name());
        return known != null && !known.isUnchanged(file);
    }

    byte[] toBytes() throws IOException {
        ZstdLibrary.load();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZstdOutputStream out = new ZstdOutputStream(bytes).setChecksum(true)) {
            for (KnownFile file : byName.values()) {
                out.write(line(file).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static String line(KnownFile file) {
        StringWriter line = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            out.writeStartObject();
            out.writeStringProperty("name", file.name());
            out.writeNumberProperty("bytes", file.bytes());
            out.writeNumberProperty("modified", file.modified());
            if (file.key() != null) {
                out.writeStringProperty("key", file.key());
            }
            out.writeEndObject();
        }
        return line.append('\n').toString();
    }

    /**
     * @throws IOException if the bytes are not what {@link #toBytes} gave
     */
    static KnownFiles of(byte[] bytes) throws IOException {
        ZstdLibrary.load();
        Map<String, KnownFile> byName = new LinkedHashMap<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new ZstdInputStream(new ByteArrayInputStream(bytes)),
                                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonValues values = JsonValues.of(line);
                KnownFile file =
                        new KnownFile(
                                text(values, "name"),
                                Long.parseLong(text(values, "bytes")),
                                Long.parseLong(text(values, "modified")),
                                optional(values, "key"));
                byName.put(file.name(), file);
            }
        } catch (NumberFormatException e) {
            throw new IOException("a size or time that is not a number", e);
        }
        return new KnownFiles(byName);
    }

    private static String text(JsonValues values, String key) throws IOException {
        String text = optional(values, key);
        if (text == null) {
            throw new IOException("a file without its '" + key + "'");
        }
        return text;
    }

    private static @Nullable String optional(JsonValues values, String key) {
        JsonValues.Scalar scalar = values.scalars().get("/" + key);
        return scalar == null ? null : scalar.text();
    }
}
