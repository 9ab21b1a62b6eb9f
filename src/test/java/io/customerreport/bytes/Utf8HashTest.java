package io.customerreport.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.aggregate.CustomerId;
import io.customerreport.combine.CustomerRecord;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.IntToLongFunction;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids as payment services make them must not crowd, neither in tables nor in key groups. */
class Utf8HashTest {

    private static final int IDS = 100_000;

    /** So many of 2^16 slots do {@value #IDS} balls leave empty on average. */
    private static final double EMPTY_SLOTS = 65_536 * Math.exp(-IDS / 65_536.0);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%d",
                "%06d",
                "%08d",
                "%x",
                "%07x",
                "%016x",
                "cus_%d",
                "cus_%04x",
                "cus_%06x",
                "cus_%08d",
                "customer-%07d",
                "customer-id-%012d",
                "%08d-suffix-of-all",
                "kunde-\u00fc-%d"
            })
    void numberedIdsAreSpread(String format) {
        assertSpread(i -> hash64(format.formatted(i)));
    }

    @Test
    void randomIdsAreSpread() {
        assertSpread(i -> hash64(new UUID(i * 0x9E3779B97F4A7C15L, ~i).toString()));
    }

    @Test
    void idsOfZerosAreSpreadByTheirLength() {
        assertSpread(i -> hash64("\u0000".repeat(i % 1_000) + i / 1_000));
    }

    /** As {@code AggregateTable} counts types of many customers. */
    @ParameterizedTest
    @ValueSource(ints = {0, 16, 100_000})
    void wordsThatDifferInTheirHighHalfAreSpread(int low) {
        assertSpread(i -> Utf8Hash.hash32(CustomerRecord.sideKey(i, low)) * 0x1_0000_0001L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%08d", "cus_%04x", "customer-%07d"})
    void keyGroupsAreFilledAlike(String format) {
        int[] sizes = new int[128];
        for (int i = 0; i < IDS; i++) {
            CustomerId id = CustomerId.wrap(format.formatted(i).getBytes(UTF_8));
            sizes[KeyGroupRangeAssignment.assignToKeyGroup(id, sizes.length)]++;
        }

        // Of 781 on average, the standard deviation is 28.
        assertThat(Arrays.stream(sizes).boxed()).allMatch(size -> size > 600 && size < 1_000);
    }

    @Test
    void hashIsTheSameOfBytesAndOfWords() {
        for (int length = 0; length < 40; length++) {
            byte[] bytes = "x".repeat(length).getBytes(UTF_8);
            long[] words = new long[6];
            for (int at = 0; at < length; at += 8) {
                words[1 + at / 8] = Utf8Hash.word(bytes, at, Math.min(8, length - at));
            }

            assertThat(Utf8Hash.hash64(words, 1, length))
                    .isEqualTo(Utf8Hash.hash64(bytes, 0, length));
        }
    }

    private static long hash64(String id) {
        byte[] bytes = id.getBytes(UTF_8);
        return Utf8Hash.hash64(bytes, 0, bytes.length);
    }

    /**
     * The lowest bits choose a slot, those above the 32nd tell ids apart, the highest a partition.
     */
    private static void assertSpread(IntToLongFunction hash) {
        boolean[] low = new boolean[1 << 16];
        boolean[] middle = new boolean[1 << 16];
        boolean[] high = new boolean[1 << 16];
        for (int i = 0; i < IDS; i++) {
            long h = hash.applyAsLong(i);
            low[(int) h & 0xffff] = true;
            middle[(int) (h >>> 32) & 0xffff] = true;
            high[(int) (h >>> 48)] = true;
        }
        assertThat(empty(low)).isLessThan((int) (1.2 * EMPTY_SLOTS));
        assertThat(empty(middle)).isLessThan((int) (1.2 * EMPTY_SLOTS));
        assertThat(empty(high)).isLessThan((int) (1.2 * EMPTY_SLOTS));
    }

    private static int empty(boolean[] slots) {
        int empty = 0;
        for (boolean filled : slots) {
            empty += filled ? 0 : 1;
        }
        return empty;
    }
}
