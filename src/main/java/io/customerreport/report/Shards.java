package io.customerreport.report;

import io.customerreport.bytes.ShortSha1;
import java.nio.ByteBuffer;
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

    /** With C2, the platform's own is faster than any in Java: it is an instruction, then. */
    private static final boolean HAS_C2 =
            !System.getProperty("java.vm.info", "").contains("emulated-client");

    private final ShortSha1 shortSha1 = new ShortSha1();
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
        boolean isShort = customerId.length <= ShortSha1.MAX_BYTES;
        int word = isShort && !HAS_C2 ? shortSha1.firstWord(customerId) : firstWord(customerId);
        // Modulo 128 leaves the low seven bits.
        return word & COUNT - 1;
    }

    private int firstWord(byte[] customerId) {
        sha1.update(customerId);
        try {
            sha1.digest(digest, 0, digest.length);
        } catch (DigestException e) {
            throw new AssertionError("a SHA-1 digest has 20 bytes", e);
        }
        return ByteBuffer.wrap(digest).getInt();
    }
}
