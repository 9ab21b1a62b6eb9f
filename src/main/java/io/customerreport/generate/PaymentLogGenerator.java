package io.customerreport.generate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Writes a realistic NDJSON payment log: the same bytes for the same options on every machine.
 *
 * <p>Lines stand in the order of time, but for a disorder of up to two minutes. A generator is used
 * once, by one thread.
 */
public final class PaymentLogGenerator {

    /** Writes reach the stream in chunks of at least this many bytes. */
    private static final int CHUNK = 1 << 18;

    private final long events;
    private final double malformed;
    private final SplitMix64 random;
    private final EventLine ordinary;
    private final EventLine unusable;

    /**
     * @throws IllegalArgumentException if an option lies outside its range, in one sentence
     */
    public PaymentLogGenerator(PaymentLogOptions options) {
        options.check();
        events = options.events;
        malformed = options.malformed;
        random = new SplitMix64(options.seed);
        PaymentLine plain = new PaymentLine(options, random);
        if (options.shape == LogShape.PLAIN) {
            ordinary = plain;
            unusable = new UnusableLine(plain, random);
        } else {
            ordinary = new NestedLine(options.shape, plain, random);
            unusable = this::appendCutOff;
        }
    }

    /** Writes the whole log and flushes, but leaves the stream open. */
    public void writeTo(OutputStream out) throws IOException {
        LineBuffer buffer = new LineBuffer();
        for (long number = 0; number < events; number++) {
            if (random.chance(malformed)) {
                unusable.append(buffer, number);
            } else {
                ordinary.append(buffer, number);
            }
            buffer.put('\n');
            if (buffer.length() >= CHUNK) {
                out.write(buffer.array(), 0, buffer.length());
                buffer.truncate(0);
            }
        }
        out.write(buffer.array(), 0, buffer.length());
        out.flush();
    }

    /** A line that its writer did not finish. */
    private void appendCutOff(LineBuffer out, long number) {
        int start = out.length();
        ordinary.append(out, number);
        out.truncate(start + 1 + random.below(out.length() - start - 1));
    }

    /** The whole log in memory: for tests and benchmarks. */
    public byte[] toByteArray() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
