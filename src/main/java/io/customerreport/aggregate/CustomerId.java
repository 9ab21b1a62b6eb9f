package io.customerreport.aggregate;

import io.customerreport.bytes.Utf8Hash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The key of a report: a customer's id as strict UTF-8, with its hash.
 *
 * <p>Bytes stand for text one to one here (no lone surrogates, no overlong forms), so equal bytes
 * are equal ids. The hash is stable across processes and versions: Flink's key groups depend on it.
 */
public final class CustomerId {

    private final byte[] utf8;
    private final int hash;

    private CustomerId(byte[] utf8) {
        this.utf8 = utf8;
        this.hash = Utf8Hash.hash32(utf8, 0, utf8.length);
    }

    /** Takes over the array, which must not be written to any more. */
    public static CustomerId wrap(byte[] utf8) {
        return new CustomerId(utf8);
    }

    public static CustomerId copyOf(byte[] bytes, int start, int length) {
        return new CustomerId(Arrays.copyOfRange(bytes, start, start + length));
    }

    /** The id's bytes, not to be written to. */
    public byte[] utf8() {
        return utf8;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof CustomerId other
                && hash == other.hash
                && Arrays.equals(utf8, other.utf8);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
