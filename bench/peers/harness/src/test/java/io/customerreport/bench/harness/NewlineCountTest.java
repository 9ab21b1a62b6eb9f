package io.customerreport.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewlineCountTest {

    @TempDir Path folder;

    @Test
    void everyLineFeedOfBlocksAndTheirTailIsCounted() throws Exception {
        byte[] bytes = new byte[(3 << 20) + 5];
        new Random(1).nextBytes(bytes);
        long expected = 0;
        for (byte b : bytes) {
            expected += b == '\n' ? 1 : 0;
        }
        Path log = Files.write(folder.resolve("log"), bytes);

        long count = NewlineCount.count(log);

        assertThat(count).isEqualTo(expected);
    }
}
