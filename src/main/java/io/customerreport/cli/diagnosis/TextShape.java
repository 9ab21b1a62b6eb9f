package io.customerreport.cli.diagnosis;

import io.customerreport.cli.files.ShellWord;
import io.customerreport.count.LineSamples.Line;
import io.customerreport.json.JsonValues;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a line that is no JSON object looks like instead. */
final class TextShape {

    /** Lines that look alike have the same kind. */
    enum Kind {
        UTF_16,
        UTF_32,
        OTHER_ENCODING,
        BINARY,
        CARRIAGE_RETURNS,
        CONCATENATED,
        ARRAY,
        ARRAYS,
        INDENTED,
        CSV,
        PREFIX,
        TRAILING_COMMA,
        PYTHON,
        KEY_VALUE,
        MARKUP,
        QUOTED;

        /** Whether lines of another kind have parts that look like this one. */
        boolean isPartOfAny(Set<Kind> others) {
            return switch (this) {
                case TRAILING_COMMA, INDENTED -> others.contains(ARRAY);
                case BINARY -> others.contains(UTF_16) || others.contains(UTF_32);
                case UTF_16 -> others.contains(UTF_32);
                case KEY_VALUE -> others.contains(CSV);
                default -> false;
            };
        }

        /** Whether one line, the first of a file, is enough to tell. */
        boolean isToldByTheFirstLine() {
            return this == ARRAY || this == CSV || this == UTF_16 || this == UTF_32;
        }
    }

    /** A kind and its sentence. */
    record Match(Kind kind, Finding finding) {}

    private static final Pattern CSV_HEADER =
            Pattern.compile(
                    "\"?[\\p{L}_][\\p{L}\\p{N}_ .-]*\"?(?:([,;\\t|])\"?[\\p{L}_][\\p{L}\\p{N}_ .-]*\"?)+");
    private static final Pattern KEY_VALUE =
            Pattern.compile("[\\w.@-]+=(?:\"[^\"]*\"|\\S*)(?:\\s+[\\w.@-]+=(?:\"[^\"]*\"|\\S*))+");
    private static final Pattern INDENTED_MEMBER =
            Pattern.compile("\\s+\"[^\"]*\"\\s*:.*|\\s*[}\\]],?\\s*");

    /** A file's first line stands after its byte order mark. */
    private static final int MARK_BYTES = 3;

    private static final int MAX_COLUMNS = 200;

    private final byte[] bytes;
    private final String text;
    private final Line line;
    private final String file;

    private TextShape(Line line) {
        this.line = line;
        bytes = line.head();
        text = new String(bytes, StandardCharsets.UTF_8).strip();
        file = ShellWord.of(line.file());
    }

    /** What the line looks like, empty if like nothing that is known. */
    static Optional<Match> of(Line line) {
        return Optional.ofNullable(new TextShape(line).match());
    }

    private @Nullable Match match() {
        Match encoded = encoding();
        if (encoded != null || text.isEmpty()) {
            return encoded;
        }
        return switch (text.charAt(0)) {
            case '{' -> object();
            case '[' -> array();
            case '<' ->
                    new Match(Kind.MARKUP, Finding.of(name() + " is XML or HTML, not JSON lines"));
            default -> other();
        };
    }

    private String name() {
        return "'" + line.file() + "'";
    }

    private @Nullable Match encoding() {
        if (startsWith(0xff, 0xfe, 0, 0) || startsWith(0, 0, 0xfe, 0xff)) {
            return encoded(Kind.UTF_32, "UTF-32");
        }
        int zeros = 0;
        int oddZeros = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                zeros++;
                oddZeros += i & 1;
            }
        }
        if (startsWith(0xff, 0xfe) || startsWith(0xfe, 0xff)) {
            return encoded(Kind.UTF_16, "UTF-16");
        }
        // ASCII in UTF-16 has a zero in every other byte.
        if (bytes.length > 3 && zeros >= bytes.length * 2 / 5) {
            // Lines after the first look the same in either order, as they begin within a line end.
            boolean big = line.offset() == 0 && oddZeros == 0;
            return encoded(Kind.UTF_16, big ? "UTF-16BE" : "UTF-16LE");
        }
        if (zeros > 0) {
            return new Match(
                    Kind.BINARY, Finding.of(name() + " holds binary data, not lines of JSON"));
        }
        if (!isUtf8() && text.startsWith("{")) {
            return encoded(Kind.OTHER_ENCODING, "WINDOWS-1252");
        }
        return null;
    }

    private boolean startsWith(int... prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** The end of a line that was cut may lie within a character. */
    private boolean isUtf8() {
        int whole = text.indexOf('\ufffd');
        return whole < 0 || line.cut() && whole >= text.length() - 3;
    }

    private Match encoded(Kind kind, String encoding) {
        String what =
                kind == Kind.OTHER_ENCODING
                        ? name() + " is not UTF-8, perhaps WINDOWS-1252"
                        : name() + " is " + encoding + ", and lines are read as UTF-8";
        return new Match(
                kind,
                Finding.helpedBy(
                        what,
                        "iconv -f %s -t UTF-8 %s > %s".formatted(encoding, file, rewritten())));
    }

    /** A name for the file once its contents are as they should be. */
    private String rewritten() {
        return ShellWord.of(stem() + ".utf8.ndjson");
    }

    private String ndjson() {
        return ShellWord.of(stem() + (line.file().endsWith(".ndjson") ? ".lines" : "") + ".ndjson");
    }

    /** The file's name without its ending. */
    private String stem() {
        return line.file().replaceFirst("(?<=[^/])\\.(?:json|ndjson|jsonl|csv|tsv|log|txt)$", "");
    }

    private Match by(Kind kind, String what, String filter) {
        return new Match(
                kind, Finding.helpedBy(what, "%s < %s > %s".formatted(filter, file, ndjson())));
    }

    private @Nullable Match object() {
        JsonValues values = JsonValues.of(text);
        if (values.complete()) {
            return null;
        }
        String rest = values.end() == 0 ? "" : text.substring(values.end()).stripLeading();
        if (rest.startsWith("{")) {
            return text.startsWith("\r", values.end())
                    ? by(
                            Kind.CARRIAGE_RETURNS,
                            name() + " ends its lines with carriage returns alone",
                            "tr '\\r' '\\n'")
                    : by(
                            Kind.CONCATENATED,
                            name() + " has several objects on a line, without line feeds between",
                            "jq -c .");
        }
        if (rest.startsWith(",")) {
            return by(
                    Kind.TRAILING_COMMA,
                    name() + " has commas after its objects",
                    "sed 's/,[[:space:]]*$//'");
        }
        if (values.end() == 0 && !line.cut() && text.matches("(?s)\\{(?:\\s*\".*[,{\\[])?")) {
            return indented();
        }
        if (text.matches("(?s)\\{\\s*u?'.*")) {
            return by(
                    Kind.PYTHON,
                    name() + " holds Python dictionaries, with single quotes, not JSON",
                    "python3 -c 'import ast, json, sys; "
                            + "[print(json.dumps(ast.literal_eval(line))) for line in sys.stdin]'");
        }
        return null;
    }

    private Match indented() {
        return by(
                Kind.INDENTED, name() + " is indented, with one event on several lines", "jq -c .");
    }

    private @Nullable Match array() {
        if (opensAnArray()) {
            return by(
                    Kind.ARRAY,
                    name() + " is one JSON array, not one object a line",
                    "jq -c '.[]'");
        }
        return text.matches("(?s)\\[\\s*\\{.*")
                ? by(
                        Kind.ARRAYS,
                        name() + " has arrays of objects on its lines, not objects",
                        "jq -c '.[]'")
                : null;
    }

    private boolean opensAnArray() {
        return text.equals("[") || text.matches("(?s)\\[\\s*\\{.*") && !text.endsWith("]");
    }

    /** Whether the line begins a file that holds one array. */
    static boolean beginsAnArray(Line line) {
        return line.offset() <= MARK_BYTES && new TextShape(line).opensAnArray();
    }

    private @Nullable Match other() {
        String raw = new String(bytes, StandardCharsets.UTF_8);
        if (INDENTED_MEMBER.matcher(raw).matches()) {
            return indented();
        }
        int brace = text.indexOf('{');
        if (brace > 0 && text.charAt(0) != '"') {
            JsonValues inside = JsonValues.of(text.substring(brace));
            if (!inside.scalars().isEmpty()) {
                return by(
                        Kind.PREFIX,
                        name()
                                + " has '%s' before the JSON of its lines"
                                        .formatted(shortened(text.substring(0, brace).strip())),
                        "sed 's/^[^{]*//'");
            }
        }
        if (text.startsWith("\"{")) {
            return by(Kind.QUOTED, name() + " holds JSON within strings", "jq -c fromjson");
        }
        Matcher header = CSV_HEADER.matcher(text);
        if (header.matches() && line.offset() <= MARK_BYTES) {
            return csv(header.group(1));
        }
        if (KEY_VALUE.matcher(text).matches()) {
            return new Match(Kind.KEY_VALUE, Finding.of(name() + " has key=value pairs, not JSON"));
        }
        return null;
    }

    private Match csv(String separator) {
        List<String> columns =
                Arrays.stream(text.split(Pattern.quote(separator)))
                        .map(column -> column.strip().replaceAll("^\"|\"$", ""))
                        .toList();
        String names = shortened(String.join(", ", columns));
        String delimiter =
                separator.equals(",") ? "" : ", delimiter=\"" + escaped(separator) + "\"";
        return by(
                Kind.CSV,
                "%s is CSV with the columns %s".formatted(name(), names),
                "python3 -c 'import csv, json, sys; "
                        + "[print(json.dumps(row)) for row in csv.DictReader(sys.stdin"
                        + delimiter
                        + ")]'");
    }

    private static String escaped(String separator) {
        return separator.equals("\t") ? "\\t" : separator;
    }

    private static String shortened(String text) {
        return text.length() <= MAX_COLUMNS ? text : text.substring(0, MAX_COLUMNS) + "…";
    }
}
