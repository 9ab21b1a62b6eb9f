package io.customerreport.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class SwarTest {

    private static final long SEED = 20_260_101L;

    private final Random random = new Random(SEED);

    @Test
    void firstByteThatIsNotPlainIsFound() {
        assertFirst(Swar::notPlain, b -> b == '"' || b == '\\' || b < ' ' || b > 0x7f);
    }

    @Test
    void firstEqualByteIsFound() {
        for (int b = 0; b < 256; b++) {
            int wanted = b;
            assertFirst(word -> Swar.equalTo((byte) wanted, word), found -> found == wanted);
        }
    }

    private interface Mask {
        long of(long word);
    }

    private void assertFirst(Mask mask, IntPredicate passes) {
        byte[] bytes = new byte[8];
        for (int i = 0; i < 20_000; i++) {
            // Neighbours of the byte values that matter, for borrows and carries.
            for (int at = 0; at < 8; at++) {
                int near =
                        new int[] {0x20, 0x22, 0x5c, 0x7f, 0x80, 0xff, 0x00, 'a'}
                                [random.nextInt(8)];
                bytes[at] = (byte) (random.nextBoolean() ? near + random.nextInt(3) - 1 : 'a');
            }
            long found = mask.of(Swar.load(bytes, 0));

            assertThat(found == 0 ? 8 : Swar.firstByte(found))
                    .as(() -> Arrays.toString(bytes))
                    .isEqualTo(first(bytes, 0, 8, passes));
        }
    }

    @Test
    void indexIsThatOfTheFirstInTheRangeOrItsEnd() {
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[60];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) (random.nextInt(15) == 0 ? '\n' : random.nextInt(256));
            }
            int from = random.nextInt(40);
            int to = from + random.nextInt(53 - from);

            assertThat(Swar.indexOf((byte) '\n', bytes, from, to))
                    .isEqualTo(Math.min(to, from + first(bytes, from, to, b -> b == '\n')));
        }
    }

    /** How far after {@code from} the first byte that passes lies. */
    private static int first(byte[] bytes, int from, int to, IntPredicate passes) {
        int at = from;
        while (at < to && !passes.test(bytes[at] & 0xff)) {
            at++;
        }
        return at - from;
    }
}
