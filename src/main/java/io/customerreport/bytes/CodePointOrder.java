package io.customerreport.bytes;

import java.util.Comparator;

/**
 * The order of texts by code point, which is that of their UTF-8 bytes as unsigned numbers.
 *
 * <p>{@link String#compareTo} orders by UTF-16 unit, which puts U+1F600 before U+FF5E. A surrogate
 * without its other half is a code point of its own, as in Python.
 */
public final class CodePointOrder {

    public static final Comparator<String> BY_CODE_POINT = CodePointOrder::compare;

    private CodePointOrder() {}

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
