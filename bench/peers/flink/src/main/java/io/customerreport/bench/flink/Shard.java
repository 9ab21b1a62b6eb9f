package io.customerreport.bench.flink;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The shard of a customer. */
final class Shard {

    private static final int SHARDS = 128;

    private Shard() {}

    static long of(String customerId) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] digest = sha1.digest(customerId.getBytes(StandardCharsets.UTF_8));
            // The first 32 bits modulo 128 are the last seven of them.
            return digest[3] & (SHARDS - 1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
