package io.customerreport.report;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Assigns customers to shards: the first 8 hex digits of SHA-1 over the id, modulo 128.
 *
 * <p>Not safe for use by several threads.
 */
public final class Shards {

    public static final int COUNT = 128;

    private final MessageDigest sha1;
    private final byte[] digest = new byte[20];

    public Shards() {
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-1", e);
        }
    }

    /** The shard, 0 to 127, of the customer with that id in UTF-8. */
    public int shardOf(byte[] customerId) {
        sha1.update(customerId);
        try {
            sha1.digest(digest, 0, digest.length);
        } catch (DigestException e) {
            throw new AssertionError("a SHA-1 digest has 20 bytes", e);
        }
        // Modulo 128 leaves the low seven bits of the fourth byte.
        return digest[3] & COUNT - 1;
    }
}
