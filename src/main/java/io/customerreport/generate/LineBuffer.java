package io.customerreport.generate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of lines under construction; grows as needed and is reused. */
final class LineBuffer {

    private byte[] bytes = new byte[1 << 16];
    private int length;

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Forgets all bytes from this length on. */
    void truncate(int newLength) {
        length = newLength;
    }

    void put(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    void put(byte[] source) {
        reserve(source.length);
        System.arraycopy(source, 0, bytes, length, source.length);
        length += source.length;
    }

    void put(String text) {
        put(text.getBytes(StandardCharsets.UTF_8));
    }

    void putDecimal(long value) {
        if (value < 0) {
            put('-');
            value = -value;
        }
        int digits = 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            digits++;
        }
        putPadded(value, digits);
    }

    /** Exactly that many of the value's last decimal digits, with leading zeros. */
    void putPadded(long value, int digits) {
        reserve(digits);
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + value % 10);
            value /= 10;
        }
        length += digits;
    }

    /** Exactly that many of the value's last hexadecimal digits. */
    void putHex(long value, int digits) {
        reserve(digits);
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            int nibble = (int) (value >>> shift) & 0xf;
            bytes[length++] = (byte) (nibble < 10 ? '0' + nibble : 'a' + nibble - 10);
        }
    }

    /** Hundredths as most programs print a double: 25.5, 12.75, 30.0. */
    void putHundredths(long hundredths) {
        if (hundredths < 0) {
            put('-');
            hundredths = -hundredths;
        }
        putDecimal(hundredths / 100);
        put('.');
        int fraction = (int) (hundredths % 100);
        if (fraction % 10 == 0) {
            put('0' + fraction / 10);
        } else {
            putPadded(fraction, 2);
        }
    }

    void insert(int at, int value) {
        reserve(1);
        System.arraycopy(bytes, at, bytes, at + 1, length - at);
        bytes[at] = (byte) value;
        length++;
    }

    void delete(int at) {
        System.arraycopy(bytes, at + 1, bytes, at, length - at - 1);
        length--;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
