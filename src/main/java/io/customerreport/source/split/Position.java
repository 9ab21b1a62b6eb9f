package io.customerreport.source.split;

/**
 * Where reading of a file goes on.
 *
 * @param offset of the first byte that is not read yet, in a compressed file of its content
 * @param damageTold whether nothing is left but damage, which was told
 */
public record Position(long offset, boolean damageTold) {

    public Position {
        if (offset < 0) {
            throw new IllegalArgumentException("a position at byte " + offset);
        }
    }
}
