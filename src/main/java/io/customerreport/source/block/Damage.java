package io.customerreport.source.block;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Where a compressed file cannot be decompressed any further.
 *
 * @param file the file as the user spelled it
 * @param offset how many bytes of the content come before
 * @param cause what the decompressor says
 */
public record Damage(String file, long offset, String cause)
        implements Comparable<Damage>, Serializable {

    private static final Comparator<Damage> ORDER =
            Comparator.comparing(Damage::file).thenComparingLong(Damage::offset);

    @Override
    public int compareTo(Damage other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return file + " beyond byte " + offset + " of its content: " + cause;
    }
}
