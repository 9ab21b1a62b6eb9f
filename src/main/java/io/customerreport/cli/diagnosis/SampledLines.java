package io.customerreport.cli.diagnosis;

import io.customerreport.count.LineSamples;
import io.customerreport.parse.Event;
import io.customerreport.parse.EventParser;
import io.customerreport.parse.EventRules;
import io.customerreport.parse.LineOutcome;
import io.customerreport.source.block.LineBlock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the first lines of some files come to, without a run. */
public final class SampledLines {

    /** How many accepted lines are shown. */
    private static final int MAX_EVENTS = 3;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final EventRules rules;
    private final EventParser parser;
    private final LineSamples samples = new LineSamples();
    private final Map<String, Long> leftOut = new LinkedHashMap<>();
    private final List<String> events = new ArrayList<>();
    private long accepted;
    private long blank;

    public SampledLines(EventRules rules) {
        this.rules = rules;
        parser = new EventParser(rules);
    }

    /**
     * Reads the beginning of a file.
     *
     * @param file as the user spelled it
     * @param cut whether the file goes on, so that the last line may not be whole; it is read if it
     *     is the only one
     */
    public void read(String file, byte[] head, boolean cut) {
        byte[] bytes = Arrays.copyOf(head, head.length + 1 + LineBlock.PADDING);
        bytes[head.length] = '\n';
        int start = startsWithMark(head) ? BYTE_ORDER_MARK.length : 0;
        while (start < head.length) {
            int end = start;
            while (bytes[end] != '\n') {
                end++;
            }
            boolean whole = end < head.length || !cut;
            if (whole || start == 0) {
                readLine(file, bytes, start, end, !whole);
            }
            start = end + 1;
        }
    }

    private static boolean startsWithMark(byte[] head) {
        return head.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(
                        head,
                        0,
                        BYTE_ORDER_MARK.length,
                        BYTE_ORDER_MARK,
                        0,
                        BYTE_ORDER_MARK.length);
    }

    private void readLine(String file, byte[] bytes, int start, int end, boolean cut) {
        parser.parse(bytes, start);
        LineOutcome outcome = parser.outcome();
        if (outcome == LineOutcome.ACCEPTED) {
            accepted++;
            if (events.size() < MAX_EVENTS) {
                events.add(spelled(parser.event()));
            }
        } else if (outcome == LineOutcome.BLANK) {
            blank++;
        } else {
            leftOut.merge(outcome.code(), 1L, Long::sum);
            samples.add(outcome.code(), file, start, bytes, start, end, cut);
        }
    }

    private static String spelled(Event event) {
        return "customer_id %s, event_type %s, ts %s (%s), %s US dollars%s"
                .formatted(
                        text(event.customer, event.customerStart, event.customerLength),
                        text(event.type, event.typeStart, event.typeLength),
                        event.ts,
                        Instant.ofEpochSecond(event.ts),
                        event.usd,
                        event.rate == Event.UNRATED
                                ? ", as %s has no rate"
                                        .formatted(
                                                text(
                                                        event.currency,
                                                        event.currencyStart,
                                                        event.currencyLength))
                                : "");
    }

    private static String text(byte[] bytes, int start, int length) {
        return "'" + new String(bytes, start, length, StandardCharsets.UTF_8) + "'";
    }

    public long accepted() {
        return accepted;
    }

    public long blank() {
        return blank;
    }

    /** Lines that are not events, by the code of their {@link LineOutcome}; none are blank. */
    public Map<String, Long> leftOut() {
        return leftOut;
    }

    /** The first accepted events, as they are read. */
    public List<String> events() {
        return events;
    }

    /** As {@link Diagnosis#of}. */
    public Diagnosis diagnosis() {
        return Diagnosis.of(rules, accepted, leftOut, samples.getLocalValue());
    }
}
