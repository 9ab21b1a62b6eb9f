package io.customerreport.parse;

import io.customerreport.python.PythonInts;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * The tokens of one JSON text as Python's {@code json.loads} reads it: Jackson's streaming parser
 * without its limits, and without what it reads beyond Python.
 *
 * <p>Depth is bounded and nothing recurses. A value that nobody asks for is checked, not kept.
 * Every method throws {@link JacksonException} on what is no JSON text.
 */
final class JsonTokens implements AutoCloseable {

    /** Between 900 levels, which are always read, and 1,100, beyond which none are. */
    private static final int MAX_DEPTH = 1000;

    /** No token that Jackson knows and a decimal number is not is longer: {@code -Infinity}. */
    private static final int MAX_WORD = 9;

    // Names are neither interned nor kept: an input full of different keys must not fill memory.
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .recyclerPool(JsonRecyclerPools.threadLocalPool())
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxNumberLength(Integer.MAX_VALUE)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private final JsonParser parser;

    JsonTokens(String text, SurrogateNames surrogateNames) {
        // Characters, never bytes: Jackson's byte parser guesses encodings and takes overlong ones.
        parser = FACTORY.createParser(ObjectReadContext.empty(), surrogateNames.replaced(text));
        if (!hasOnlyAsciiInEscapes(text)) {
            parser.close();
            throw new StreamReadException(parser, "no hexadecimal digit in an escape");
        }
    }

    /** The next token, null after the last one. */
    @Nullable JsonToken next() {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_NUMBER_INT) {
            checkInteger();
        } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            checkFloat();
        }
        return token;
    }

    /** The name, string or number that the current token spells, escapes resolved. */
    String text() {
        return parser.getString();
    }

    /** Reads on to the end of the value that {@code first}, the current token, begins. */
    void skipValue(JsonToken first) {
        int depth = depthChange(first);
        while (depth > 0) {
            depth += depthChange(next());
        }
    }

    /** Makes sure that nothing follows. */
    void expectEnd() {
        if (parser.nextToken() != null) {
            throw new StreamReadException(parser, "more than one JSON text");
        }
    }

    @Override
    public void close() {
        parser.close();
    }

    private static int depthChange(JsonToken token) {
        return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }

    private void checkInteger() {
        int length = parser.getStringLength();
        if (length <= PythonInts.MAX_DIGITS) {
            return;
        }
        boolean signed = parser.getStringCharacters()[parser.getStringOffset()] == '-';
        if (!signed || length > PythonInts.MAX_DIGITS + 1) {
            throw new StreamReadException(parser, "an integer of more digits than Python converts");
        }
    }

    /** Jackson's words for numbers include INF, -INF, +INF and +Infinity. */
    private void checkFloat() {
        if (parser.getStringLength() > MAX_WORD || !parser.isNaN()) {
            return;
        }
        switch (parser.getString()) {
            case "NaN", "Infinity", "-Infinity" -> {}
            default -> throw new StreamReadException(parser, "no number of Python's");
        }
    }

    /**
     * Jackson looks at the lower eight bits of a hexadecimal digit only, and so takes U+0130 for a
     * 0. A backslash outside a string is an error anyway, so that strings need not be told apart.
     */
    private static boolean hasOnlyAsciiInEscapes(String text) {
        for (int i = text.indexOf('\\'); i >= 0; i = text.indexOf('\\', i + 2)) {
            if (!text.startsWith("u", i + 1)) {
                continue;
            }
            int end = Math.min(i + 6, text.length());
            for (int digit = i + 2; digit < end; digit++) {
                if (text.charAt(digit) > 0x7F) {
                    return false;
                }
            }
        }
        return true;
    }
}
