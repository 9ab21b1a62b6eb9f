package io.customerreport.python;

/**
 * What Python's {@code int()} and {@code float()} make of the text that they are given: ASCII,
 * without white space at its ends.
 */
final class NumericText {

    /** Stands for what is neither ASCII nor white space nor a digit: no number holds it. */
    private static final char NO_NUMBER = '?';

    private NumericText() {}

    /**
     * Spells decimal digits of any script in ASCII and strips white space: the ASCII set of C, and
     * what {@link PythonStrings#isWhitespace} knows beyond ASCII. U+001C to U+001F are white space
     * to {@code str.strip()}, but not here.
     */
    static String of(String text) {
        String ascii = isAscii(text) ? text : toAscii(text);
        int start = 0;
        int end = ascii.length();
        while (start < end && isSpace(ascii.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(ascii.charAt(end - 1))) {
            end--;
        }
        return ascii.substring(start, end);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The index after the sign at {@code at}, if there is one. */
    static int skipSign(String ascii, int at) {
        boolean sign = at < ascii.length() && (ascii.charAt(at) == '+' || ascii.charAt(at) == '-');
        return sign ? at + 1 : at;
    }

    /**
     * Takes out the underscores, each of which must stand between two digits.
     *
     * @throws NumberFormatException if one does not
     */
    static String withoutUnderscores(String ascii) {
        if (ascii.indexOf('_') < 0) {
            return ascii;
        }
        StringBuilder plain = new StringBuilder(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            if (ascii.charAt(i) != '_') {
                plain.append(ascii.charAt(i));
            } else if (!isBetweenDigits(ascii, i)) {
                throw new NumberFormatException("an underscore that is not between two digits");
            }
        }
        return plain.toString();
    }

    private static boolean isBetweenDigits(String ascii, int at) {
        return at > 0
                && at + 1 < ascii.length()
                && isDigit(ascii.charAt(at - 1))
                && isDigit(ascii.charAt(at + 1));
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static String toAscii(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            ascii.append(toAscii(codePoint));
        }
        return ascii.toString();
    }

    private static char toAscii(int codePoint) {
        if (codePoint <= 0x7F) {
            return (char) codePoint;
        }
        if (PythonStrings.isWhitespace(codePoint)) {
            return ' ';
        }
        // Character.digit also reads full-width letters, but in radix 10 only decimal digits.
        int digit = Character.digit(codePoint, 10);
        return digit < 0 ? NO_NUMBER : (char) ('0' + digit);
    }
}
