package io.customerreport.kept;

import io.customerreport.combine.KeyGroupShare;
import io.customerreport.json.JsonValues;
import io.customerreport.json.JsonValues.Scalar;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a kept state consists of, and what it stands for: one JSON object, whose last member is the
 * SHA-256 of all bytes before it.
 *
 * @param run the id of the run that left the state
 * @param created when, in UTC, as ISO 8601
 * @param program the version of the program
 * @param runs of the chain up to this one
 * @param options that shape events, with the words that say what was asked
 * @param counts of this run
 * @param total of the chain
 * @param files the list of all files that the chain has read; its customers are files
 * @param parts with the customers
 */
record KeptManifest(
        String run,
        String created,
        String program,
        long runs,
        Map<String, String> options,
        KeptCounts counts,
        KeptCounts total,
        KeptPart files,
        List<KeptPart> parts) {

    /** Of the whole: which members there are, and what they mean. */
    static final int VERSION = 1;

    private static final String FORMAT = "customer-report state";

    private static final String KEY_GROUPS = "key_groups";

    private static final Pattern SEAL = Pattern.compile(",\"sha256\":\"([0-9a-f]{64})\"\\}\\s*\\z");

    long customers() {
        return parts.stream().mapToLong(KeptPart::customers).sum();
    }

    String toJson() {
        StringWriter json = new StringWriter();
        try (JsonGenerator out =
                new JsonFactory().createGenerator(ObjectWriteContext.empty(), json)) {
            out.writeStartObject();
            out.writeStringProperty("format", FORMAT);
            out.writeNumberProperty("version", VERSION);
            out.writeStringProperty("run", run);
            out.writeStringProperty("created", created);
            out.writeStringProperty("program", program);
            out.writeNumberProperty("runs", runs);
            out.writeNumberProperty("customers", customers());
            out.writeObjectPropertyStart("options");
            options.forEach(out::writeStringProperty);
            out.writeEndObject();
            write(out, "counts", counts);
            write(out, "total", total);
            out.writeName("files");
            write(out, files, "files");
            out.writeArrayPropertyStart("parts");
            parts.forEach(part -> write(out, part, "customers"));
            out.writeEndArray();
            out.writeEndObject();
        }
        String unsealed = json.toString().substring(0, json.toString().length() - 1);
        return unsealed + ",\"sha256\":\"" + sha256(unsealed) + "\"}\n";
    }

    private static void write(JsonGenerator out, String name, KeptCounts counts) {
        out.writeObjectPropertyStart(name);
        counts.counts().forEach(out::writeNumberProperty);
        out.writeObjectPropertyStart("filtered_by");
        counts.filteredBy().forEach(out::writeNumberProperty);
        out.writeEndObject();
        out.writeObjectPropertyStart("rejected");
        counts.rejected().forEach(out::writeNumberProperty);
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, KeptPart part, String unit) {
        out.writeStartObject();
        out.writeStringProperty("name", part.name());
        out.writeNumberProperty("bytes", part.bytes());
        out.writeNumberProperty(unit, part.customers());
        out.writeNumberProperty("crc32c", part.crc32c());
        out.writeStringProperty("sha256", part.sha256());
        if (part.share() != null) {
            out.writeObjectPropertyStart(KEY_GROUPS);
            out.writeNumberProperty("all", part.share().all());
            out.writeNumberProperty("first", part.share().first());
            out.writeNumberProperty("last", part.share().last());
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static String sha256(String text) {
        return KeptPartFormat.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param file its name, for errors
     * @throws KeptStateException if the text is not what {@link #toJson} gave
     */
    static KeptManifest of(String text, String file) throws KeptStateException {
        Map<String, Scalar> values = JsonValues.of(text).scalars();
        Scalar format = values.get("/format");
        if (format == null || !format.text().equals(FORMAT)) {
            throw new KeptStateException("'" + file + "' is not a manifest of a kept state");
        }
        Scalar version = values.get("/version");
        if (version == null || !version.text().equals(Integer.toString(VERSION))) {
            throw new KeptStateException(
                    "'%s' has format version %s, and this program reads version %d"
                            .formatted(file, version == null ? "none" : version.text(), VERSION));
        }
        Matcher seal = SEAL.matcher(text);
        if (!seal.find() || !seal.group(1).equals(sha256(text.substring(0, seal.start())))) {
            throw new KeptStateException(
                    "'" + file + "' is damaged or cut off: its SHA-256 does not match its content");
        }
        Members members = new Members(values);
        return new KeptManifest(
                members.text("/run"),
                members.text("/created"),
                members.text("/program"),
                members.number("/runs"),
                members.texts("/options"),
                members.counts("/counts"),
                members.counts("/total"),
                members.part("/files", "files"),
                members.parts());
    }

    /** The values of a text whose checksum is right, so that all are there. */
    private record Members(Map<String, Scalar> values) {

        private String text(String pointer) {
            Scalar value = values.get(pointer);
            if (value == null) {
                throw new IllegalStateException("a manifest without " + pointer);
            }
            return value.text();
        }

        private long number(String pointer) {
            return Long.parseLong(text(pointer));
        }

        /** The scalars of an object, by name. */
        private Map<String, String> texts(String object) {
            Map<String, String> texts = new LinkedHashMap<>();
            values.forEach(
                    (pointer, value) -> {
                        String name =
                                pointer.startsWith(object + "/")
                                        ? pointer.substring(object.length() + 1)
                                        : "/";
                        if (name.indexOf('/') < 0) {
                            texts.put(name.replace("~1", "/").replace("~0", "~"), value.text());
                        }
                    });
            return texts;
        }

        private Map<String, Long> numbers(String object) {
            Map<String, Long> numbers = new LinkedHashMap<>();
            texts(object).forEach((name, text) -> numbers.put(name, Long.parseLong(text)));
            return numbers;
        }

        private KeptCounts counts(String object) {
            return new KeptCounts(
                    numbers(object),
                    numbers(object + "/filtered_by"),
                    numbers(object + "/rejected"));
        }

        private KeptPart part(String object, String unit) {
            return new KeptPart(
                    text(object + "/name"),
                    number(object + "/bytes"),
                    number(object + "/" + unit),
                    number(object + "/crc32c"),
                    text(object + "/sha256"),
                    share(object + "/" + KEY_GROUPS));
        }

        /** States that were kept before parts had key groups have none. */
        private @Nullable KeyGroupShare share(String object) {
            return values.containsKey(object + "/all")
                    ? new KeyGroupShare(
                            (int) number(object + "/all"),
                            (int) number(object + "/first"),
                            (int) number(object + "/last"))
                    : null;
        }

        private List<KeptPart> parts() {
            List<KeptPart> parts = new ArrayList<>();
            while (values.containsKey("/parts/" + parts.size() + "/name")) {
                parts.add(part("/parts/" + parts.size(), "customers"));
            }
            return parts;
        }
    }
}
