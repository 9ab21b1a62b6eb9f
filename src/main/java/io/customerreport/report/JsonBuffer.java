package io.customerreport.report;

import io.customerreport.python.PythonFloats;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * A growing array of bytes that JSON, or CSV, is written into, piece by piece.
 *
 * <p>Whoever calls is responsible for the order of the pieces; a string, a number and a day are
 * valid JSON for every argument.
 */
final class JsonBuffer {

    private static final byte[] HEX = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };

    private static final int MAX_LONG_LENGTH = 20;

    /** 2^35 / 10, rounded up: exact for all dividends of 31 bits. */
    private static final long TENTH = 0xcccc_cccdL;

    private static final int TENTH_SHIFT = 35;

    /** A byte of text becomes at most six, a backslash, u and four digits. */
    private static final int MAX_ESCAPE_LENGTH = 6;

    /** Calendar days that were written lately, by their lowest bits: three years of them. */
    private static final int DAYS_KEPT = 1 << 10;

    private final int[] keptDays = new int[DAYS_KEPT];
    private final byte[][] keptTexts = new byte[DAYS_KEPT][];

    private byte[] bytes;
    private int size;

    JsonBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    /** Appends UTF-8 as it is. */
    void raw(byte[] utf8) {
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    void raw(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
    }

    /** Appends strict UTF-8 as a string, quotes and all. */
    void string(byte[] utf8) {
        reserve(utf8.length + 2);
        bytes[size++] = '"';
        for (int i = 0; i < utf8.length; i++) {
            byte b = utf8[i];
            if (b == '"' || b == '\\' || b >= 0 && b < ' ') {
                // This escape, the bytes after it and the closing quote.
                reserve(MAX_ESCAPE_LENGTH + utf8.length - i);
                escape(b);
            } else {
                bytes[size++] = b;
            }
        }
        bytes[size++] = '"';
    }

    private void escape(byte b) {
        bytes[size++] = '\\';
        if (b >= ' ') {
            bytes[size++] = b;
        } else {
            escapeControl(b);
        }
    }

    private void escapeControl(byte control) {
        bytes[size++] = 'u';
        bytes[size++] = '0';
        bytes[size++] = '0';
        bytes[size++] = HEX[control >> 4];
        bytes[size++] = HEX[control & 0xf];
    }

    /** Appends an integer that is not negative. */
    void integer(long value) {
        reserve(MAX_LONG_LENGTH);
        int digits = 1;
        for (long power = 10; power <= value && digits < 19; power *= 10) {
            digits++;
        }
        int at = size + digits;
        size = at;
        long rest = value;
        for (; rest > Integer.MAX_VALUE; rest /= 10) {
            bytes[--at] = (byte) ('0' + rest % 10);
        }
        do {
            // What fits an int is divided by multiplication: the quick compiler has no better way.
            long tenth = rest * TENTH >>> TENTH_SHIFT;
            bytes[--at] = (byte) ('0' + (rest - 10 * tenth));
            rest = tenth;
        } while (rest > 0);
    }

    /**
     * Appends a double as Python spells it; one that is not finite as a string, as JSON has none.
     */
    void number(double value) {
        reserve(PythonFloats.MAX_REPR_BYTES);
        if (value - value == 0) {
            size = PythonFloats.write(value, bytes, size);
        } else {
            raw(value != value ? NAN : value > 0 ? INFINITY : NEGATIVE_INFINITY);
        }
    }

    private static final byte[] NAN = ascii("\"NaN\"");
    private static final byte[] INFINITY = ascii("\"Infinity\"");
    private static final byte[] NEGATIVE_INFINITY = ascii("\"-Infinity\"");

    /** Appends a calendar day as the string {@code "YYYY-MM-DD"}. */
    void day(int daysSince1970) {
        int slot = daysSince1970 & DAYS_KEPT - 1;
        if (keptTexts[slot] != null && keptDays[slot] == daysSince1970) {
            raw(keptTexts[slot]);
            return;
        }
        int start = size;
        newDay(daysSince1970);
        keptDays[slot] = daysSince1970;
        keptTexts[slot] = Arrays.copyOfRange(bytes, start, size);
    }

    /** Appends a calendar day as {@code YYYY-MM-DD}, without quotes. */
    void bareDay(int daysSince1970) {
        int start = size;
        day(daysSince1970);
        size -= 2;
        System.arraycopy(bytes, start + 1, bytes, start, size - start);
    }

    private void newDay(int daysSince1970) {
        // Days of the proleptic Gregorian calendar, counted from 0000-03-01 in eras of 400 years
        // (Hinnant, "chrono-compatible low-level date algorithms"); valid for years 0 to 9999.
        int days = daysSince1970 + 719_468;
        int era = days / 146_097;
        int dayOfEra = days % 146_097;
        int yearOfEra =
                (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
        reserve(12);
        bytes[size++] = '"';
        twoDigits(year / 100);
        twoDigits(year % 100);
        bytes[size++] = '-';
        twoDigits(month);
        bytes[size++] = '-';
        twoDigits(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1);
        bytes[size++] = '"';
    }

    private void twoDigits(int value) {
        bytes[size++] = (byte) ('0' + value / 10);
        bytes[size++] = (byte) ('0' + value % 10);
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            grow(more);
        }
    }

    /** Apart, so that the quick compiler inlines the question. */
    private void grow(int more) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    void clear() {
        size = 0;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** What was written, if there is no text of others in it. */
    String toAscii() {
        return new String(bytes, 0, size, java.nio.charset.StandardCharsets.US_ASCII);
    }

    static byte[] ascii(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
