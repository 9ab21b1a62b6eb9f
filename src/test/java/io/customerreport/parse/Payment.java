package io.customerreport.parse;

import io.customerreport.source.block.LineBlock;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** An ordinary payment as a line of JSON, of which a test changes what it is about. */
final class Payment {

    static final long TS = 1_735_689_600L;

    private final Map<String, String> fields = new LinkedHashMap<>();

    private Payment() {
        fields.put("event_id", "\"e1\"");
        fields.put("customer_id", "\"ada\"");
        fields.put("ts", Long.toString(TS));
        fields.put("event_type", "\"view\"");
        fields.put("amount", "10.5");
        fields.put("currency", "\"EUR\"");
    }

    static Payment ordinary() {
        return new Payment();
    }

    /** Sets a field, in its place or after the others, to a JSON value. */
    Payment with(String field, String json) {
        fields.put(field, json);
        return this;
    }

    Payment without(String field) {
        fields.remove(field);
        return this;
    }

    String line() {
        StringJoiner line = new StringJoiner(",", "{", "}");
        fields.forEach((field, json) -> line.add('"' + field + "\":" + json));
        return line.toString();
    }

    /** The line with its line end, and after it what may stand after a block: anything. */
    static byte[] padded(String line) {
        return padded(line.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] padded(byte[] line) {
        byte[] padded = Arrays.copyOf(line, line.length + 1 + LineBlock.PADDING);
        padded[line.length] = '\n';
        Arrays.fill(padded, line.length + 1, padded.length, (byte) '"');
        return padded;
    }
}
