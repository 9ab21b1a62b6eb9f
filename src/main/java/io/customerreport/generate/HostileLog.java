package io.customerreport.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Lines meant to break a parser of payment events: every oddity of JSON, of Python's conversions
 * and of UTF-8 in every field, and mutations of lines that are in order.
 *
 * <p>About half of the lines are usable, so that what they mean is tested too. Two ranges in which
 * the contract leaves a choice are left out: nesting between 900 and 1,100 levels, and digits of
 * scripts newer than Unicode 13. The same seed gives the same bytes on every machine.
 */
public final class HostileLog {

    private static final byte[] PUNCTUATION =
            PaymentVocabulary.ascii("{}[]\",:\\/ \t0123456789eE+-.");

    private final SplitMix64 random;
    private final HostileText text;
    private final HostileEvent event;
    private final HostileEdges edges;
    private final PaymentLine ordinary;
    private final LineBuffer line = new LineBuffer();
    private long number;

    public HostileLog(long seed) {
        random = new SplitMix64(SplitMix64.mix(seed));
        text = new HostileText(random);
        event = new HostileEvent(random, text);
        edges = new HostileEdges(random, text);
        PaymentLogOptions options = new PaymentLogOptions();
        options.customers = 60;
        options.events = 1_000_000;
        options.nonAscii = 0.3;
        options.spaced = 0.2;
        options.permuted = 0.3;
        ordinary = new PaymentLine(options, random);
    }

    /** The next line, without its line end and without a line end in it. */
    public byte[] nextLine() {
        number++;
        line.truncate(0);
        int kind = random.below(100);
        if (kind < 60) {
            event.append(line, number);
        } else if (kind < 90) {
            appendBase();
            mutate();
        } else if (kind < 95) {
            edges.appendWhitespace(line);
            appendBase();
            edges.appendWhitespace(line);
        } else {
            edges.appendOddity(line, number);
        }
        for (int i = 0; i < line.length(); i++) {
            if (line.array()[i] == '\n') {
                line.array()[i] = ' ';
            }
        }
        return Arrays.copyOf(line.array(), line.length());
    }

    /** Writes that many of the next lines, each with its line end, and leaves the stream open. */
    public void writeTo(OutputStream out, long lines) throws IOException {
        for (long i = 0; i < lines; i++) {
            nextLine();
            line.put('\n');
            out.write(line.array(), 0, line.length());
        }
        out.flush();
    }

    private void appendBase() {
        if (random.below(2) == 0) {
            ordinary.append(line, number % 1_000_000);
        } else {
            event.append(line, number);
        }
    }

    private void mutate() {
        if (random.below(5) == 0) {
            line.truncate(random.below(line.length()));
            return;
        }
        for (int times = 1 + random.below(3); times > 0 && line.length() > 0; times--) {
            int at = random.below(line.length());
            switch (random.below(4)) {
                case 0 -> line.array()[at] = (byte) oddByte();
                case 1 -> line.insert(at, oddByte());
                case 2 -> line.delete(at);
                default -> line.insert(at, line.array()[at]);
            }
        }
    }

    private int oddByte() {
        return random.below(3) == 0
                ? random.below(256)
                : PUNCTUATION[random.below(PUNCTUATION.length)];
    }
}
