package io.customerreport.parse;

import java.util.regex.Pattern;

/**
 * Lets Jackson read JSON texts whose names hold escaped lone surrogates.
 *
 * <p>Python reads such names; Jackson refuses them, in names only. No path to a field has such a
 * name, so every escaped surrogate that is alone in a name becomes a character that no path has
 * either. Values stay as they are, and so does whether the text is valid.
 */
final class SurrogateNames {

    private static final Pattern ESCAPED_SURROGATE =
            Pattern.compile("\\\\u[dD][89a-fA-F][0-9a-fA-F]{2}");

    private static final Pattern ESCAPED_PAIR =
            Pattern.compile("\\\\u[dD][89abAB][0-9a-fA-F]{2}\\\\u[dD][c-fC-F][0-9a-fA-F]{2}");

    private static final int ESCAPE_LENGTH = 6;

    /** The escape that takes the place of every lone surrogate. */
    private final String replacement;

    private SurrogateNames(char replacement) {
        this.replacement = "\\u%04x".formatted((int) replacement);
    }

    /** Replaces by a character that occurs in no name of the tree. */
    static SurrogateNames otherThan(FieldTree root) {
        char replacement = '\ufffd';
        while (root.hasNameWith(replacement)) {
            replacement--;
        }
        return new SurrogateNames(replacement);
    }

    String replaced(String text) {
        if (!hasEscapedSurrogate(text)) {
            return text;
        }
        StringBuilder replaced = new StringBuilder(text);
        int start = text.indexOf('"');
        while (start >= 0) {
            int end = afterString(text, start + 1);
            if (isName(text, end)) {
                replaceIn(replaced, start, end);
            }
            start = text.indexOf('"', end);
        }
        return replaced.toString();
    }

    /** Most texts have no such escape at all, and the search for two characters is the quickest. */
    private static boolean hasEscapedSurrogate(String text) {
        int at = text.indexOf("\\u");
        while (at >= 0) {
            if (ESCAPED_SURROGATE.matcher(text).region(at, text.length()).lookingAt()) {
                return true;
            }
            at = text.indexOf("\\u", at + 2);
        }
        return false;
    }

    /** The index after the quote that ends the string, or after the text. */
    private static int afterString(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i + 1;
            }
            if (c == '\\') {
                i++;
            }
        }
        return text.length();
    }

    /** Whether a colon follows, as it does after names and nothing else. */
    private static boolean isName(String text, int end) {
        int at = end;
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() && text.charAt(at) == ':';
    }

    /** An escape that is itself escaped, as in {@code \\ud800}, is none. */
    private void replaceIn(StringBuilder text, int start, int end) {
        int at = text.indexOf("\\", start);
        while (at >= 0 && at + ESCAPE_LENGTH <= end) {
            if (isPair(text, at)) {
                at = text.indexOf("\\", at + 2 * ESCAPE_LENGTH);
                continue;
            }
            if (ESCAPED_SURROGATE.matcher(text).region(at, at + ESCAPE_LENGTH).matches()) {
                text.replace(at, at + ESCAPE_LENGTH, replacement);
            }
            at = text.indexOf("\\", at + 2);
        }
    }

    /** Whether a high surrogate and a low one follow, which are a character together. */
    private static boolean isPair(StringBuilder text, int at) {
        return ESCAPED_PAIR.matcher(text).region(at, text.length()).lookingAt();
    }
}
