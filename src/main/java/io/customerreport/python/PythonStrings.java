package io.customerreport.python;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Python's view of a text: a sequence of code points, with a white space set of its own.
 *
 * <p>A Python string may hold lone surrogates, and so may a Java one; both order them as code
 * points.
 */
public final class PythonStrings {

    /**
     * Orders texts as Python does, by code point. {@link String#compareTo} orders by UTF-16 unit,
     * which puts U+1F600 before U+FF5E.
     */
    public static final Comparator<String> BY_CODE_POINT = PythonStrings::compare;

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

    /**
     * Orders two UTF-8 texts by code point, without decoding them: the order of UTF-8's bytes, read
     * as unsigned numbers, is the order of the code points.
     */
    public static int compareCodePoints(byte[] utf8A, byte[] utf8B) {
        return Arrays.compareUnsigned(utf8A, utf8B);
    }

    /** Orders the UTF-8 texts {@code a[aStart, aEnd)} and {@code b[bStart, bEnd)} likewise. */
    public static int compareCodePoints(
            byte[] a, int aStart, int aEnd, byte[] b, int bStart, int bEnd) {
        return Arrays.compareUnsigned(a, aStart, aEnd, b, bStart, bEnd);
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

    private static int compare(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        int i = 0;
        while (i < shorter && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        if (i == shorter) {
            return a.length() - b.length();
        }
        if (i > 0 && Character.isHighSurrogate(a.charAt(i - 1))) {
            // The units that differ may be the second half of a code point, in one or in both.
            int order = Integer.compare(a.codePointAt(i - 1), b.codePointAt(i - 1));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.codePointAt(i), b.codePointAt(i));
    }
}
