package io.customerreport.python;

/** Python's view of a text: a sequence of code points, with a white space set of its own. */
public final class PythonStrings {

    private PythonStrings() {}

    /** Whether {@code str.strip()} takes the code point for white space. */
    public static boolean isWhitespace(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint == ' '
                    || (codePoint >= '\t' && codePoint <= '\r')
                    || (codePoint >= 0x1C && codePoint <= 0x1F);
        }
        return switch (codePoint) {
            case 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
            default -> codePoint >= 0x2000 && codePoint <= 0x200A;
        };
    }

    /** {@code str.strip()}: the text without white space at its ends. */
    public static String strip(String text) {
        int start = 0;
        int end = text.length();
        // All white space lies in the basic plane, so that units serve as code points.
        while (start < end && isWhitespace(text.charAt(start))) {
            start++;
        }
        while (end > start && isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Whether the text is no Unicode text, so that it has no UTF-8 form. */
    public static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                return true;
            }
            i++;
        }
        return false;
    }
}
