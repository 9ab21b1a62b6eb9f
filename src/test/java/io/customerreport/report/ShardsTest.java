package io.customerreport.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardsTest {

    private final Shards shards = new Shards();

    @ParameterizedTest
    @CsvSource({"c1,93", "c2,48", "42,51", "日本,60", "'',110"})
    void shardsAreThoseOfThePythonProgram(String customer, int shard) {
        assertThat(shardOf(customer)).isEqualTo(shard);
    }

    @Test
    void shardIsTheFirstEightHexDigitsOfSha1Modulo128() throws Exception {
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        for (int i = 0; i < 20_000; i++) {
            // As long as one block of SHA-1 and longer, too.
            String customer = "customer-é-".repeat(1 + i % 8) + i;
            String hex = HexFormat.of().formatHex(sha1.digest(utf8(customer)));
            BigInteger number = new BigInteger(hex.substring(0, 8), 16);

            assertThat(shardOf(customer))
                    .isEqualTo(number.mod(BigInteger.valueOf(128)).intValueExact());
        }
    }

    private int shardOf(String customer) {
        return shards.shardOf(utf8(customer));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
