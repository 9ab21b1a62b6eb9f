package io.customerreport.testing.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what RFC 4180 allows, in UTF-8, and nothing else. */
public final class Csv {

    private final String text;
    private int at;

    private Csv(String text) {
        this.text = text;
    }

    /** The records of a file, its header among them; all have as many fields as the first. */
    public static List<List<String>> read(byte[] utf8) throws IOException {
        return read(
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(utf8))
                        .toString());
    }

    public static List<List<String>> read(String text) {
        Csv csv = new Csv(text);
        List<List<String>> records = new ArrayList<>();
        while (csv.at < text.length()) {
            List<String> record = csv.record();
            if (!records.isEmpty() && record.size() != records.get(0).size()) {
                throw new AssertionError("another number of fields: " + record);
            }
            records.add(record);
        }
        return records;
    }

    private List<String> record() {
        List<String> fields = new ArrayList<>(List.of(field()));
        while (text.startsWith(",", at)) {
            at++;
            fields.add(field());
        }
        if (!text.startsWith("\r\n", at)) {
            throw new AssertionError("neither comma nor CRLF at " + at);
        }
        at += 2;
        return fields;
    }

    private String field() {
        return text.startsWith("\"", at) ? quoted() : bare();
    }

    private String bare() {
        int start = at;
        while (at < text.length() && ",\"\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        StringBuilder field = new StringBuilder();
        at++;
        while (true) {
            int quote = text.indexOf('"', at);
            if (quote < 0) {
                throw new AssertionError("no quote ends the field before " + at);
            }
            field.append(text, at, quote);
            at = quote + 1;
            if (!text.startsWith("\"", at)) {
                return field.toString();
            }
            field.append('"');
            at++;
        }
    }
}
