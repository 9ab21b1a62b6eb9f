package io.customerreport.parse;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where in a JSON object a field stands: the names, and indexes into arrays, that lead to it.
 *
 * @param tokens at least one; a decimal number without leading zeros is a name in an object and an
 *     index in an array
 */
record FieldPath(List<String> tokens) implements Serializable {

    /** No JSON text is read that is nested deeper. */
    private static final int MAX_TOKENS = 1_100;

    private static final Pattern BAD_ESCAPE = Pattern.compile("~(?![01])");

    /**
     * Reads a JSON Pointer (RFC 6901) if it begins with {@code '/'}, and else the name of a member
     * of the object itself, as it is written.
     *
     * @throws IllegalArgumentException if it is not such a pointer
     */
    static FieldPath of(String where) {
        if (!where.startsWith("/")) {
            return new FieldPath(List.of(where));
        }
        if (BAD_ESCAPE.matcher(where).find()) {
            throw new IllegalArgumentException(
                    "'%s' is not a JSON Pointer: ~ is written ~0, and / within a name ~1"
                            .formatted(where));
        }
        List<String> tokens =
                Arrays.stream(where.substring(1).split("/", -1))
                        .map(token -> token.replace("~1", "/").replace("~0", "~"))
                        .toList();
        if (tokens.size() > MAX_TOKENS) {
            throw new IllegalArgumentException(
                    "a JSON Pointer of %d levels leads deeper than any line is read"
                            .formatted(tokens.size()));
        }
        return new FieldPath(tokens);
    }
}
