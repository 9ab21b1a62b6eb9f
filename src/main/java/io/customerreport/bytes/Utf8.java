package io.customerreport.bytes;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF (Unicode 15, table 3-7).
 */
public final class Utf8 {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** The bits that no ASCII byte has set. */
    private static final long NON_ASCII = 0x8080808080808080L;

    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

    private Utf8() {}

    /** Whether {@code bytes[start, end)} is well-formed. */
    public static boolean isValid(byte[] bytes, int start, int end) {
        Objects.checkFromToIndex(start, end, bytes.length);
        return firstMalformed(bytes, start, end) == end;
    }

    /**
     * Decodes {@code bytes[start, end)} as Python's {@code decode("utf-8", "replace")} does: each
     * maximal subpart of an ill-formed sequence becomes one U+FFFD.
     */
    public static String decodeReplacing(byte[] bytes, int start, int end) {
        Objects.checkFromToIndex(start, end, bytes.length);
        int malformed = firstMalformed(bytes, start, end);
        if (malformed == end) {
            return new String(bytes, start, end - start, StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream repaired = new ByteArrayOutputStream(end - start + 16);
        int from = start;
        while (malformed < end) {
            repaired.write(bytes, from, malformed - from);
            repaired.writeBytes(REPLACEMENT);
            from = malformed - sequence(bytes, malformed, end);
            malformed = firstMalformed(bytes, from, end);
        }
        repaired.write(bytes, from, end - from);
        return repaired.toString(StandardCharsets.UTF_8);
    }

    /** The index after the character that the non-ASCII byte at {@code at} begins, or -1. */
    public static int skipMultiByte(byte[] bytes, int at) {
        int length = sequence(bytes, at, bytes.length);
        return length < 0 ? -1 : at + length;
    }

    /** The index of the first ill-formed sequence, or {@code end}. */
    private static int firstMalformed(byte[] bytes, int start, int end) {
        int at = start;
        while (true) {
            at = skipAscii(bytes, at, end);
            if (at == end) {
                return end;
            }
            int length = sequence(bytes, at, end);
            if (length < 0) {
                return at;
            }
            at += length;
        }
    }

    private static int skipAscii(byte[] bytes, int start, int end) {
        int at = start;
        while (at <= end - Long.BYTES && ((long) LONG.get(bytes, at) & NON_ASCII) == 0) {
            at += Long.BYTES;
        }
        while (at < end && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /**
     * The length of the well-formed sequence that the non-ASCII byte at {@code at} begins; of an
     * ill-formed one, the length of its maximal subpart, negated.
     */
    private static int sequence(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xFF;
        // 80..BF continue a sequence, C0 and C1 begin overlong ones, F5..FF lie above U+10FFFF.
        if (lead < 0xC2 || lead > 0xF4) {
            return -1;
        }
        int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (at + 1 >= end || !isSecond(lead, bytes[at + 1] & 0xFF)) {
            return -1;
        }
        for (int i = 2; i < length; i++) {
            if (at + i >= end || (bytes[at + i] & 0xC0) != 0x80) {
                return -i;
            }
        }
        return length;
    }

    private static boolean isSecond(int lead, int second) {
        return switch (lead) {
            case 0xE0 -> second >= 0xA0 && second <= 0xBF; // below: overlong
            case 0xED -> second >= 0x80 && second <= 0x9F; // above: surrogates
            case 0xF0 -> second >= 0x90 && second <= 0xBF; // below: overlong
            case 0xF4 -> second >= 0x80 && second <= 0x8F; // above: beyond U+10FFFF
            default -> second >= 0x80 && second <= 0xBF;
        };
    }
}
