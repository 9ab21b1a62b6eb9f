package io.customerreport.parse;

import io.customerreport.bytes.Swar;
import java.util.HashMap;
import java.util.Map;

/**
 * Turns the lines of a block into events, in two tiers.
 *
 * <p>{@link EventScanner} reads what it fully understands from the bytes in place; every other line
 * goes to {@link JsonEventReader}, which defines the meaning. Both give the same outcome and event
 * for every line that the first accepts.
 *
 * <p>Not safe for use by several threads.
 */
public final class EventParser {

    private static final double NO_RATE = 1.0;

    private final EventScanner scanner = new EventScanner();
    private final JsonEventReader reader;
    private final Utf8Map rates;

    /** Null is a text to Python, as everything is. */
    private final double rateOfNone;

    private final Utf8Map allowedTypes;
    private final Event event = new Event();

    private long nowTs;
    private LineOutcome outcome;
    private long fastLines;

    public EventParser(EventRules rules) {
        reader = new JsonEventReader(rules);
        rates = new Utf8Map(rules.fxRates());
        rateOfNone = rules.fxRates().getOrDefault("None", NO_RATE);
        allowedTypes = rules.allowedEventTypes() == null ? null : mapOf(rules);
        nowTs = rules.nowTs();
    }

    /** Replaces the time of the rules: from here on, later events than that are rejected. */
    void now(long seconds) {
        if (seconds != nowTs) {
            nowTs = seconds;
            reader.now(seconds);
        }
    }

    private static Utf8Map mapOf(EventRules rules) {
        Map<String, Double> types = new HashMap<>();
        rules.allowedEventTypes().forEach(type -> types.put(type, 1.0));
        return new Utf8Map(types);
    }

    /**
     * Reads the line that starts at {@code start} and ends with the first {@code '\n'} from there
     * on, which must exist and be followed by seven readable bytes. Then {@link #outcome} tells
     * what became of it, and {@link #event} holds it if it was accepted.
     *
     * @return the index after the {@code '\n'}
     */
    public int parse(byte[] bytes, int start) {
        int next = scanner.scan(bytes, start);
        if (next != JsonScanner.DECLINED && applyRules(bytes)) {
            fastLines++;
            return next;
        }
        int end = Swar.indexOf((byte) '\n', bytes, start, bytes.length);
        outcome = reader.read(bytes, start, end, event);
        return end + 1;
    }

    /** Reads the bytes of one line in the slow tier, whatever they are. */
    public LineOutcome parseSlowly(byte[] bytes, int start, int end) {
        outcome = reader.read(bytes, start, end, event);
        return outcome;
    }

    /** Whether what was scanned is an event to be accepted or filtered; the slow tier rejects. */
    private boolean applyRules(byte[] bytes) {
        EventScanner s = scanner;
        if (s.eventIdLength == 0 || s.customerEnd == s.customerStart || s.ts <= 0 || s.ts > nowTs) {
            return false;
        }
        if (allowedTypes != null && !allowedTypes.contains(bytes, s.typeStart, s.typeEnd)) {
            outcome = LineOutcome.FILTERED;
            return true;
        }
        event.customer = bytes;
        event.customerStart = s.customerStart;
        event.customerLength = s.customerEnd - s.customerStart;
        event.type = bytes;
        event.typeStart = s.typeStart;
        event.typeLength = s.typeEnd - s.typeStart;
        event.ts = s.ts;
        event.usd = s.amount * rate(bytes);
        event.amountDefaulted = false;
        outcome = LineOutcome.ACCEPTED;
        return true;
    }

    private double rate(byte[] bytes) {
        return scanner.currencyIsNull
                ? rateOfNone
                : rates.get(bytes, scanner.currencyStart, scanner.currencyEnd, NO_RATE);
    }

    /** What became of the line last read. */
    public LineOutcome outcome() {
        return outcome;
    }

    /** The event last accepted, valid until the next line is read. */
    public Event event() {
        return event;
    }

    /** How many lines the fast tier has taken so far. */
    public long fastLines() {
        return fastLines;
    }
}
