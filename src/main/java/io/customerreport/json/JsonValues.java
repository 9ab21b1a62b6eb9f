package io.customerreport.json;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * The strings, numbers and words of a JSON object by the JSON Pointers that lead to them, as far as
 * its text goes.
 *
 * @param scalars in the order of the text
 * @param complete whether the text is one whole JSON text
 * @param end the index after the first JSON text, 0 if there is none whole
 */
public record JsonValues(Map<String, Scalar> scalars, boolean complete, int end) {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    /** A value, and whether it was a string. */
    public record Scalar(String text, boolean string) {}

    /** Reads a text that should be an object; one that is none has no scalars. */
    public static JsonValues of(String text) {
        Map<String, Scalar> scalars = new LinkedHashMap<>();
        int end = 0;
        boolean complete = false;
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                read(parser, scalars);
                end = (int) parser.currentLocation().getCharOffset();
                complete = parser.nextToken() == null;
            }
        } catch (JacksonException cutOrMalformed) {
            complete = false;
        }
        return new JsonValues(Collections.unmodifiableMap(scalars), complete, end);
    }

    private static void read(JsonParser parser, Map<String, Scalar> scalars) {
        Deque<Level> levels = new ArrayDeque<>();
        levels.push(new Level("", false));
        while (!levels.isEmpty()) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return;
            }
            Level level = levels.peek();
            switch (token) {
                case PROPERTY_NAME -> level.name = parser.getString();
                case START_OBJECT, START_ARRAY ->
                        levels.push(new Level(level.next(), token == JsonToken.START_ARRAY));
                case END_OBJECT, END_ARRAY -> levels.pop();
                default ->
                        scalars.put(
                                level.next(),
                                new Scalar(parser.getString(), token == JsonToken.VALUE_STRING));
            }
        }
    }

    /** An object or array that is being read. */
    private static final class Level {

        private final String pointer;
        private final boolean array;
        private @Nullable String name;
        private int index;

        Level(String pointer, boolean array) {
            this.pointer = pointer;
            this.array = array;
        }

        /** The pointer to the next value. */
        String next() {
            String token =
                    array ? Integer.toString(index++) : name.replace("~", "~0").replace("/", "~1");
            return pointer + "/" + token;
        }
    }
}
