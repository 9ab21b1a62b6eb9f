package io.customerreport.parse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How many of a currency's minor units make one major unit: 100 cents a dollar, 1 for the yen.
 *
 * <p>The digits of ISO 4217 as of 2026, in a table of our own: that of a JDK changes with its
 * version, and the bits of a report must not. Codes count in either case of their ASCII letters;
 * what is not such a code has hundredths.
 */
final class MinorUnits {

    private static final int USUAL_DIGITS = 2;
    private static final int MAX_DIGITS = 9;
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9
    };

    private static final Map<String, Integer> DIGITS = new HashMap<>();

    static {
        put(0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF");
        put(3, "BHD IQD JOD KWD LYD OMR TND");
        put(4, "CLF UYW");
    }

    private static final int LETTERS = 26;

    /** Digits by the three letters of a code; nearly every currency has three. */
    private final byte[] digitsOfThree = new byte[LETTERS * LETTERS * LETTERS];

    private final Map<String, Integer> exceptions;

    /**
     * @param exceptions digits by code in upper case, which win over the table
     */
    MinorUnits(Map<String, Integer> exceptions) {
        this.exceptions = exceptions;
        Arrays.fill(digitsOfThree, (byte) USUAL_DIGITS);
        DIGITS.forEach(this::setThree);
        exceptions.forEach(this::setThree);
    }

    /**
     * @throws IllegalArgumentException if the code can be none, or the digits are out of range
     */
    static void check(String code, int digits) {
        if (code.isEmpty() || !code.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("'%s' is not a code of a currency".formatted(code));
        }
        if (code.chars().anyMatch(c -> c >= 'a' && c <= 'z')) {
            throw new IllegalArgumentException(
                    "codes are in upper case, and '%s' is not".formatted(code));
        }
        if (digits < 0 || digits > MAX_DIGITS) {
            throw new IllegalArgumentException(
                    "%s has %d minor digits, and 0 to %d are possible"
                            .formatted(code, digits, MAX_DIGITS));
        }
    }

    private static void put(int digits, String codes) {
        for (String code : codes.split(" ")) {
            DIGITS.put(code, digits);
        }
    }

    private void setThree(String code, int digits) {
        byte[] bytes = code.getBytes(StandardCharsets.UTF_8);
        int index = bytes.length == 3 ? index(bytes, 0) : -1;
        if (index >= 0) {
            digitsOfThree[index] = (byte) digits;
        }
    }

    /** 10 to the number of minor digits of the currency that the bytes spell. */
    double perMajor(byte[] b, int start, int end) {
        int index = end - start == 3 ? index(b, start) : -1;
        int digits = index >= 0 ? digitsOfThree[index] : digitsOfOther(b, start, end);
        return POWERS_OF_TEN[digits];
    }

    private int digitsOfOther(byte[] b, int start, int end) {
        if (exceptions.isEmpty()) {
            return USUAL_DIGITS;
        }
        byte[] code = Arrays.copyOfRange(b, start, end);
        for (int i = 0; i < code.length; i++) {
            code[i] = code[i] >= 'a' && code[i] <= 'z' ? (byte) (code[i] - 32) : code[i];
        }
        return exceptions.getOrDefault(new String(code, StandardCharsets.UTF_8), USUAL_DIGITS);
    }

    /** The three letters as a number in base 26, or -1 if they are no ASCII letters. */
    private static int index(byte[] b, int at) {
        int first = letter(b[at]);
        int second = letter(b[at + 1]);
        int third = letter(b[at + 2]);
        return (first | second | third) < 0 ? -1 : (first * LETTERS + second) * LETTERS + third;
    }

    private static int letter(byte b) {
        int letter = (b | 0x20) - 'a';
        return letter < LETTERS && b >= 'A' ? letter : -1;
    }
}
