package io.customerreport.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShortSha1Test {

    private final ShortSha1 sha1 = new ShortSha1();

    /** The examples of FIPS 180 and RFC 3174 that fit into a block. */
    @Test
    void standardsExamples() {
        assertThat(sha1.firstWord(ascii("abc"))).isEqualTo(0xa9993e36);
        assertThat(sha1.firstWord(ascii("a"))).isEqualTo(0x86f7e437);
        assertThat(sha1.firstWord(new byte[0])).isEqualTo(0xda39a3ee);
    }

    @Test
    void isThePlatformsForEveryLength() throws Exception {
        MessageDigest platform = MessageDigest.getInstance("SHA-1");
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            byte[] message = new byte[i % (ShortSha1.MAX_BYTES + 1)];
            random.nextBytes(message);

            assertThat(sha1.firstWord(message))
                    .isEqualTo(ByteBuffer.wrap(platform.digest(message)).getInt());
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
