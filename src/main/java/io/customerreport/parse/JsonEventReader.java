package io.customerreport.parse;

import io.customerreport.bytes.Utf8;
import io.customerreport.python.PythonStrings;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;

/**
 * Reads any line of input, however odd, and thereby defines what a line means.
 *
 * <p>The slower of the two tiers: it decodes the line and makes strings of the six fields. A faster
 * reader may take over the lines it is sure of, and must then agree with this one.
 *
 * <p>Not thread-safe. Memory is a small multiple of the line, and kept until the next one.
 */
public final class JsonEventReader {

    private final EventFields fields;
    private final FieldTree root;
    private final SurrogateNames surrogateNames;

    public JsonEventReader(EventRules rules) {
        this(rules, new Currencies(rules));
    }

    JsonEventReader(EventRules rules, Currencies currencies) {
        fields = new EventFields(rules, currencies);
        root = FieldTree.of(rules.shape());
        surrogateNames = SurrogateNames.otherThan(root);
    }

    /** Replaces the time of the rules. */
    void now(long nowTs) {
        fields.now(nowTs);
    }

    /**
     * Reads the line in {@code bytes[start, end)}, without its line end or a file's byte order
     * mark.
     *
     * @param event filled, but for its position, if the line is accepted; else its fields mean
     *     nothing
     * @return never {@link LineOutcome#LINE_TOO_LONG}
     */
    public LineOutcome read(byte[] bytes, int start, int end, Event event) {
        if (!Utf8.isValid(bytes, start, end)) {
            return LineOutcome.MALFORMED_JSON;
        }
        String line = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        String text = PythonStrings.strip(line);
        if (text.isEmpty()) {
            return LineOutcome.BLANK;
        }
        fields.clear(root.all());
        try {
            if (!readFields(text)) {
                return LineOutcome.NOT_AN_OBJECT;
            }
        } catch (JacksonException malformed) {
            return LineOutcome.MALFORMED_JSON;
        }
        return fields.apply(event);
    }

    /** Whether the JSON text is an object, whose fields are captured then. */
    private boolean readFields(String text) {
        try (JsonTokens tokens = new JsonTokens(text, surrogateNames)) {
            JsonToken first = tokens.next();
            boolean isObject = first == JsonToken.START_OBJECT;
            if (isObject) {
                readMembers(root, tokens);
            } else {
                tokens.skipValue(first);
            }
            tokens.expectEnd();
            return isObject;
        }
    }

    /** Whether the object, whose first token is read, has no members. */
    private boolean readMembers(FieldTree node, JsonTokens tokens) {
        boolean empty = true;
        while (tokens.next() == JsonToken.PROPERTY_NAME) {
            empty = false;
            FieldTree member = node.member(tokens.text());
            read(member, tokens, tokens.next());
        }
        return empty;
    }

    /** Whether the array, whose first token is read, has no elements. */
    private boolean readElements(FieldTree node, JsonTokens tokens) {
        int index = 0;
        JsonToken first = tokens.next();
        while (first != JsonToken.END_ARRAY) {
            read(node.element(index++), tokens, first);
            first = tokens.next();
        }
        return index == 0;
    }

    /**
     * Reads the value that {@code first} begins.
     *
     * @param node absent if no path leads to the value
     */
    private void read(@Nullable FieldTree node, JsonTokens tokens, JsonToken first) {
        if (node == null) {
            tokens.skipValue(first);
            return;
        }
        // Of equal names the last counts, at each level.
        fields.clear(node.all());
        if (first == JsonToken.START_OBJECT) {
            fields.setContainer(node.here(), readMembers(node, tokens));
        } else if (first == JsonToken.START_ARRAY) {
            fields.setContainer(node.here(), readElements(node, tokens));
        } else {
            fields.set(node.here(), tokens, first);
        }
    }
}
