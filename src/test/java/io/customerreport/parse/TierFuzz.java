package io.customerreport.parse;

import io.customerreport.testing.trials.Draws;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A fuzzer's target: the input is a line, which both tiers read.
 *
 * <p>A plain one, unless its first byte is {@value #SHAPED}: then the two after it are the number
 * of the rules of {@link ShapedTrial} that the rest is read by.
 */
public final class TierFuzz {

    /** No line of JSON begins with it. */
    private static final byte SHAPED = 1;

    private static final int HEADER = 1 + Short.BYTES;

    private static final TierAgreement PLAIN = new TierAgreement();

    /** Kept, as making them takes longer than reading a line. */
    private static final Map<Short, TierAgreement> BY_NUMBER = new HashMap<>();

    private static final int MAX_KEPT = 1_000;

    private TierFuzz() {}

    /** What the fuzzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < HEADER || input[0] != SHAPED) {
            PLAIN.check(input);
            return;
        }
        if (BY_NUMBER.size() > MAX_KEPT) {
            BY_NUMBER.clear();
        }
        BY_NUMBER
                .computeIfAbsent(
                        ByteBuffer.wrap(input).getShort(1),
                        number -> new TierAgreement(trial(number).rules()))
                .check(Arrays.copyOfRange(input, HEADER, input.length));
    }

    /** An input to start from: the rules of that number, and a line that they fit. */
    public static byte[] shapedInput(short number) {
        byte[] line = trial(number).line().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEADER + line.length)
                .put(SHAPED)
                .putShort(number)
                .put(line)
                .array();
    }

    private static ShapedTrial trial(short number) {
        return ShapedTrial.drawn(new Draws(number));
    }
}
