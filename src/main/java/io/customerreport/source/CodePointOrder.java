package io.customerreport.source;

import java.util.Comparator;

/**
 * Orders strings by code point, which is the unsigned byte order of their UTF-8.
 *
 * <p>{@link String#compareTo} orders by UTF-16 unit, and puts the surrogates of U+10000 and above
 * before U+E000 to U+FFFF.
 */
enum CodePointOrder implements Comparator<String> {
    INSTANCE;

    @Override
    public int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                return rank(a.charAt(i)) - rank(b.charAt(i));
            }
        }
        return a.length() - b.length();
    }

    /** Surrogates move behind the other units; order is kept among each of them. */
    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
    }
}
